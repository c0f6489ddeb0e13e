package org.gradwalk.app.session;

import java.util.List;
import java.util.Optional;

/**
 * The runs of a walk.
 *
 * @param all in the order in which they began
 * @param current which of them is walked
 * @param training how it is trained in the iteration at hand
 * @param pace how it goes on by itself; none while it is paused
 */
public record Runs(List<Run> all, int current, Training training, Optional<Pace> pace) {

    /** Copies the list. */
    public Runs {
        all = List.copyOf(all);
    }

    /** The one that is walked. */
    public Run run() {
        return all.get(current);
    }
}
