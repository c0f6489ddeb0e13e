package org.gradwalk.app.view.outline;

import org.gradwalk.app.session.Norms;
import org.gradwalk.model.formula.SymbolClass;
import org.gradwalk.model.program.Value;

/**
 * How large values are: root mean squares forward, norms of errors back; and how long their bars are. The scale is
 * logarithmic with fixed ends, so that a bar keeps its length while the walk goes on, and what vanishes or explodes
 * stands out from what is only small or large.
 *
 * @param norms what has been measured
 */
record Sizes(Norms norms) {

    static final Sizes NONE = new Sizes(Norms.NONE);

    private static final double FORWARD_FROM = -3;
    private static final double FORWARD_TO = 3;
    private static final double ERROR_FROM = -6;
    private static final double ERROR_TO = 2;

    double of(Value value) {
        return isError(value) ? norms.norm(value) : norms.rms(value);
    }

    /** Where the size lies between the ends of its scale, 0 to 1. */
    double share(Value value) {
        double from = isError(value) ? ERROR_FROM : FORWARD_FROM;
        double to = isError(value) ? ERROR_TO : FORWARD_TO;
        double size = of(value);
        return Double.isNaN(size) ? 1 : Math.clamp((Math.log10(size) - from) / (to - from), 0, 1);
    }

    private static boolean isError(Value value) {
        return value.kind() == SymbolClass.ERROR;
    }
}
