package org.gradwalk.app.session.file;

import java.util.List;
import org.gradwalk.app.session.SavedWalk;
import org.gradwalk.model.run.Breakpoint;

/**
 * What a session file holds.
 *
 * @param walk the model, its runs and the cursor
 * @param breakpoints in the order of their list; how often they were met is not kept
 * @param watches what is watched, as it was typed
 */
public record SavedSession(SavedWalk walk, List<Breakpoint> breakpoints, List<String> watches) {

    /** Copies the lists. */
    public SavedSession {
        breakpoints = List.copyOf(breakpoints);
        watches = List.copyOf(watches);
    }
}
