package org.gradwalk.app.session;

import java.util.List;
import java.util.Optional;
import org.gradwalk.model.run.Intervention;

/**
 * The runs of a walk.
 *
 * @param all in the order in which they began
 * @param current which of them is walked
 * @param training how it is trained in the iteration at hand
 * @param edits of parameters by hand in this run, up to the iteration at hand, in their order
 * @param pace how it goes on by itself; none while it is paused
 */
public record Runs(List<Run> all, int current, Training training, List<Edit> edits, Optional<Pace> pace) {

    /**
     * A parameter was changed once.
     *
     * @param iteration before which that was done
     */
    public record Edit(long iteration, Intervention change) {}

    /** Copies the lists. */
    public Runs {
        all = List.copyOf(all);
        edits = List.copyOf(edits);
    }

    /** The one that is walked. */
    public Run run() {
        return all.get(current);
    }
}
