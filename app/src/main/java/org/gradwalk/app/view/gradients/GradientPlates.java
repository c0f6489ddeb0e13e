package org.gradwalk.app.view.gradients;

import java.util.stream.Stream;
import org.gradwalk.app.export.Plate;
import org.gradwalk.app.export.PlateName;
import org.gradwalk.app.view.ViewState;
import org.gradwalk.model.program.Parameter;
import org.gradwalk.model.program.Phase;

/** The gradients' norms over the depth of the network. */
public final class GradientPlates {

    public static final PlateName NAME = new PlateName("gradients", Phase.BACKWARD.address());
    private static final double LEAST_WIDTH = 300;
    private static final double ASPECT = 0.75;

    private GradientPlates() {}

    /** That of the walk, once it has reached a gradient. */
    public static Stream<Plate> of(ViewState state) {
        GradientsByLayer picture = new GradientsByLayer(state.snapshot());
        boolean isThere = state.snapshot().program().parameters().stream()
                .map(Parameter::gradient)
                .anyMatch(state.snapshot()::exists);
        return isThere
                ? Stream.of(new Plate(NAME.kind(), NAME.address(), picture::words, LEAST_WIDTH,
                        (width, _) -> picture.draw(width, ASPECT * width)))
                : Stream.empty();
    }
}
