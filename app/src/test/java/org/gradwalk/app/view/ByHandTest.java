package org.gradwalk.app.view;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.OptionalLong;
import org.gradwalk.app.chart.Excerpt;
import org.gradwalk.app.chart.Window;
import org.gradwalk.app.session.Command;
import org.gradwalk.app.session.Snapshot;
import org.gradwalk.app.session.Walk;
import org.gradwalk.model.program.Value;
import org.gradwalk.model.run.Intervention;
import org.gradwalk.model.run.Where;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What was changed by hand is told where it can be seen, and what cannot be changed says why. */
class ByHandTest {

    private static final String PROBS = "h.0.attn.probs";

    /** Five tokens, four heads: the weights of attention have 20 rows. */
    private final Walk walk = new Walk("To be");

    @AfterEach
    void close() {
        walk.close();
    }

    private static Value value(Snapshot snapshot, String name) {
        return snapshot.program().requireValue(name);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "h.0.attn.probs     | 11 | 1  | 3  | 1  | head 2, row 1, column 3",
        "h.0.attn.probs     | 10 | 5  | 0  | 5  | head 2",
        "h.0.attn.probs     | 3  | 4  | 0  | 5  | rows 3 to 6",
        "h.0.attn.probs     | 0  | 20 | 0  | 5  | all of it",
        "h.0.attn.probs     | 0  | 20 | 1  | 2  | columns 1 to 2",
        "h.0.attn.q         | 0  | 5  | 16 | 16 | head 1",
        "h.0.attn.q         | 2  | 1  | 16 | 1  | row 2, head 1, column 0",
        "h.0.attn.q         | 0  | 5  | 14 | 4  | columns 14 to 17",
        "h.0.mlp.c_fc.weight | 7 | 1  | 0  | 256 | row 7"})
    void entriesAreCountedAsHeatMapsCountThem(
            String name, int firstRow, int rows, int firstColumn, int columns, String words) {
        Value value = value(walk.start(), name);
        assertThat(ByHandWords.of(value, new Where.Block(firstRow, rows, firstColumn, columns))).isEqualTo(words);
    }

    @Test
    void whatIsDoneIsSaidInItsShortestForm() {
        assertThat(ByHandWords.done(Intervention.set(PROBS, new Where.All(), 0.5))).isEqualTo("set to 0.5000");
        assertThat(ByHandWords.done(Intervention.scale(PROBS, new Where.All(), -2))).isEqualTo("× −2");
        assertThat(ByHandWords.done(new Intervention(PROBS, new Where.All(), 2, 1))).isEqualTo("× 2, then + 1");
    }

    @Test
    void aChangeIsToldOfItsValueAndOfWhatIsAPartOfIt() {
        walk.after(new Command.ToLoss());
        walk.after(new Command.Change(Intervention.set("h.0.attn.qkv", new Where.Block(0, 5, 66, 2), 0)));
        Snapshot now = walk.after(new Command.ToLoss());
        assertThat(ByHand.of(now, value(now, "h.0.attn.qkv"))).singleElement().satisfies(deed -> {
            assertThat(deed.words()).isEqualTo("h.0.attn.qkv, columns 66 to 67: set to 0, by hand");
            assertThat(deed.iteration()).isEmpty();
        });
        assertThat(ByHand.of(now, value(now, "h.0.attn.k"))).hasSize(1);
        assertThat(ByHand.of(now, value(now, "h.0.attn.q"))).isEmpty();
        assertThat(ByHand.of(now, value(now, "h.1.attn.qkv"))).isEmpty();

        Value keys = value(now, "h.0.attn.k");
        Excerpt excerpt = ByHand.excerpt(now, keys, now.numbers(keys).orElseThrow()).orElseThrow();
        assertThat(excerpt.changes()).extracting(Excerpt.Change::part).containsExactly(new Window(0, 5, 2, 2));
        assertThat(excerpt.frozen()).isEmpty();
    }

    @Test
    void aParameterIsChangedOnceAndMayBeFrozen() {
        String gain = "h.0.ln_1.weight";
        walk.after(new Command.Change(Intervention.scale(gain, new Where.All(), 3)));
        Snapshot now = walk.after(new Command.Freeze(gain, true));
        assertThat(ByHand.of(now)).extracting(ByHand.Deed::words)
                .containsExactly(gain + ", all of it: × 3, by hand, before iteration 0");
        assertThat(ByHand.of(now)).extracting(ByHand.Deed::iteration).containsExactly(OptionalLong.of(0));
        assertThat(ByHand.isFrozen(now, value(now, gain))).isTrue();
        assertThat(ByHand.isFrozen(now, value(now, "h.0.ln_2.weight"))).isFalse();
        assertThat(ByHand.excerpt(now, value(now, gain), now.numbers(gain).orElseThrow()).orElseThrow().frozen())
                .contains(gain + " is frozen by hand: no update changes it");
    }

    @Test
    void whatCannotBeChangedSaysWhy() {
        Snapshot start = walk.start();
        assertThat(refusals(start, "tokens", "h.0.attn.probs", "h.0.ln_1.weight"))
                .satisfiesExactly(
                        given -> assertThat(given).contains("tokens is given"),
                        ahead -> assertThat(ahead).contains("is not there yet"),
                        weight -> assertThat(weight).isEmpty());

        Snapshot end = walk.after(new Command.ToEnd());
        assertThat(refusals(end, "h.0.attn.probs", "grad/act/h.0.attn.probs",
                end.program().parameters().getFirst().gradient().name()))
                .satisfiesExactly(
                        there -> assertThat(there).isEmpty(),
                        error -> assertThat(error).contains("follows from the loss"),
                        gradient -> assertThat(gradient).contains("follows from the loss"));
        Value after = end.program().parameters().getFirst().after();
        assertThat(ByHand.refusal(end, after).orElseThrow()).contains("is what the update yields");

        Snapshot hidden = walk.after(new Command.ToNode("h.0.attn:softmax")).withheld();
        assertThat(ByHand.refusal(hidden, value(hidden, PROBS)).orElseThrow()).contains("The result is hidden");
    }

    private static List<String> refusals(Snapshot snapshot, String... names) {
        return List.of(names).stream().map(name -> ByHand.refusal(snapshot, value(snapshot, name)).orElse("")).toList();
    }
}
