package org.gradwalk.app.view.attention;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.gradwalk.app.export.Plate;
import org.gradwalk.app.view.ViewState;

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
        String address = kind.value(state.snapshot().program(), block + ".attn").name();
        return new Plate(
                KIND, address, List::of, LEAST_WIDTH,
                width -> new AttentionPicture(state, block, kind).drawHeads(width));
    }
}
