package org.gradwalk.app.session;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.DoubleStream;
import org.gradwalk.model.metrics.Metric;
import org.gradwalk.model.metrics.Metric.Kind;
import org.gradwalk.model.metrics.Series;
import org.gradwalk.model.run.Evaluation;
import org.gradwalk.model.run.Intervention;
import org.gradwalk.model.run.Iteration;
import org.gradwalk.model.run.Schedule;
import org.gradwalk.model.run.Weights;
import org.gradwalk.model.run.Where;
import org.gradwalk.model.tensor.Matrix;
import org.gradwalk.model.tensor.Workers;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What is measured of a walk's runs is what was there. */
class MeasuredRunsTest {

    private static final String PASSAGE = "It was the best of times, it was the worst of times.\n".repeat(40);

    private final Walk walk = new Walk("To be");

    @AfterEach
    void close() {
        walk.close();
    }

    private static Series losses(Run run) {
        return run.log().series(Metric.of(Kind.LOSS));
    }

    private static Training at(Training training, double rate) {
        return new Training(
                training.source(), training.update(), new Schedule.Constant(rate), training.settings(),
                training.interventions(), training.frozen());
    }

    private void onPassages() {
        Training training = walk.start().runs().training();
        walk.after(new Command.Train(training.withSource(new Source.Passages("tale", PASSAGE, 2, 16, 7))));
    }

    @Test
    void anIterationIsMeasuredOnceAllOfItHasRun() {
        Snapshot atLoss = walk.after(new Command.ToLoss());
        assertThat(atLoss.runs().run().log().isEmpty()).isTrue();
        Snapshot end = walk.after(new Command.RunIteration());
        assertThat(losses(end.runs().run()).numbers()).containsExactly(end.loss().orElseThrow());

        List<Double> shown = new ArrayList<>(List.of(end.loss().orElseThrow()));
        for (int i = 0; i < 5; i++) {
            shown.add(walk.afterRun(1).loss().orElseThrow());
        }
        Run run = walk.after(new Command.ToIteration(0, 2)).runs().run();
        assertThat(losses(run).iterations()).containsExactly(0, 1, 2, 3, 4, 5);
        assertThat(DoubleStream.of(losses(run).numbers()).boxed()).containsExactlyElementsOf(shown);
    }

    @Test
    void afterAJumpTheLossBeforeIsThatOfTheIterationBefore() {
        double second = 0;
        for (int i = 0; i < 4; i++) {
            Snapshot end = walk.afterRun(1);
            second = i == 1 ? end.loss().orElseThrow() : second;
        }
        assertThat(walk.after(new Command.ToIteration(0, 2)).previousLoss()).hasValue(second);
        assertThat(walk.after(new Command.ToIteration(0, 0)).previousLoss()).isEmpty();
        walk.after(new Command.ToIteration(0, 2));
        assertThat(walk.after(new Command.Read("another text")).previousLoss()).as("of another text").isEmpty();
    }

    @Test
    void aBranchBeginsWithTheCourseOfItsRunWhichGoesOnUnchanged() {
        onPassages();
        walk.afterRun(6);
        double[] first = losses(walk.start().runs().run()).numbers();
        Training training = walk.after(new Command.ToIteration(0, 3)).runs().training();
        walk.after(new Command.ToStart());
        walk.after(new Command.Train(at(training, 0.05)));
        Runs runs = walk.afterRun(4).runs();

        assertThat(losses(runs.all().getFirst()).numbers()).containsExactly(first);
        double[] other = losses(runs.run()).numbers();
        assertThat(other).hasSize(7).startsWith(first[0], first[1], first[2], first[3]);
        assertThat(other[4]).isNotEqualTo(first[4]);
    }

    @Test
    void whatIsChangedAtTheFrontIsMeasuredAgainAndUndoBringsTheFirstBack() {
        Snapshot end = walk.afterRun(1);
        double before = end.loss().orElseThrow();
        Snapshot zeroed = walk.after(new Command.Change(
                Intervention.set("h.0.attn.c_proj.weight", new Where.All(), 0)));
        assertThat(losses(zeroed.runs().run()).size()).isZero();
        Snapshot again = walk.after(new Command.RunIteration());
        assertThat(again.loss().orElseThrow()).isNotEqualTo(before);
        assertThat(losses(again.runs().run()).numbers()).containsExactly(again.loss().orElseThrow());

        assertThat(losses(walk.after(new Command.Undo()).runs().run()).numbers()).containsExactly(before);
    }

    @Test
    void onATextTheValidationLossIsThatOfTheWeightsAfterSoManyUpdates() throws RefusedException {
        onPassages();
        Snapshot end = walk.afterRun(Measuring.VALIDATE_EVERY + 1);
        Series validation = end.runs().run().log().series(Metric.of(Kind.VALIDATION_LOSS));
        assertThat(validation.iterations()).containsExactly(Measuring.VALIDATE_EVERY - 1);

        Source.Passages passages = (Source.Passages) end.runs().training().source();
        Map<String, Matrix> weights = new HashMap<>();
        end.program().parameters().forEach(
                parameter -> weights.put(parameter.name(), end.iteration().matrix(parameter.value())));
        Iteration other = new Iteration(
                end.program(), Weights.of(weights), Workers.CALLER, end.model().settings());
        Evaluation evaluation = Evaluation.ofValidation(other, passages.corpus(end.model()).validation())
                .orElseThrow();
        assertThat(validation.numbers()).containsExactly(evaluation.loss());
    }
}
