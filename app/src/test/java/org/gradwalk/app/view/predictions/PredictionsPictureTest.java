package org.gradwalk.app.view.predictions;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.gradwalk.app.chart.Axis;
import org.gradwalk.app.chart.ChartTheme;
import org.gradwalk.app.chart.Mark;
import org.gradwalk.app.chart.Picture;
import org.gradwalk.app.session.Command;
import org.gradwalk.app.session.Snapshot;
import org.gradwalk.app.session.Walk;
import org.gradwalk.app.view.Highlight;
import org.gradwalk.app.view.Selection;
import org.gradwalk.app.view.ViewState;
import org.gradwalk.model.program.Notation;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The surprise is about the next token, which the last position does not have. */
class PredictionsPictureTest {

    private final Walk walk = new Walk("To be");

    @AfterEach
    void close() {
        walk.close();
    }

    @Test
    void beforeTheLossItSaysWhatComesAndByWhichKey() {
        assertThat(String.join(" ", texts(draw(walk.start(), 0)))).contains("at the loss").contains("F10")
                .contains("L runs to the loss");
    }

    @Test
    void theLastPositionHasNoTargetAndNoBar() {
        Picture picture = draw(walk.after(new Command.ToLoss()), 4);

        assertThat(picture.marks()).filteredOn(mark -> mark instanceof Mark.Hatch).hasSize(1);
        assertThat(texts(picture)).contains("4 of 5 positions have a next token")
                .anyMatch(text -> text.contains("no next token")).doesNotContain("came next");
    }

    @Test
    void whatCameNextIsNamedBesideItsBarHoweverUnlikelyItWas() {
        Snapshot loss = walk.after(new Command.ToLoss());
        for (int position = 0; position < 4; position++) {
            String next = List.of("T", "o", "·", "b", "e").get(position + 1);
            List<String> texts = texts(draw(loss, position));

            assertThat(texts).anyMatch(text -> text.endsWith("it was \"" + next + "\""));
            assertThat(texts).filteredOn(text -> text.startsWith("came next")).hasSize(1);
        }
    }

    private static Picture draw(Snapshot snapshot, int position) {
        Selection selection = Selection.NONE.withKept(Highlight.at(Axis.POSITION, position));
        return new PredictionsPicture(new ViewState(snapshot, selection, ChartTheme.DARK, Notation.PLAIN)).draw(380,
                400);
    }

    private static List<String> texts(Picture picture) {
        return picture.marks().stream()
                .filter(Mark.Text.class::isInstance)
                .map(mark -> ((Mark.Text) mark).text())
                .toList();
    }
}
