package org.gradwalk.app.view.settings;

import org.gradwalk.app.session.Run;
import org.gradwalk.app.session.Snapshot;
import org.gradwalk.app.view.Messages;

/**
 * From where on something holds that is set now.
 *
 * @param iteration its first
 * @param begins the number of the run that begins there, or of the one at hand
 * @param leaves the number of the run at hand
 */
record Onset(long iteration, int begins, int leaves) {

    /** At a moment of a walk. */
    static Onset of(Snapshot snapshot) {
        boolean atEnd = snapshot.next().isEmpty() && snapshot.stop().isEmpty();
        long iteration = atEnd ? snapshot.number() + 1 : snapshot.number();
        Run run = snapshot.runs().run();
        int begins = iteration < run.last() ? snapshot.runs().all().size() : run.number();
        return new Onset(iteration, begins, run.number());
    }

    /** In a sentence. */
    String words() {
        return begins == leaves
                ? Messages.get("training.onset", iteration)
                : Messages.get("training.onset.run", iteration, begins, leaves);
    }
}
