package org.gradwalk.model.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.domains.Domain;
import org.gradwalk.model.formula.Latex;
import org.gradwalk.model.gpt.Gpt;
import org.gradwalk.model.gpt.GptConfig;
import org.gradwalk.model.gpt.PaperNotation;
import org.gradwalk.model.gpt.PaperTable;
import org.gradwalk.model.gpt.PaperTable.Entry;
import org.gradwalk.model.gpt.PaperTable.Row;
import org.gradwalk.model.layer.LoraConfig;
import org.gradwalk.model.layer.Loss.Reduction;
import org.gradwalk.model.program.Equation;
import org.gradwalk.model.program.Parameter;
import org.gradwalk.model.program.Program;
import org.gradwalk.model.program.Value;
import org.gradwalk.model.tensor.Workers;
import org.gradwalk.model.testing.RandomNetwork;
import org.gradwalk.model.testing.RandomNetworks;
import org.gradwalk.model.text.Batch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Every entry of the paper's tables is computed where its row says, and agrees with the engine and with differences. */
@Domain(RandomNetworks.class)
class PaperTableTest {

    private static final GptConfig PAPER = Preset.PAPER.config();

    private static Iteration walked() {
        Program program = Gpt.program(PAPER, 1, 4, Reduction.MEAN, Preset.PAPER.update());
        Iteration iteration = new Iteration(
                program, Weights.of(Preset.PAPER.parameters(7)), Workers.CALLER, Preset.PAPER.settings());
        Batch batch = Batch.ofText(new int[]{3, 1, 4, 1});
        iteration.load(batch.tokens(), batch.targets());
        iteration.runAll();
        return iteration;
    }

    @ParameterizedTest
    @EnumSource
    void allEntriesAgreeForTheNetworkOfThePaper(PaperTable table) {
        Iteration walk = walked();
        ThreeWayCheck check = new ThreeWayCheck(walk);
        List<Row> rows = table.rows(walk.program(), PAPER, 0);

        assertThat(rows.stream().flatMap(row -> row.entries().stream()).toList())
                .hasSize(switch (table) {
                    case NETWORK -> 29;
                    case HEAD -> 15;
                    case PARAMETERS -> 22;
                })
                .allSatisfy(entry -> assertThat(check.check(entry.equation()).agrees())
                        .as(entry.equation().value().name()).isTrue());
    }

    @Test
    void countsAreThoseOfThePaper() {
        // the sizes of its table: d = 768, 50,257 tokens, a context of 1024, one block, 12 heads, a head with bias
        GptConfig config = GptConfig.of(50_257, 1024, 1, 12, 768).withHeadBias(true);
        Program program = Gpt.program(config, 1, 2, Reduction.MEAN, Preset.PAPER.update());
        List<Row> rows = PaperTable.PARAMETERS.rows(program, config, 0);

        assertThat(rows).extracting(row -> row.value().size()).containsExactly(
                38_597_376L, 786_432L, 768L, 768L, 589_824L, 768L, 589_824L, 768L, 589_824L, 768L, 589_824L, 768L, 768L,
                768L,
                2_359_296L, 3072L, 2_359_296L, 768L, 768L, 768L, 38_597_376L, 50_257L);
        assertThat(rows.stream().mapToLong(row -> row.value().size()).sum()).isEqualTo(85_120_849);
        assertThat(PaperTable.count(program, config, 0)).isEqualTo(7_087_872);
        assertThat(program.parameterCount()).isEqualTo(85_120_849);
    }

    @Test
    void aTiedTableGetsWhatComesBackFromBothItsUses() {
        assertThat(written(PAPER.withHeadBias(false).withTied(true), PaperTable.PARAMETERS, "wte.weight"))
                .isEqualTo("\\mathrm{ohe}\\left(\\mathbf{a}_{0}\\right)^{t}\\,\\Delta_{1}"
                        + " + \\Delta_{12}^{t}\\,\\mathbf{a}_{11}");
    }

    @Test
    void anErrorThatComesBackThroughAnAdapterAsWellIsWrittenOut() {
        LoraConfig lora = new LoraConfig(
                EnumSet.of(LoraConfig.Target.LM_HEAD), 2, 2, LoraConfig.Form.PAPER, LoraConfig.Qkv.SEPARATE);

        assertThat(written(PAPER.withLora(lora), PaperTable.NETWORK, "ln_f.out"))
                .isEqualTo("\\Delta_{12}\\,\\mathbf{w}_{11}^{t}"
                        + " + \\alpha\\,\\Delta_{12}\\,\\mathbf{u}_{11}^{t}\\,\\mathbf{d}_{11}^{t}");
    }

    @Test
    void anErrorOfTheStreamHasTheFormOfThePaper() {
        assertThat(written(PAPER, PaperTable.NETWORK, "embed")).isEqualTo("\\Delta_{5} + \\tfrac{1}{d}\\,"
                + "\\widetilde{\\sigma}_{1}^{-1} \\circ \\left(d\\,\\widetilde{\\mathbf{w}}_{1} \\circ \\Delta_{2}"
                + " - \\left(\\widetilde{\\mathbf{w}}_{1} \\ominus \\Delta_{2}\\right)\\,\\mathbf{1}^{t}"
                + " - \\overline{\\mathbf{a}}_{1} \\circ \\left(\\overline{\\mathbf{a}}_{1} \\ominus"
                + " \\left(\\widetilde{\\mathbf{w}}_{1} \\circ \\Delta_{2}\\right)\\right)\\,\\mathbf{1}^{t}\\right)");
    }

    @Test
    void thereIsNoSumOverOneSequence() {
        assertThat(written(PAPER, PaperTable.NETWORK, "wpe")).isEqualTo("\\Delta_{1}");
    }

    /** The error or the gradient of a value, in the letters of the paper. */
    private static String written(GptConfig config, PaperTable table, String value) {
        Program program = Gpt.program(config, 1, 4, Reduction.MEAN, Preset.PAPER.update());
        Equation equation = table.rows(program, config, 0).stream()
                .filter(row -> row.value().name().equals(value))
                .flatMap(row -> row.error().stream())
                .map(Entry.class::cast)
                .map(Entry::equation)
                .findFirst()
                .orElseThrow();
        return Latex.expression(equation.formula(), new PaperNotation(1).writing(equation), _ -> "");
    }

    @Property(tries = 20)
    void everyParameterHasARowAndEveryNodeComputesItsEntry(@ForAll RandomNetwork network) {
        Program program = network.program(network.fullUpdate());
        GptConfig config = network.config();
        List<Row> rows = IntStream.range(0, config.blocks().size()).boxed()
                .flatMap(block -> Arrays.stream(PaperTable.values())
                        .flatMap(table -> table.rows(program, config, block).stream()))
                .toList();

        assertThat(rows.stream().flatMap(row -> row.entries().stream()).toList()).allSatisfy(entry -> {
            int writer = program.writtenBy(entry.equation().value());
            assertThat(entry.node().covers(writer)).as(entry.equation().value().name()).isTrue();
            assertThat(entry.equation().symbol().kind()).as(entry.equation().value().name())
                    .isEqualTo(entry.equation().value().kind());
            // else it would be written by the letter of the left
            assertThat(entry.equation().value(entry.equation().symbol()).filter(value -> !value.equals(
                    entry.equation().value()))).as(entry.equation().value().name()).isEmpty();
        });
        List<Value> shown = rows.stream().map(row -> row.value().root()).toList();
        assertThat(program.parameters()).extracting(Parameter::value).allSatisfy(
                parameter -> assertThat(shown).contains(parameter));
    }
}
