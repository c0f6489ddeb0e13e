package org.gradwalk.app.session;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import org.gradwalk.model.gpt.Gpt;
import org.gradwalk.model.layer.Loss.Reduction;
import org.gradwalk.model.optimizer.Sgd;
import org.gradwalk.model.optimizer.Update;
import org.gradwalk.model.program.Parameter;
import org.gradwalk.model.program.Settings;
import org.gradwalk.model.program.Value;
import org.gradwalk.model.run.Intervention;
import org.gradwalk.model.run.Schedule;
import org.gradwalk.model.run.Stepper.Move;
import org.gradwalk.model.run.Where;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A walk goes on over many iterations, back over them, and away from them. */
class RunsTest {

    private static final String PASSAGE = "It was the best of times, it was the worst of times.\n".repeat(40);

    private final Walk walk = new Walk("To be");

    @AfterEach
    void close() {
        walk.close();
    }

    private static Map<String, double[]> parameters(Snapshot snapshot) {
        Map<String, double[]> parameters = new HashMap<>();
        for (Parameter parameter : snapshot.program().parameters()) {
            parameters.put(parameter.name(), snapshot.iteration().matrix(parameter.value()).toArray());
        }
        return parameters;
    }

    private static void assertSame(Map<String, double[]> actual, Map<String, double[]> expected) {
        assertThat(actual.keySet()).isEqualTo(expected.keySet());
        expected.forEach((name, numbers) -> assertThat(actual.get(name)).as(name).isEqualTo(numbers));
    }

    private static Training with(Training training, double rate) {
        return new Training(
                training.source(), training.update(), new Schedule.Constant(rate), training.settings(),
                training.interventions(), training.frozen());
    }

    private Snapshot onPassages(int sequences) {
        Training training = walk.start().runs().training();
        return walk.after(new Command.Train(
                training.withSource(new Source.Passages("tale", PASSAGE, sequences, 16, 7))));
    }

    @Test
    void aRunEndsAfterSoManyIterationsAtTheEndOfTheLast() {
        Snapshot end = walk.afterRun(3);

        assertThat(end.number()).isEqualTo(2);
        assertThat(end.next()).isEmpty();
        assertThat(end.runs().run().last()).isEqualTo(2);
        assertThat(walk.afterRun(1).number()).isEqualTo(3);
    }

    @Test
    void aRunGoesOnUntilSomethingElseIsAskedFor() {
        walk.runOn();
        Snapshot frame = walk.frame();

        assertThat(frame.isRunning()).isTrue();
        assertThat(frame.runs().pace().orElseThrow().perSecond()).isPositive();
        assertThat(frame.loss()).isPresent();
        walk.after(new Command.Pause());
        Snapshot end = walk.end();
        assertThat(end.isRunning()).isFalse();
        assertThat(end.number()).isGreaterThanOrEqualTo(frame.number());
        assertThat(end.iteration()).isNotSameAs(frame.iteration());
    }

    @Test
    void everyIterationComesBackToTheBitInAnyOrder() {
        onPassages(2);
        Map<Long, Map<String, double[]>> expected = new HashMap<>();
        for (long i = 0; i < 20; i++) {
            expected.put(i, parameters(walk.afterRun(1)));
        }
        Random random = new Random(5);
        for (int i = 0; i < 12; i++) {
            long to = random.nextInt(20);
            Snapshot there = walk.after(new Command.ToIteration(0, to));
            assertThat(there.number()).isEqualTo(to);
            assertThat(there.next()).as("the cursor stays where it stood: at the end").isEmpty();
            assertSame(parameters(there), Objects.requireNonNull(expected.get(to)));
        }
        assertThat(walk.refusalOf(new Command.ToIteration(0, 20)).key()).isEqualTo("error.iteration");
        assertThat(walk.refusalOf(new Command.ToIteration(1, 0)).key()).isEqualTo("error.iteration");
    }

    @Test
    void aStepBackFromTheStartGoesToTheEndOfTheIterationBefore() {
        double loss = walk.after(new Command.RunIteration()).loss().orElseThrow();
        walk.after(new Command.RunIteration());
        Snapshot start = walk.after(new Command.ToStart());
        assertThat(start.number()).isEqualTo(1);

        Snapshot before = walk.after(new Command.Back(Move.OVER));

        assertThat(before.number()).isZero();
        assertThat(before.next()).isEmpty();
        assertThat(before.loss()).hasValue(loss);
        walk.after(new Command.ToStart());
        assertThat(walk.after(new Command.Back(Move.OVER)).number()).as("there is none before the first").isZero();
    }

    @Test
    void whoGoesBackAndSetsSomethingElseBeginsAnotherRunAndTheFirstStays() {
        onPassages(2);
        List<Map<String, double[]>> first = new ArrayList<>();
        for (int i = 0; i < 8; i++) {
            first.add(parameters(walk.afterRun(1)));
        }
        Snapshot back = walk.after(new Command.ToIteration(0, 4));
        walk.after(new Command.ToStart());
        Snapshot branched = walk.after(new Command.Train(with(back.runs().training(), 1e-2)));

        assertThat(branched.runs().all()).hasSize(2);
        assertThat(branched.runs().current()).isEqualTo(1);
        Run.Branch branch = branched.runs().run().branch().orElseThrow();
        assertThat(branch.run()).isZero();
        assertThat(branch.iteration()).isEqualTo(4);
        assertThat(branch.after().schedule()).isEqualTo(new Schedule.Constant(1e-2));
        assertSame(parameters(walk.afterRun(1)), first.get(4));
        assertThat(parameters(walk.afterRun(1)).get("wte.weight")).isNotEqualTo(first.get(5).get("wte.weight"));
        assertSame(parameters(walk.after(new Command.ToIteration(0, 7))), first.get(7));
        assertThat(walk.after(new Command.ToIteration(1, 5)).runs().training().schedule().rate(5)).isEqualTo(1e-2);
        assertSame(parameters(walk.after(new Command.ToIteration(1, 2))), first.get(2));
    }

    @Test
    void atTheFrontOfARunASettingChangesItAndUndoBringsItBack() {
        walk.afterRun(2);
        Training training = walk.start().runs().training();
        Snapshot changed = walk.after(new Command.Train(with(training, 5e-3)));

        assertThat(changed.runs().all()).hasSize(1);
        assertThat(changed.number()).isEqualTo(2);
        assertThat(walk.after(new Command.ToIteration(0, 1)).runs().training()).isEqualTo(training);
        Snapshot undone = walk.after(new Command.Undo());
        assertThat(undone.runs().training()).isEqualTo(training);
        assertThat(undone.number()).isEqualTo(1);
    }

    @Test
    void aSettingThatOnlySteersTheUpdateKeepsTheCursor() {
        Snapshot before = walk.after(new Command.ToNode("h.1.attn:softmax"));
        Settings decay = before.runs().training().settings().withWeightDecay(0.5);
        Training training = before.runs().training();
        Snapshot after = walk.after(new Command.Train(new Training(
                training.source(), training.update(), training.schedule(), decay, List.of(), training.frozen())));

        assertThat(after.position()).isEqualTo(before.position());
        assertThat(after.runs().training().settings().weightDecay()).isEqualTo(0.5);
    }

    @Test
    void aBatchOfPassagesHasItsSequences() {
        Snapshot snapshot = onPassages(3);

        assertThat(snapshot.program().extent().sequences()).isEqualTo(3);
        assertThat(snapshot.tokens(2)).hasSize(16);
        assertThat(PASSAGE).contains(String.join("", snapshot.tokens(2)));
        assertThat(snapshot.text()).isEqualTo("tale");
        assertThat(walk.refusalOf(new Command.Train(snapshot.runs().training().withSource(
                new Source.Passages("short", "To be", 1, 16, 0)))).key()).isEqualTo("error.text.short");
        assertThat(walk.refusalOf(new Command.Train(snapshot.runs().training().withSource(
                new Source.Passages("tale", PASSAGE, 1, 65, 0)))).key()).isEqualTo("error.train.length");
    }

    @Test
    void aHeadThatIsChangedToZeroStaysSoInAllIterationsUntilItIsTakenBack() {
        walk.after(new Command.ToLoss());
        double before = walk.start().loss().orElseThrow();
        Intervention zero = Intervention.set("h.1.attn.heads", new Where.Head(2), 0);
        Snapshot changed = walk.after(new Command.Change(zero));

        assertThat(changed.node().orElseThrow().address()).isEqualTo("h.1.attn:values");
        assertThat(walk.after(new Command.ToLoss()).loss().orElseThrow()).isNotEqualTo(before);
        Snapshot next = walk.afterRun(2);
        Value heads = next.program().requireValue("h.1.attn.heads");
        assertThat(heads.head(next.iteration().matrix(heads), 0, 2).toArray()).containsOnly(0);
        assertThat(next.runs().training().interventions()).containsExactly(zero);
        Snapshot again = walk.after(new Command.TakeBack(zero));
        assertThat(again.number()).isEqualTo(next.number());
        assertThat(again.runs().training().interventions()).isEmpty();
        Snapshot whole = walk.after(new Command.ToEnd());
        assertThat(heads.head(whole.iteration().matrix(heads), 0, 2).toArray()).doesNotContain(0);
    }

    @Test
    void aWeightThatIsChangedByHandIsChangedOnceAndComesBackInItsIteration() {
        walk.afterRun(2);
        walk.after(new Command.OtherIteration(1));
        walk.after(new Command.ToStart());
        double loss = walk.after(new Command.ToLoss()).loss().orElseThrow();
        Snapshot changed = walk.after(new Command.Change(Intervention.scale("h.0.ln_1.weight", new Where.All(), 3)));

        assertThat(changed.number()).isEqualTo(2);
        assertThat(changed.node().orElseThrow().address()).as("before it is read").isEqualTo("h.0.ln_1:normalize");
        double other = walk.after(new Command.ToLoss()).loss().orElseThrow();
        assertThat(other).isNotEqualTo(loss);
        Map<String, double[]> edited = parameters(walk.start());
        walk.afterRun(4);
        walk.after(new Command.ToIteration(0, 1));
        assertSame(parameters(walk.after(new Command.ToIteration(0, 2))), edited);
        walk.after(new Command.Train(with(walk.start().runs().training(), 1e-4)));
        assertThat(walk.start().number()).as("at its end, another rate holds from the next one on").isEqualTo(3);
        Snapshot undone = walk.after(new Command.Undo());
        assertSame(parameters(undone), edited);
    }

    @Test
    void aFrozenParameterStays() {
        Snapshot before = walk.start();
        double[] table = before.iteration().matrix("wte.weight").toArray();
        walk.after(new Command.Freeze("wte.weight", true));
        Snapshot after = walk.afterRun(3);

        assertThat(after.iteration().matrix("after/param/wte.weight").toArray()).isEqualTo(table);
        walk.after(new Command.Freeze("wte.weight", false));
        assertThat(walk.afterRun(1).iteration().matrix("after/param/wte.weight").toArray()).isNotEqualTo(table);
        assertThat(walk.refusalOf(new Command.Freeze("wte", true)).key()).isEqualTo("error.freeze");
    }

    @Test
    void aTextWithoutTheEntriesThatAreChangedIsRefusedAndTheWalkIsAsItWas() {
        walk.after(new Command.ToLoss());
        Intervention last = Intervention.set("h.1.mlp.fc", Where.entry(4, 0), 7);
        walk.after(new Command.Change(last));
        RefusedException refused = walk.refusalOf(new Command.Read("To"));

        assertThat(refused.key()).isEqualTo("error.change.lost");
        assertThat(refused.arguments()).containsExactly("h.1.mlp.fc");
        assertThat(walk.start().text()).isEqualTo("To be");
        walk.after(new Command.TakeBack(last));
        assertThat(walk.after(new Command.Read("To")).text()).isEqualTo("To");
    }

    @Test
    void changesOfParametersAreToldUpToTheIterationAtHand() {
        walk.after(new Command.ToEnd());
        walk.after(new Command.RunIteration());
        Intervention edit = Intervention.scale("h.0.ln_1.weight", new Where.All(), 3);
        assertThat(walk.after(new Command.Change(edit)).runs().edits()).containsExactly(new Runs.Edit(1, edit));
        assertThat(walk.after(new Command.ToIteration(0, 0)).runs().edits()).isEmpty();
        assertThat(walk.after(new Command.ToIteration(0, 1)).runs().edits()).hasSize(1);
    }

    @Test
    void whatIsNotThereCannotBeChanged() {
        assertThat(walk.refusalOf(new Command.Change(Intervention.set("h.9.mlp.fc", new Where.All(), 0))).key())
                .isEqualTo("error.change");
        assertThat(walk.refusalOf(new Command.Change(Intervention.set("embed", Where.entry(0, 64), 0))).key())
                .isEqualTo("error.change");
        assertThat(walk.refusalOf(new Command.Change(Intervention.set("tokens", new Where.All(), 0))).key())
                .isEqualTo("error.change.given");
    }

    @Test
    void aBatchThatNoMemoryHoldsIsRefusedAndTheWalkIsAsItWas() {
        Snapshot before = onPassages(2);
        RefusedException refused = walk.refusalOf(new Command.Train(
                before.runs().training().withSource(new Source.Passages("tale", PASSAGE, 100_000_000, 16, 7))));

        assertThat(refused.key()).isEqualTo("error.memory");
        assertThat(refused.arguments()).startsWith("classroom, seed 1", "100000000");
        assertThat(walk.start().program()).isEqualTo(before.program());
    }

    @Test
    void memoryGrowsEvenlyWithTheSequences() {
        Model model = walk.start().model();
        Update update = new Update(new Sgd(true), false, false);
        long size = Gpt.program(model.config(), 5, 16, Reduction.MEAN, update).size();

        assertThat(BatchMemory.of("m", model.config(), 5, 16, update, 3).bytes()).isEqualTo(size * Double.BYTES * 3);
    }

    @Test
    void withLessMemoryMoreIsDoneAgainAndTheBitsAreTheSame() {
        walk.afterRun(81);
        Map<String, double[]> expected = parameters(walk.after(new Command.ToIteration(0, 60)));
        assertThat(walk.replays()).isLessThanOrEqualTo(32);

        walk.session().setHistoryBytes(1);
        walk.after(new Command.ToIteration(0, 80));
        assertSame(parameters(walk.after(new Command.ToIteration(0, 60))), expected);
        assertThat(walk.replays()).as("from the first iteration on").isEqualTo(60);
    }
}
