package org.gradwalk.app.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import java.util.stream.LongStream;
import org.gradwalk.app.session.WatchReading.State;
import org.gradwalk.model.run.FormulaScope.Part;
import org.gradwalk.model.run.Intervention;
import org.gradwalk.model.run.Where;
import org.gradwalk.model.tensor.Entries;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What is watched is measured wherever the walk stands, and at the end of each iteration of a run. */
class WatchesTest {

    private final Walk walk = new Walk("To be");

    @AfterEach
    void close() {
        walk.close();
    }

    @Test
    void aNumberIsItselfAndAMatrixItsNormAndNothingIsThereBeforeItIsComputed() {
        watch("loss", "h.0.attn.probs");
        walk.start();
        assertThat(state(0)).isEqualTo(new State.NotYet());
        assertThat(state(1)).isEqualTo(new State.NotYet());

        Snapshot loss = walk.after(new Command.ToLoss());
        assertThat(known(0).numbers()).containsExactly(loss.loss().orElseThrow());
        assertThat(known(0).shape()).isEmpty();
        double norm = Math.sqrt(Entries.sumOfSquares(loss.numbers("h.0.attn.probs").orElseThrow()));
        assertThat(known(1).numbers()).containsExactly(norm);
        assertThat(known(1).shape()).containsExactly(1, 4, 5, 5);
    }

    @Test
    void anExpressionOfFullNamesMeansTheSameEverywhere() {
        watch("2 * `loss`");
        walk.start();
        assertThat(state(0)).isEqualTo(new State.NotYet());
        Snapshot end = walk.after(new Command.RunIteration());
        assertThat(known(0).numbers()[0]).isCloseTo(2 * end.loss().orElseThrow(), within(1e-12));
    }

    @Test
    void shortNamesAreThoseOfTheNodeAtTheCursorAndSpeakOfEachHead() {
        watch("max(P)");
        walk.after(new Command.ToNode("h.0.attn"));
        assertThat(known(0).parts()).hasSize(4).contains(new Part.Head(0, 3));
        assertThat(known(0).numbers()).hasSize(4).containsOnly(1); // the first token reads itself alone

        walk.after(new Command.ToNode("h.1"));
        assertThat(state(0)).isInstanceOfSatisfying(
                State.Unreadable.class, unreadable -> assertThat(unreadable.why()).contains("P"));
    }

    @Test
    void aRunLeavesAPointForTheEndOfEachIteration() {
        watch("loss");
        walk.start();
        Snapshot end = walk.afterRun(5);

        List<WatchPoint> points = points();
        int all = end.program().operations().size();
        assertThat(points).extracting(WatchPoint::iteration).containsExactly(0L, 1L, 2L, 3L, 4L);
        assertThat(points).extracting(WatchPoint::operations).containsOnly(all);
        assertThat(points.getLast().numbers()).containsExactly(end.loss().orElseThrow());
        assertThat(points.stream().mapToDouble(point -> point.numbers()[0]).distinct().count()).isEqualTo(5);
    }

    @Test
    void aChangeInTheMiddleBeginsARunThatSharesThePointsBeforeIt() {
        watch("loss");
        walk.afterRun(5);
        Snapshot back = walk.after(new Command.ToIteration(0, 2));
        walk.after(new Command.Change(Intervention.set("h.0.attn.out", new Where.All(), 0)));
        assertThat(iterations()).allMatch(iteration -> iteration < 2 || iteration == 2);
        assertThat(iterations()).startsWith(0L, 1L).doesNotContain(3L, 4L);

        walk.after(new Command.Undo());
        assertThat(iterations()).containsExactly(0L, 1L, 2L, 3L, 4L);
        assertThat(back.number()).isEqualTo(2);
    }

    @Test
    void anotherModelBeginsAnew() {
        watch("loss");
        walk.afterRun(3);
        walk.after(new Command.Reset());
        assertThat(points()).isEmpty();
    }

    @Test
    void whatIsNotWatchedLeavesNoReading() {
        watch("loss");
        walk.afterRun(2);
        watch();
        walk.start();
        assertThat(walk.session().watches().readings()).isEmpty();
    }

    @Test
    void theSameIsWatchedOnce() {
        watch("loss", "loss");
        assertThat(walk.session().watches().all()).containsExactly(new Watch("loss"));
    }

    private void watch(String... texts) {
        walk.session().watches().set(Arrays.stream(texts).map(Watch::new).toList());
    }

    private State state(int index) {
        return walk.session().watches().readings().get(index).state();
    }

    private State.Known known(int index) {
        return (State.Known) state(index);
    }

    private List<WatchPoint> points() {
        return walk.session().watches().readings().getFirst().points();
    }

    private List<Long> iterations() {
        return LongStream.of(points().stream().mapToLong(WatchPoint::iteration).toArray()).boxed().distinct().toList();
    }
}
