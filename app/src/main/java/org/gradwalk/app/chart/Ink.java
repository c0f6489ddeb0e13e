package org.gradwalk.app.chart;

import org.gradwalk.model.formula.SymbolClass;

/**
 * A colour by what it is for; the theme says which colour that is.
 *
 * @param role what it is for
 * @param opacity 0 to 1
 */
public record Ink(Role role, double opacity) {

    /** What a colour is for. The name in a style sheet is {@code -gw-} and {@link #cssName}. */
    public enum Role {
        BACKGROUND("background"),
        PANEL("panel"),
        RAISED("raised"),
        BORDER("border"),
        FOREGROUND("foreground"),
        MUTED(
                "muted"),
        SUBTLE("subtle"),
        ACCENT("accent"),
        ACTIVATION("activation"),
        WEIGHT("weight"),
        ERROR(
                "error"),
        GRADIENT("parameter-gradient"),
        QUERY("query"),
        KEY("key"),
        VALUE(
                "value"),
        ATTENTION("attention"),
        STATISTIC("statistics"),
        CONSTANT("constant"),
        BREAKPOINT("breakpoint");

        private final String cssName;

        Role(String cssName) {
            this.cssName = cssName;
        }

        String cssName() {
            return cssName;
        }
    }

    public static final Ink BACKGROUND = of(Role.BACKGROUND);
    public static final Ink BORDER = of(Role.BORDER);
    public static final Ink FOREGROUND = of(Role.FOREGROUND);
    public static final Ink MUTED = of(Role.MUTED);
    public static final Ink SUBTLE = of(Role.SUBTLE);

    /** The colour in full. */
    public static Ink of(Role role) {
        return new Ink(role, 1);
    }

    /** The colour of a class of symbols, the same in formulas and pictures. */
    public static Ink of(SymbolClass kind) {
        return of(Role.valueOf(kind.name()));
    }

    /** The same colour, more or less transparent. */
    public Ink withOpacity(double newOpacity) {
        return new Ink(role, newOpacity);
    }
}
