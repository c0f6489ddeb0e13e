package org.gradwalk.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.gradwalk.app.session.Command;
import org.gradwalk.app.session.Snapshot;
import org.gradwalk.app.session.Walk;
import org.gradwalk.app.view.Selection;
import org.gradwalk.model.run.Breakpoint;
import org.gradwalk.model.run.Intervention;
import org.gradwalk.model.run.Where;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What stopped a walk is said in full: where, when, and what was wrong before. */
class StatusWordsTest {

    private final Walk walk = new Walk("To be");

    @AfterEach
    void close() {
        walk.close();
    }

    @Test
    void aHitTellsItsConditionHeadAndNumberAndSelectsTheHead() {
        Snapshot attention = walk.after(new Command.ToNode("h.0.attn:scores"));
        assertThat(StatusWords.of(attention)).isEmpty();
        walk.after(new Command.ToStart());
        walk.breakpoints().set(List.of(Breakpoint.at("h.0.attn").when("max(P) >= 1"), Breakpoint.at("backward/h.0")));

        Snapshot hit = walk.after(new Command.ToLoss());
        assertThat(StatusWords.of(hit)).contains(
                "Breakpoint at h.0.attn, forward, where max(P) >= 1, head 0 of sequence 0: iteration 0, hit 1.");
        assertThat(Stopped.select(Selection.NONE.withHead(2), hit).head()).isZero();

        Snapshot back = walk.after(new Command.RunIteration());
        assertThat(StatusWords.of(back)).contains("Breakpoint at h.0, backward: iteration 0, hit 1.");
        assertThat(Stopped.select(Selection.NONE.withHead(2), back).head()).isEqualTo(2);
        assertThat(Stopped.isNew(hit, back)).isTrue();
        assertThat(Stopped.isNew(back, walk.start())).isFalse();
    }

    @Test
    void theFirstEntryThatIsNotFiniteIsNamedWithItsHeadAndWithWhatWasStillFinite() {
        walk.after(new Command.ToNode("h.1.attn"));
        walk.after(new Command.Change(Intervention.set("h.1.attn.q", new Where.Head(2), 1e308)));
        walk.after(new Command.Change(Intervention.set("h.1.attn.k", new Where.Head(2), 1e308)));
        Snapshot stop = walk.after(new Command.ToLoss());

        assertThat(stop.stop()).isPresent();
        assertThat(StatusWords.of(stop)).hasValueSatisfying(words -> assertThat(words)
                .startsWith("h.1.attn:scores").contains("h.1.attn.scores, row 10, column 0, head 2 of sequence 0")
                .contains("iteration 0; all that it read was finite: h.1.attn.q, h.1.attn.k"));
        assertThat(Stopped.select(Selection.NONE, stop).head()).isEqualTo(2);
    }
}
