package org.gradwalk.app.gallery;

import java.util.List;
import java.util.function.Supplier;
import org.gradwalk.app.chart.Numbers;
import org.gradwalk.app.view.Figures;
import org.gradwalk.app.view.Messages;
import org.gradwalk.app.view.ViewState;
import org.gradwalk.model.program.Value;

/** From which to which number the entries of a value go, for a caption. */
final class ValueRange {

    private ValueRange() {}

    /** Of what is shown of a value, looked through when it is asked for. */
    static Supplier<List<String>> words(ViewState state, Value value) {
        return () -> {
            double least = Double.POSITIVE_INFINITY;
            double most = Double.NEGATIVE_INFINITY;
            for (double number : Figures.shown(state, value).orElseThrow().toArray()) {
                least = Math.min(least, number);
                most = Math.max(most, number);
            }
            return List.of(Messages.get("caption.range", Numbers.shortly(least), Numbers.shortly(most)));
        };
    }
}
