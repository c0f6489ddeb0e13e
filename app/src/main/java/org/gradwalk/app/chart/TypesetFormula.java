package org.gradwalk.app.chart;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.Rectangle;
import java.awt.image.BufferedImage;
import java.awt.image.DataBufferByte;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.DoubleFunction;
import java.util.function.Function;
import org.gradwalk.model.formula.Expression;
import org.gradwalk.model.formula.Latex;
import org.gradwalk.model.formula.Latex.Relation;
import org.gradwalk.model.formula.Symbol;
import org.gradwalk.model.formula.Writing;
import org.jspecify.annotations.Nullable;
import org.scilab.forge.jlatexmath.TeXConstants;
import org.scilab.forge.jlatexmath.TeXFormula;
import org.scilab.forge.jlatexmath.TeXIcon;

/**
 * A formula set at a size: it knows how much room it takes and where its symbols stand, and draws itself in a theme's
 * colours. Formulas that were set lately are kept.
 */
public final class TypesetFormula {

    /** Of a symbol in a formula: where it stands, from the formula's upper left corner. */
    public record Occurrence(Symbol symbol, Bounds bounds) {}

    private record Key(String latex, int style, double size) {}

    /** In JLaTeXMath's font it has the code of a line feed, which Java does not draw. */
    private static final String OMEGA = "\\rotatebox[origin=c]{180}{\\mho}";

    private static final int MOST_KEPT = 400;
    /** Pixels for a point when places of symbols are looked for, and how dark a pixel is that belongs to one. */
    private static final int FINENESS = 2;
    private static final int DARK = 200;

    private static final Map<Key, TypesetFormula> KEPT = new LinkedHashMap<>(16, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<Key, TypesetFormula> eldest) {
            return size() > MOST_KEPT;
        }
    };

    private final Map<ChartTheme, TeXIcon> icons = new EnumMap<>(ChartTheme.class);
    private final double width;
    private final double height;
    private final double ascent;
    private final double lead;
    private final Function<Function<Symbol, String>, String> latex;
    private final int style;
    private final double size;
    private @Nullable List<Occurrence> occurrences;

    private TypesetFormula(Function<Function<Symbol, String>, String> latex, int style, double size) {
        this.latex = latex;
        this.style = style;
        this.size = size;
        TeXIcon any = icon(ChartTheme.LIGHT);
        width = any.getTrueIconWidth();
        lead = any.getInsets().left;
        ascent = any.getInsets().top + any.getTrueIconHeight() - any.getTrueIconDepth(); // JLaTeXMath's height has the depth
        height = ascent + any.getTrueIconDepth();
    }

    /** The equation, with letters of this size in points. */
    public static TypesetFormula equation(Symbol left, Expression right, Writing writing, double size) {
        return equation(left, Relation.EQUAL, right, writing, size);
    }

    /** Two sides of which this is said, with letters of this size in points. */
    public static TypesetFormula equation(
            Expression left, Relation relation, Expression right, Writing writing, double size) {
        return of(colour -> Latex.equation(left, relation, right, writing, colour), TeXConstants.STYLE_DISPLAY, size);
    }

    /** The equation as it stands in a line of text: sums and fractions are no higher than they must be. */
    public static TypesetFormula inLine(Symbol left, Expression right, Writing writing, double size) {
        return of(
                colour -> Latex.equation(left, Relation.EQUAL, right, writing, colour), TeXConstants.STYLE_TEXT, size);
    }

    /** An expression as it stands in a line of text. */
    public static TypesetFormula inLine(Expression expression, Writing writing, double size) {
        return of(colour -> Latex.expression(expression, writing, colour), TeXConstants.STYLE_TEXT, size);
    }

    /**
     * A formula as large as it may be in a room.
     *
     * @param set sets it with letters of a size
     * @param most size of the letters
     * @param least size of the letters, with which it may stand out of the room
     */
    public static TypesetFormula fitting(
            DoubleFunction<TypesetFormula> set, double most, double least, double width, double height) {
        TypesetFormula formula = set.apply(most);
        double fit = Math.min(width / formula.width, height / formula.height);
        return fit >= 1 ? formula : set.apply(Math.max(least, most * fit));
    }

    /** A symbol alone, with letters of this size in points. */
    public static TypesetFormula symbol(Symbol symbol, double size) {
        return of(colour -> Latex.symbol(symbol, colour), TeXConstants.STYLE_TEXT, size);
    }

    /** A formula of a text, given for the colours of its symbols, with letters of this size in points. */
    public static TypesetFormula text(Function<Function<Symbol, String>, String> latex, double size) {
        return of(latex, TeXConstants.STYLE_DISPLAY, size);
    }

    private static TypesetFormula of(Function<Function<Symbol, String>, String> latex, int style, double size) {
        synchronized (KEPT) {
            return KEPT.computeIfAbsent(
                    new Key(latex.apply(symbol -> ChartTheme.LIGHT.hex(symbol.kind())), style, size),
                    _ -> new TypesetFormula(latex, style, size));
        }
    }

    private TeXIcon icon(ChartTheme theme) {
        return icons.computeIfAbsent(
                theme, _ -> icon(latex.apply(symbol -> theme.hex(symbol.kind())), style, size));
    }

    private static TeXIcon icon(String latex, int style, double size) {
        return new TeXFormula(latex.replace("\\Omega", OMEGA)).createTeXIcon(style, (float) size);
    }

    /**
     * Where its symbols stand. JLaTeXMath does not tell: each in turn is painted alone, and looked for.
     */
    public synchronized List<Occurrence> occurrences() {
        if (occurrences == null) {
            occurrences = find();
        }
        return occurrences;
    }

    private List<Occurrence> find() {
        List<Symbol> symbols = new ArrayList<>();
        var _ = latex.apply(symbol -> {
            symbols.add(symbol);
            return "#000000";
        });
        List<Occurrence> found = new ArrayList<>();
        for (int i = 0; i < symbols.size(); i++) {
            Symbol symbol = symbols.get(i);
            find(i).ifPresent(bounds -> found.add(new Occurrence(symbol, bounds)));
        }
        return List.copyOf(found);
    }

    private Optional<Bounds> find(int wanted) {
        AtomicInteger number = new AtomicInteger();
        TeXIcon icon = icon(
                latex.apply(_ -> number.getAndIncrement() == wanted ? "#000000" : "#FFFFFF"), style, size);
        int pixelsAcross = (int) Math.ceil(width * FINENESS);
        int pixelsDown = (int) Math.ceil(height * FINENESS);
        BufferedImage image = new BufferedImage(
                Math.max(1, pixelsAcross), Math.max(1, pixelsDown), BufferedImage.TYPE_BYTE_GRAY);
        Graphics2D g = image.createGraphics();
        g.setColor(Color.WHITE);
        g.fillRect(0, 0, image.getWidth(), image.getHeight());
        g.scale(FINENESS, FINENESS);
        icon.setForeground(Color.WHITE);
        icon.paintIcon(null, g, 0, 0);
        g.dispose();
        Rectangle dark = new Rectangle(0, 0, -1, -1);
        byte[] pixels = ((DataBufferByte) image.getRaster().getDataBuffer()).getData();
        for (int i = 0; i < pixels.length; i++) {
            if ((pixels[i] & 0xFF) < DARK) {
                dark.add(new Rectangle(i % image.getWidth(), Math.floorDiv(i, image.getWidth()), 1, 1));
            }
        }
        return dark.width <= 0
                ? Optional.empty()
                : Optional.of(new Bounds(
                        dark.getMinX() / FINENESS, dark.getMinY() / FINENESS, dark.getWidth() / FINENESS,
                        dark.getHeight() / FINENESS));
    }

    /** In points. */
    public double width() {
        return width;
    }

    /** In points. */
    public double height() {
        return height;
    }

    /** From the upper edge to the base line, in points. */
    public double ascent() {
        return ascent;
    }

    /** How far from the left edge it begins when it is painted, in points. */
    public double lead() {
        return lead;
    }

    /** One at a time: an icon has its colour while it is painted, and a file may be written while the screen is. */
    synchronized void paint(Graphics2D g, double x, double y, ChartTheme theme, Color ink) {
        TeXIcon icon = icon(theme);
        icon.setForeground(ink);
        Graphics2D moved = (Graphics2D) g.create();
        moved.translate(x, y);
        icon.paintIcon(null, moved, 0, 0);
        moved.dispose();
    }
}
