package org.gradwalk.app.view.attention;

import java.util.Arrays;
import java.util.stream.Stream;
import org.gradwalk.app.export.Plate;
import org.gradwalk.app.view.CaptionWords;
import org.gradwalk.app.view.Figures;
import org.gradwalk.app.view.ViewState;
import org.gradwalk.model.program.Value;

/** All heads of each layer's weights and scores, and of their errors. */
public final class AttentionPlates {

    private static final double LEAST_WIDTH = 200;
    public static final String KIND = "attention";

    private AttentionPlates() {}

    /** Those of what the walk has reached. */
    public static Stream<Plate> of(ViewState state) {
        return state.snapshot().model().config().blocks().stream()
                .flatMap(block -> Arrays.stream(AttentionKind.values()).map(kind -> plate(state, block, kind)))
                .filter(plate -> state.snapshot().numbers(plate.address()).isPresent());
    }

    private static Plate plate(ViewState state, String block, AttentionKind kind) {
        Value value = kind.value(state.snapshot().program(), block + ".attn");
        return new Plate(
                KIND, value.name(), CaptionWords.sequence(state, value),
                () -> CaptionWords.range(Figures.whole(state, value).orElseThrow()), LEAST_WIDTH,
                (width, fineness) -> new AttentionPicture(state.withFineness(fineness), block, kind).drawHeads(width));
    }
}
