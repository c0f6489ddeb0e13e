package org.gradwalk.app.chart;

import java.awt.Color;
import java.awt.Graphics2D;
import java.util.EnumMap;
import java.util.Map;
import java.util.function.Function;
import org.gradwalk.model.formula.SymbolClass;
import org.scilab.forge.jlatexmath.TeXConstants;
import org.scilab.forge.jlatexmath.TeXFormula;
import org.scilab.forge.jlatexmath.TeXIcon;

/** A formula set at a size: it knows how much room it takes, and draws itself in a theme's colours. */
public final class TypesetFormula {

    private final Map<ChartTheme, TeXIcon> icons = new EnumMap<>(ChartTheme.class);
    private final double width;
    private final double height;

    /**
     * Sets a formula.
     *
     * @param latex the LaTeX for given colours of the classes, each as #RRGGBB
     * @param size of the letters in points
     */
    public TypesetFormula(Function<Function<SymbolClass, String>, String> latex, double size) {
        for (ChartTheme theme : ChartTheme.values()) {
            icons.put(theme, new TeXFormula(latex.apply(theme::hex))
                    .createTeXIcon(TeXConstants.STYLE_DISPLAY, (float) size));
        }
        TeXIcon any = icons.values().iterator().next();
        width = any.getTrueIconWidth();
        height = any.getTrueIconHeight() + any.getTrueIconDepth();
    }

    /** In points. */
    public double width() {
        return width;
    }

    /** In points. */
    public double height() {
        return height;
    }

    void paint(Graphics2D g, double x, double y, ChartTheme theme, Color ink) {
        TeXIcon icon = icons.get(theme);
        if (icon != null) {
            icon.setForeground(ink);
            Graphics2D moved = (Graphics2D) g.create();
            moved.translate(x, y);
            icon.paintIcon(null, moved, 0, 0);
            moved.dispose();
        }
    }
}
