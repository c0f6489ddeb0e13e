package org.gradwalk.app.view.settings;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Set;
import org.gradwalk.app.session.Command;
import org.gradwalk.app.session.Snapshot;
import org.gradwalk.app.session.Training;
import org.gradwalk.app.session.Walk;
import org.gradwalk.model.run.Schedule;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What is said in advance of a change is what the change does. */
class OnsetTest {

    private final Walk walk = new Walk("To be");

    @AfterEach
    void close() {
        walk.close();
    }

    private Snapshot afterIterations(int iterations) {
        for (int i = 1; i < iterations; i++) {
            walk.after(new Command.RunIteration());
        }
        return walk.after(new Command.RunIteration());
    }

    /** Changes the learning rate, and holds what was said against what happened. */
    private void assertComesTrue(Snapshot before, String words) {
        Onset said = Onset.of(before);
        assertThat(said.words()).isEqualTo(words);
        Training training = before.runs().training();
        Snapshot after = walk.after(new Command.Train(new Training(
                training.source(), training.update(), new Schedule.Constant(0.5), training.settings(), List.of(),
                Set.of())));

        assertThat(after.number()).isEqualTo(said.iteration());
        assertThat(after.runs().run().number()).isEqualTo(said.begins());
        assertThat(after.runs().training().schedule()).isEqualTo(new Schedule.Constant(0.5));
    }

    @Test
    void beforeTheEndItHoldsFromTheIterationAtHand() {
        afterIterations(2);
        assertComesTrue(walk.after(new Command.ToLoss()), "Holds from iteration 1 on.");
    }

    @Test
    void atTheEndItHoldsFromTheNextIteration() {
        assertComesTrue(afterIterations(2), "Holds from iteration 2 on.");
    }

    @Test
    void whereLaterIterationsHaveBeenDoneAnotherRunBegins() {
        afterIterations(4);
        assertComesTrue(
                walk.after(new Command.ToIteration(0, 1)),
                "Begins run 1 at iteration 2: later iterations of run 0 have been done, and stay.");
    }

    @Test
    void nextToTheFrontOfARunTheNextIterationIsStillToBeDone() {
        afterIterations(4);
        assertComesTrue(walk.after(new Command.ToIteration(0, 2)), "Holds from iteration 3 on.");
    }
}
