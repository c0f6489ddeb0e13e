package org.gradwalk.model.program;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.domains.Domain;
import net.jqwik.api.domains.DomainContext;
import org.gradwalk.model.testing.RandomNetwork;
import org.gradwalk.model.testing.RandomNetworks;

/** Where a value is used in several places its error is a sum of summands with names. */
@Domain(RandomNetworks.class)
@Domain(DomainContext.Global.class)
class ContributionsTest {

    /** Steps whose sums join no fork: the terms inside a layer norm, and positions that sequences share. */
    private static final Set<String> NO_FORK = Set.of("ln.mean", "embed.sum");

    /** The sums of a program that join the errors of a fork. */
    private static List<Operation> sums(Program program) {
        return program.operations().stream()
                .filter(operation -> operation.phase() == Phase.BACKWARD && operation.template() == Template.SUM)
                .filter(operation -> !NO_FORK.contains(operation.step()))
                .toList();
    }

    private static List<String> summands(Operation operation) {
        return operation.inputs().stream().map(input -> input.value().name()).toList();
    }

    @Property(tries = 40)
    void everySummandIsNamedAfterTheSumAndItsConsumer(@ForAll RandomNetwork network) {
        Program program = network.program();
        assertThat(sums(program)).isNotEmpty();
        for (Operation sum : sums(program)) {
            assertThat(summands(sum)).as(sum.address()).hasSizeGreaterThan(1)
                    .allMatch(name -> name.startsWith(sum.result().value().name() + "@"));
        }
    }

    @Property(tries = 40)
    void everySummandIsReadByExactlyOneSum(@ForAll RandomNetwork network) {
        Program program = network.program();
        assertThat(program.values()).extracting(Value::name).filteredOn(name -> name.contains("@"))
                .isNotEmpty()
                .allSatisfy(name -> assertThat(program.operations()).filteredOn(
                        operation -> operation.template() == Template.SUM && summands(operation).contains(name))
                        .as("sums that read %s", name)
                        .hasSize(1));
    }

    @Property(tries = 40)
    void theStreamsErrorIsTheSumOfSkipAndBranchBeforeEveryJoin(@ForAll RandomNetwork network) {
        Program program = network.program();
        String stream = "embed";
        for (String h : network.config().blocks()) {
            assertThat(summandsOf(program, stream)).containsExactlyInAnyOrder(
                    "grad/act/" + stream + "@" + h + ".resid_attn", "grad/act/" + stream + "@" + h + ".ln_1");
            stream = h + ".resid_attn";
            assertThat(summandsOf(program, stream)).containsExactlyInAnyOrder(
                    "grad/act/" + stream + "@" + h + ".resid_mlp", "grad/act/" + stream + "@" + h + ".ln_2");
            stream = h + ".resid_mlp";
        }
    }

    @Property(tries = 40)
    void theInputOfAttentionGetsAnErrorFromQueriesKeysAndValuesAndFromTheirAdapters(@ForAll RandomNetwork network) {
        Program program = network.program();
        for (String h : network.config().blocks()) {
            String sum = "grad/act/" + h + ".ln_1.out@" + h + ".attn.";
            List<String> expected = new ArrayList<>(List.of(sum + "q", sum + "k", sum + "v"));
            network.config().lora().map(lora -> lora.parts(h + ".attn.c_attn")).ifPresent(parts -> {
                if (!parts.isEmpty()) {
                    expected.add(sum + "c_attn.lora");
                }
                if (parts.size() > 1) {
                    assertThat(summandsOf(program, h + ".ln_1.out@" + h + ".attn.c_attn.lora")).containsExactly(
                            sum + "c_attn.lora@q", sum + "c_attn.lora@k", sum + "c_attn.lora@v");
                }
            });
            assertThat(summandsOf(program, h + ".ln_1.out")).containsExactlyElementsOf(expected);
        }
    }

    @Property(tries = 40)
    void theInputOfAnAdaptedLayerGetsTheFrozenLayersErrorAndTheAdapters(@ForAll RandomNetwork network) {
        Program program = network.program();
        network.config().lora().ifPresent(lora -> {
            List<String> layers = new ArrayList<>(List.of("ln_f.out lm_head"));
            network.config().blocks().forEach(h -> layers.addAll(List.of(
                    h + ".attn.concat " + h + ".attn.c_proj", h + ".ln_2.out " + h + ".mlp.c_fc",
                    h + ".mlp.act " + h + ".mlp.c_proj")));
            for (String layer : layers) {
                String input = layer.substring(0, layer.indexOf(' '));
                String address = layer.substring(layer.indexOf(' ') + 1);
                if (!lora.parts(address).isEmpty()) {
                    assertThat(summandsOf(program, input)).containsExactly(
                            "grad/act/" + input + "@" + address, "grad/act/" + input + "@" + address + ".lora");
                }
            }
        });
    }

    private static List<String> summandsOf(Program program, String value) {
        return summands(sums(program).stream()
                .filter(sum -> sum.result().value().name().equals("grad/act/" + value))
                .findFirst()
                .orElseThrow());
    }

    @Property(tries = 40)
    void theTokenTablesGradientIsASumOnlyWhereItIsTied(@ForAll RandomNetwork network) {
        Program program = network.program();
        List<List<String>> found = sums(program).stream()
                .filter(sum -> sum.result().value().name().equals("grad/param/wte.weight"))
                .map(ContributionsTest::summands)
                .toList();
        if (network.config().tied()) {
            assertThat(found).containsExactly(
                    List.of("grad/param/wte.weight@embed", "grad/param/wte.weight@lm_head"));
        } else {
            assertThat(found).isEmpty();
        }
    }
}
