package org.gradwalk.app.view.predictions;

import java.util.List;
import java.util.stream.Stream;
import org.gradwalk.app.export.Plate;
import org.gradwalk.app.export.PlateName;
import org.gradwalk.app.view.CaptionWords;
import org.gradwalk.app.view.ViewState;

/** Losses by position, and what was expected where the model was surprised most. */
public final class PredictionsPlates {

    public static final PlateName NAME = new PlateName("predictions", "probs");
    private static final double LEAST_WIDTH = 400;
    private static final double HEIGHT = 420;

    private PredictionsPlates() {}

    /** That of the walk, once it has reached the loss. */
    public static Stream<Plate> of(ViewState state) {
        return state.snapshot().loss().isEmpty()
                ? Stream.empty()
                : Stream.of(new Plate(
                        NAME.kind(), NAME.address(),
                        CaptionWords.sequence(state, state.snapshot().program().requireValue(NAME.address())),
                        List::of, LEAST_WIDTH,
                        (width, _) -> new PredictionsPicture(state).draw(width, HEIGHT).trimmed()));
    }
}
