package org.gradwalk.app.view.training;

import java.util.List;
import java.util.stream.Stream;
import org.gradwalk.app.session.Run;
import org.gradwalk.app.session.Runs;
import org.gradwalk.model.metrics.MetricLog;

/**
 * A run as the charts show it.
 *
 * @param number of the run
 * @param label what it is called beside others; up to the first dot in little room
 * @param log what was measured; not empty
 */
record Charted(int number, String label, MetricLog.View log) {

    /** The runs of which there is anything to show, the one that is walked last. */
    static List<Charted> of(Runs runs) {
        return Stream.concat(runs.all().stream().filter(run -> !run.equals(runs.run())), Stream.of(runs.run()))
                .filter(run -> !run.log().isEmpty())
                .map(Charted::of)
                .toList();
    }

    private static Charted of(Run run) {
        return new Charted(run.number(), RunWords.label(run), run.log());
    }
}
