package org.gradwalk.app.view.flow;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Comparator;
import java.util.List;
import org.gradwalk.app.chart.ChartTheme;
import org.gradwalk.app.chart.Mark;
import org.gradwalk.app.export.Plate;
import org.gradwalk.app.session.Command;
import org.gradwalk.app.session.Snapshot;
import org.gradwalk.app.session.Walk;
import org.gradwalk.app.view.Selection;
import org.gradwalk.app.view.ViewState;
import org.gradwalk.model.program.Notation;
import org.junit.jupiter.api.Test;

/** In a file every half has its name and every join its shares, with room between them. */
class FlowPlatesTest {

    private static final double LEAST_GAP = 5;

    private static Plate plate(Snapshot snapshot) {
        return FlowPlates.of(new ViewState(snapshot, Selection.NONE, ChartTheme.PRINT, Notation.PLAIN)).findFirst()
                .orElseThrow();
    }

    private static List<Mark.Text> texts(Plate plate) {
        return plate.drawing().draw(plate.leastWidth(), 1).marks().stream().filter(Mark.Text.class::isInstance)
                .map(Mark.Text.class::cast)
                .sorted(Comparator.comparingDouble(Mark.Text::y).thenComparingDouble(Mark.Text::left))
                .toList();
    }

    @Test
    void atItsLeastWidthAllLabelsAreThereAndNoneTouchesAnother() {
        try (Walk walk = new Walk("To be")) {
            List<Mark.Text> texts = texts(plate(walk.after(new Command.ToEnd())));

            assertThat(texts).filteredOn(text -> text.text().equals("attn")).hasSize(8);
            assertThat(texts).filteredOn(text -> text.text().equals("mlp")).hasSize(8);
            assertThat(texts).filteredOn(text -> text.text().contains("|")).hasSize(8);
            for (int i = 1; i < texts.size(); i++) {
                Mark.Text before = texts.get(i - 1);
                if (before.y() == texts.get(i).y()) {
                    assertThat(texts.get(i).left() - before.left() - before.face().width(before.text(), before.size()))
                            .as(before.text() + " and " + texts.get(i).text())
                            .isGreaterThan(LEAST_GAP);
                }
            }
        }
    }

    @Test
    void sharesAreExplainedOnlyWhereThereAreAny() {
        try (Walk walk = new Walk("To be")) {
            assertThat(plate(walk.after(new Command.ToLoss())).words().get())
                    .noneMatch(words -> words.contains("join"));
            assertThat(plate(walk.after(new Command.ToEnd())).words().get()).anyMatch(words -> words.contains("join"));
        }
    }
}
