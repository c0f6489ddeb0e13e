package org.gradwalk.app.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.gradwalk.model.layer.LoraConfig;
import org.gradwalk.model.layer.LoraConfig.Target;
import org.gradwalk.model.program.Parameter;
import org.gradwalk.model.run.Preset;
import org.gradwalk.model.tensor.Entries;
import org.gradwalk.model.tensor.Matrix;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Adapters are put to the weights of the moment, learn alone, and are merged with a difference that is measured. */
class AdaptingTest {

    private static final String TEXT = "To be";
    private static final Set<Target> TARGETS = Set.of(Target.C_ATTN, Target.C_FC, Target.LM_HEAD);
    private static final Command STANDARD = new Command.Adapt(LoraConfig.standard(4, 8, TARGETS), 3);
    private static final Command PAPER = new Command.Adapt(LoraConfig.paper(4, 0.5, TARGETS), 3);
    private static final String A = "h.1.mlp.c_fc.lora_A";

    private final Walk walk = new Walk(TEXT);

    @AfterEach
    void close() {
        walk.close();
    }

    @Test
    void adaptersStandBesideTheWeightsOfTheMoment() {
        walk.after(new Command.RunIteration());
        Snapshot trained = walk.after(new Command.RunIteration());
        Map<String, double[]> updated = new LinkedHashMap<>();
        for (Parameter parameter : trained.program().parameters()) {
            updated.put(parameter.name(), trained.iteration().matrix(parameter.after()).toArray());
        }

        Snapshot adapted = walk.after(STANDARD);

        assertThat(adapted.model().name()).isEqualTo("classroom, seed 1 + LoRA r 4");
        assertThat(adapted.text()).isEqualTo(TEXT);
        assertThat(adapted.number()).isZero();
        assertThat(adapted.model().settings()).isEqualTo(trained.model().settings());
        assertThat(parameters(adapted)).containsAllEntriesOf(updated);
    }

    @Test
    void inTheMiddleOfAnIterationItsParametersAreTaken() {
        Snapshot before = walk.after(new Command.ToLoss());
        double loss = before.loss().orElseThrow();

        walk.after(STANDARD);

        assertThat(walk.after(new Command.ToLoss()).loss().orElseThrow()).as("as B is 0").isEqualTo(loss);
    }

    @Test
    void anIterationMovesOnlyTheFactors() {
        Map<String, double[]> before = parameters(walk.after(STANDARD));
        walk.after(new Command.RunIteration());
        Map<String, double[]> after = parameters(walk.after(new Command.RunIteration()));

        before.forEach((name, numbers) -> {
            if (LoraConfig.isFactor(name)) {
                assertThat(after.get(name)).as(name).isNotEqualTo(numbers);
            } else {
                assertThat(after.get(name)).as(name).isEqualTo(numbers);
            }
        });
    }

    @Test
    void inTheFirstIterationTheGradientOfAIsExactlyZero() {
        walk.after(STANDARD);

        assertThat(gradientOfA(walk.after(new Command.RunIteration()))).isZero();
        assertThat(gradientOfA(walk.after(new Command.RunIteration()))).isPositive();
    }

    @Test
    void inThePapersFormAHasAGradientAtOnce() {
        walk.after(PAPER);

        assertThat(gradientOfA(walk.after(new Command.RunIteration()))).isPositive();
    }

    @Test
    void resetGoesBackToTheAdaptersAsTheyWereDrawn() {
        walk.after(new Command.RunIteration());
        Map<String, double[]> adapted = parameters(walk.after(STANDARD));
        walk.after(new Command.RunIteration());
        walk.after(new Command.RunIteration());

        assertThat(parameters(walk.after(new Command.Reset()))).containsExactlyEntriesOf(adapted);
    }

    @Test
    void mergingTellsByHowMuchTheLogitsDiffer() {
        walk.after(PAPER);
        walk.note();
        Matrix adapted = logits();

        Snapshot merged = walk.after(new Command.Merge());
        Note note = walk.note();
        Matrix after = logits();

        assertThat(merged.model().config().lora()).isEmpty();
        assertThat(merged.model().name()).endsWith(" + LoRA r 4, merged");
        double difference = Entries.largest(Entries.difference(adapted, after));
        assertThat(note).isEqualTo(new Note(
                "note.merged", List.of(difference, Entries.largest(adapted))));
        assertThat(difference).isPositive().isCloseTo(0, within(1e-12));
    }

    @Test
    void undoOfMergingBringsBackFrozenWeightsAndAdaptersToTheBit() {
        walk.after(PAPER);
        walk.after(new Command.RunIteration());
        Snapshot before = walk.after(new Command.RunIteration());
        Map<String, double[]> adapted = parameters(before);
        walk.after(new Command.Merge());
        walk.after(new Command.RunIteration());
        walk.after(new Command.RunIteration());

        Snapshot undone = walk.after(new Command.Undo());

        assertThat(undone.position()).isEqualTo(before.position());
        assertThat(parameters(undone)).containsExactlyEntriesOf(adapted);
    }

    @Test
    void undoOfAdaptingBringsBackTheModelBefore() {
        walk.after(new Command.RunIteration());
        Snapshot before = walk.after(new Command.ToLoss());
        Map<String, double[]> parameters = parameters(before);
        walk.after(STANDARD);
        walk.after(new Command.RunIteration());
        walk.after(new Command.RunIteration());

        Snapshot undone = walk.after(new Command.Undo());

        assertThat(undone.model()).isEqualTo(before.model());
        assertThat(parameters(undone)).containsExactlyEntriesOf(parameters);
    }

    @Test
    void whatDoesNotGoIsRefusedAndChangesNothing() {
        assertThat(walk.refusalOf(new Command.Merge()).key()).isEqualTo("error.lora.none");
        RefusedException large = walk.refusalOf(new Command.Adapt(LoraConfig.standard(10_000_000, 1, TARGETS), 0));
        assertThat(large.key()).isEqualTo("error.memory.walk");
        assertThat(walk.start().model().config().lora()).isEmpty();

        walk.after(STANDARD);
        assertThat(walk.refusalOf(STANDARD).key()).isEqualTo("error.lora.there");
    }

    @Test
    void aTiedHeadIsNotAdapted() {
        Preset preset = Preset.CLASSROOM;
        Map<String, Matrix> parameters = preset.initialization().parameters(preset.config().withTied(true), 1);
        Model tied = walk.start().model().with("tied", preset.config().withTied(true), parameters);
        try (Walk other = new Walk(tied, TEXT)) {
            assertThat(other.refusalOf(STANDARD).key()).isEqualTo("error.lora.tied");
        }
    }

    private Matrix logits() {
        return walk.after(new Command.ToLoss()).numbers("logits").orElseThrow().copy();
    }

    /** The largest entry of it. */
    private static double gradientOfA(Snapshot snapshot) {
        return Entries.largest(snapshot.numbers("grad/param/" + A).orElseThrow());
    }

    private static Map<String, double[]> parameters(Snapshot snapshot) {
        Map<String, double[]> numbers = new LinkedHashMap<>();
        for (Parameter parameter : snapshot.program().parameters()) {
            numbers.put(parameter.name(), snapshot.iteration().matrix(parameter.value()).toArray());
        }
        return numbers;
    }
}
