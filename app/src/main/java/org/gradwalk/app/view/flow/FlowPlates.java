package org.gradwalk.app.view.flow;

import java.util.List;
import java.util.stream.Stream;
import org.gradwalk.app.chart.Numbers;
import org.gradwalk.app.export.Plate;
import org.gradwalk.app.export.PlateName;
import org.gradwalk.app.view.Messages;
import org.gradwalk.app.view.ViewState;

/** The iteration as a river. */
public final class FlowPlates {

    public static final PlateName NAME = new PlateName("flow", "iteration");
    private static final double LEAST_WIDTH = 560;
    private static final double HEIGHT = 150;

    private FlowPlates() {}

    /** That of the walk. */
    public static Stream<Plate> of(ViewState state) {
        return Stream.of(new Plate(NAME.kind(), NAME.address(), () -> List.of(scale(state)), LEAST_WIDTH,
                width -> new FlowPicture(state.snapshot(), width, HEIGHT).draw()));
    }

    private static String scale(ViewState state) {
        River river = River.of(state.snapshot(), new FlowLayout(state.snapshot().program(), 1));
        return Messages.get("flow.scale", size(river.largestForward()), size(river.largestError()));
    }

    /** A norm in a scale; none where nothing has been reached. */
    static String size(double largest) {
        return largest == 0 ? "–" : Numbers.briefly(largest);
    }
}
