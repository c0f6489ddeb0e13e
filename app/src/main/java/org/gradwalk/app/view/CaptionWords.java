package org.gradwalk.app.view;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.gradwalk.app.chart.Numbers;
import org.gradwalk.model.program.Value;
import org.gradwalk.model.program.Value.Layout;
import org.gradwalk.model.tensor.Matrix;

/** What the caption of a picture says of the numbers in it. */
public final class CaptionWords {

    private CaptionWords() {}

    /** From which number to which entries go. */
    public static List<String> range(Matrix numbers) {
        double least = Double.POSITIVE_INFINITY;
        double most = Double.NEGATIVE_INFINITY;
        for (int i = 0; i < numbers.rows(); i++) {
            for (int j = 0; j < numbers.columns(); j++) {
                least = Math.min(least, numbers.get(i, j));
                most = Math.max(most, numbers.get(i, j));
            }
        }
        return List.of(Messages.get("caption.range", Numbers.shortly(least), Numbers.shortly(most)));
    }

    /** Which head and which sequence {@link Figures#shown} shows of a value, where it has more than one. */
    public static List<String> part(ViewState state, Value value) {
        return part(state, Stream.of(value), true);
    }

    /** The same with all heads, as {@link Figures#whole} shows it. */
    public static List<String> sequence(ViewState state, Value value) {
        return part(state, Stream.of(value), false);
    }

    /**
     * Which part is shown of what several values have.
     *
     * @param perHead whether it is that of one head
     */
    public static List<String> part(ViewState state, Stream<Value> values, boolean perHead) {
        Value.Extent extent = state.snapshot().program().extent();
        List<Layout> layouts = values.map(Value::layout).toList();
        boolean heads = layouts.contains(Layout.HEADS) || layouts.contains(Layout.ATTENTION);
        List<String> parts = new ArrayList<>();
        if (perHead && heads && extent.heads() > 1) {
            parts.add(Messages.get("caption.head", state.selection().head()));
        }
        if ((heads || layouts.contains(Layout.SEQUENCES)) && extent.sequences() > 1) {
            parts.add(Messages.get("caption.sequence", state.selection().sequence()));
        }
        return parts;
    }
}
