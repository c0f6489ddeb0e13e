package org.gradwalk.app.view;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.gradwalk.app.chart.Window;
import org.gradwalk.model.program.Program;
import org.gradwalk.model.program.Value;
import org.gradwalk.model.run.Preset;
import org.gradwalk.model.run.Where;
import org.junit.jupiter.api.Test;

/** What is offered to be changed by hand of what was pointed at. */
class SpotTest {

    private final Program program = Preset.PAPER.program(1, 4);

    private Value value(String name) {
        return program.requireValue(name);
    }

    private static Spot at(Value value, int row, int column) {
        return new Spot(value.name(), Optional.of(
                new Spot.Entry(row, column, new Window(0, value.rows(), 0, value.columns()))));
    }

    @Test
    void ofAMatrixItIsTheEntryItsRowItsColumnOrAll() {
        Value weight = value("h.0.mlp.c_fc.weight");
        assertThat(at(weight, 2, 3).parts(weight, 0)).containsExactly(
                Where.entry(2, 3), new Where.Block(2, 1, 0, weight.columns()),
                new Where.Block(0, weight.rows(), 3, 1), new Where.All());
    }

    @Test
    void ofQueriesKeysAndValuesItIsAlsoTheThirdThatTheEntryLiesIn() {
        Value weight = value("h.0.attn.c_attn.weight");
        int third = weight.columns() / 3;
        assertThat(at(weight, 0, third).parts(weight, 0)).contains(new Where.Block(0, weight.rows(), third, third));
        Value bias = value("h.0.attn.c_attn.bias");
        assertThat(at(bias, 0, bias.columns() - 1).parts(bias, 0))
                .contains(new Where.Block(0, 1, 2 * third, third));
    }

    @Test
    void ofAHeadItIsTheHeadFirst() {
        Value probs = value("h.0.attn.probs");
        int positions = probs.extent().positions();
        assertThat(at(probs, positions + 1, 0).parts(probs, 0).getFirst()).isEqualTo(new Where.Head(1));
        assertThat(Spot.of(probs.name()).parts(probs, 1)).containsExactly(new Where.Head(1), new Where.All());
    }

    @Test
    void whoPointsAtAGradientMeansItsParameter() {
        Value gradient = value("grad/param/h.0.attn.c_proj.weight");
        Spot spot = at(gradient, 1, 2);
        assertThat(spot.ofParameter(program)).isEqualTo(new Spot("h.0.attn.c_proj.weight", spot.entry()));
        Spot error = at(value("grad/act/h.0.attn.probs"), 1, 2);
        assertThat(error.ofParameter(program)).as("an error has none").isEqualTo(error);
    }
}
