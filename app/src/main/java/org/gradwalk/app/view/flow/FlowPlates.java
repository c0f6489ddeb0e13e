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

    public static final PlateName NAME = new PlateName("flow", PlateName.ITERATION);
    private static final double HEIGHT = 150;

    private FlowPlates() {}

    /** That of the walk. */
    public static Stream<Plate> of(ViewState state) {
        return Stream.of(new Plate(NAME.kind(), NAME.address(), () -> words(state),
                FlowPicture.leastWidth(state.snapshot()),
                (width, _) -> new FlowPicture(state.snapshot(), width, HEIGHT).draw()));
    }

    private static List<String> words(ViewState state) {
        FlowLayout layout = new FlowLayout(state.snapshot().program(), 1);
        River river = River.of(state.snapshot(), layout);
        String widths = Messages.get("flow.widths", size(river.largestForward()), size(river.largestError()));
        return layout.parts().stream().anyMatch(part -> river.join(part).isPresent())
                ? List.of(widths, Messages.get("flow.shares"))
                : List.of(widths);
    }

    /** A norm in a scale; none where nothing has been reached. */
    static String size(double largest) {
        return largest == 0 ? "–" : Numbers.briefly(largest);
    }
}
