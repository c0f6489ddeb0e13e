package org.gradwalk.model.gpt;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.domains.Domain;
import org.gradwalk.model.formula.Latex;
import org.gradwalk.model.formula.Latex.Relation;
import org.gradwalk.model.formula.Writing;
import org.gradwalk.model.layer.Loss.Reduction;
import org.gradwalk.model.optimizer.AdamW;
import org.gradwalk.model.optimizer.Update;
import org.gradwalk.model.program.Equation;
import org.gradwalk.model.program.Notation;
import org.gradwalk.model.program.Operation.Binding;
import org.gradwalk.model.program.Phase;
import org.gradwalk.model.program.Program;
import org.gradwalk.model.program.Value;
import org.gradwalk.model.run.Preset;
import org.gradwalk.model.testing.RandomNetwork;
import org.gradwalk.model.testing.RandomNetworks;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The letters of the paper stand where the paper has them, and no two values of a formula share one. */
@Domain(RandomNetworks.class)
class PaperNotationTest {

    private static final Program PAPER = program(Preset.PAPER.config());

    private static Program program(GptConfig config) {
        return Gpt.program(config, 1, 4, Reduction.MEAN, new Update(new AdamW(), false, false));
    }

    private static String written(Program program, int blocks, String value) {
        Equation equation = program.equation(program.requireValue(value)).orElseThrow();
        Writing writing = new PaperNotation(blocks).writing(equation);
        return Latex.equation(equation.symbol(), Relation.EQUAL, equation.formula(), writing, _ -> "")
                .replace("\\mathbf", "").replace("\\,", " ");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "wte                         | {a}_{1}^{\\mathrm{tok}} = \\mathrm{ohe}\\left({a}_{0}\\right) {w}_{\\mathrm{tok}}",
        "h.0.attn.out                | {a}_{4} = {a}_{3} {w}_{3} + \\widetilde{{b}}_{3}",
        "h.0.resid_attn              | {a}_{5} = {a}_{1} + {a}_{4}",
        "h.0.attn.probs              | \\rho_{h} = \\mathrm{softmax}\\left(\\rho_{\\mathrm{causal}}^{h}\\right)",
        "grad/act/h.0.attn.out       | \\Delta_{4} = \\Delta_{5}",
        "grad/act/h.0.attn.concat    | \\Delta_{3} = \\Delta_{5} {w}_{3}^{t}",
        "grad/act/h.0.mlp.fc         | \\Delta_{7} = \\Delta_{8} \\circ \\mathrm{ReLU}'\\left({a}_{7}\\right)",
        "grad/act/h.0.ln_2.out       | \\Delta_{6} = \\Delta_{7} {w}_{6}^{t}",
        "grad/param/h.0.mlp.c_proj.weight | \\frac{\\partial L}{\\partial {w}_{8}} = {a}_{8}^{t} \\Delta_{10}",
        "grad/param/lm_head.bias     | \\frac{\\partial L}{\\partial {b}_{11}} = \\sum_{\\mathrm{tokens}} \\Delta_{12}",
        "grad/param/h.0.ln_1.weight  | \\frac{\\partial L}{\\partial {w}_{1}} = "
                + "\\mathrm{diag}\\left(\\overline{{a}}_{1}^{t} \\Delta_{2}\\right)"})
    void lettersAreThoseOfThePaper(String value, String expected) {
        assertThat(written(PAPER, 1, value)).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "h.1.resid_attn | {a}_{5}^{(1)} = {a}_{10}^{(0)} + {a}_{4}^{(1)}",
        "ln_f.out       | {a}_{11} = \\overline{{a}}_{10}\\ \\mathrm{diag}\\left({w}_{10}\\right) + \\widetilde{{b}}_{10}"})
    void withSeveralBlocksTheirNumberStandsAbove(String value, String expected) {
        assertThat(written(program(GptConfig.of(5, 4, 2, 2, 4)), 2, value))
                .isEqualTo(expected.replace("\\ ", " "));
    }

    @Property(tries = 30)
    void noTwoValuesOfAFormulaShareALetter(@ForAll RandomNetwork network) {
        Program program = network.program(new Update(new AdamW(), true, network.divided()));
        Notation notation = new PaperNotation(network.config().blocks().size());
        List<String> faults = new ArrayList<>();
        program.operations().stream()
                .filter(operation -> operation.phase() != Phase.UPDATE)
                .flatMap(operation -> operation.equations().stream())
                .forEach(equation -> shared(notation, equation).ifPresent(faults::add));
        program.root().stream().flatMap(node -> node.fused().stream())
                .forEach(equation -> shared(notation, equation).ifPresent(faults::add));

        assertThat(faults).isEmpty();
    }

    private static Optional<String> shared(Notation notation, Equation equation) {
        Writing writing = notation.writing(equation);
        Map<String, Value> seen = new HashMap<>();
        seen.put(writing.letters().apply(equation.symbol()).latex(), equation.value());
        return equation.formula().symbols()
                .distinct()
                .flatMap(symbol -> equation.value(symbol).map(value -> new Binding(symbol, value)).stream())
                .filter(binding -> {
                    Value before = seen.putIfAbsent(
                            writing.letters().apply(binding.symbol()).latex(), binding.value());
                    return before != null && !before.equals(binding.value());
                })
                .map(binding -> equation.value() + ": " + binding.value() + " and "
                        + seen.get(writing.letters().apply(binding.symbol()).latex()))
                .findFirst();
    }
}
