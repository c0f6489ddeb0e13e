package org.gradwalk.app.view.attention;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.gradwalk.app.chart.Bounds;
import org.gradwalk.app.chart.ChartTheme;
import org.gradwalk.app.chart.Mark;
import org.gradwalk.app.chart.Picture;
import org.gradwalk.app.chart.PlaceLabels;
import org.gradwalk.app.chart.Target;
import org.gradwalk.app.session.Command;
import org.gradwalk.app.session.Snapshot;
import org.gradwalk.app.session.Walk;
import org.gradwalk.app.view.Selection;
import org.gradwalk.app.view.ViewState;
import org.gradwalk.model.program.Notation;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** The heads stay where they are whatever is looked at; what is not there yet says how it comes. */
class AttentionPictureTest {

    private static final double WIDTH = 364;
    private static final double HEIGHT = 565;

    @Test
    void headsStayInPlaceWhateverIsLookedAt() {
        try (Walk walk = new Walk("To be, or not to be")) {
            Snapshot end = walk.after(new Command.ToEnd());
            List<Bounds> weights = heads(end, AttentionKind.PROBS);

            assertThat(weights).hasSize(4);
            for (AttentionKind kind : AttentionKind.values()) {
                assertThat(heads(end, kind)).as(kind.name()).isEqualTo(weights);
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void whatIsNotThereYetSaysWhatComesAndByWhichKey(AttentionKind kind) {
        try (Walk walk = new Walk("To be")) {
            assertThat(words(walk.start(), kind)).contains("block 0").contains("appear").contains("F10").contains("L")
                    .doesNotContain("attn");
            Snapshot loss = walk.after(new Command.ToLoss());
            if (kind.isError()) {
                assertThat(words(loss, kind)).contains("F10").contains("End").doesNotContain("L runs");
            }
        }
    }

    @Test
    void whatIsHiddenSaysSoAndByWhichKeyItIsShown() {
        try (Walk walk = new Walk("To be")) {
            Snapshot hidden = walk.after(new Command.ToNode("h.0.attn:softmax")).withheld();

            assertThat(words(hidden, AttentionKind.PROBS)).contains("hidden").contains("S or F10")
                    .doesNotContain("appear");
            assertThat(words(hidden, AttentionKind.PROBS_ERROR)).contains("appear").doesNotContain("hidden");
        }
    }

    /** The room of the window at 1280 × 720, and others. */
    @ParameterizedTest
    @CsvSource({"1, 364, 565", "4, 364, 565", "4, 440, 745", "12, 364, 565", "12, 364, 200", "4, 900, 300",
        "4, 364, 100"})
    void theGridLiesInTheMiddleOfTheRoom(int heads, double width, double height) {
        AttentionLayout layout = AttentionLayout.of(heads, width, height);
        Bounds last = layout.cells(heads - 1);
        double right = layout.cells(layout.columns() - 1 < heads ? layout.columns() - 1 : 0).right();

        assertThat(layout.left() + (right - layout.left()) / 2).isEqualTo(width / 2, within(1.0));
        assertThat(right).as("room for a frame").isLessThanOrEqualTo(width - 3 + 1e-9);
        if (height > 150) {
            assertThat(last.bottom() + PlaceLabels.BELOW).isLessThanOrEqualTo(layout.legend());
            assertThat(layout.bars(1).bottom()).isLessThanOrEqualTo(height + 1e-9);
        }
    }

    @Test
    void atTheSmallerWindowEveryRowOfTheSampleIsLabelledAndTheBarsAreThere() {
        AttentionLayout layout = AttentionLayout.of(4, WIDTH, HEIGHT);

        assertThat(layout.side() / 19).isGreaterThanOrEqualTo(8);
        assertThat(layout.bars()).isGreaterThanOrEqualTo(60);
    }

    /** Of 12 heads or 4, at the width of a column of a journal or of both. */
    @ParameterizedTest
    @CsvSource({"241", "331", "482", "662"})
    void onPaperBothSidesOfAHeadAreNamedAlike(double width) {
        for (String text : List.of("To be, or not to be",
                "To be, or not to be: that is the question. Whether 'tis nobler")) {
            try (Walk walk = new Walk(text)) {
                Picture picture = new AttentionPicture(
                        new ViewState(
                                walk.after(new Command.ToEnd()), Selection.NONE, ChartTheme.PRINT, Notation.PLAIN),
                        "h.0", AttentionKind.PROBS).drawHeads(width);
                Bounds cells = picture.heatMaps().findFirst().orElseThrow().bounds();
                List<String> rows = texts(picture)
                        .filter(mark -> mark.x() < cells.x() && mark.y() > cells.y() && mark.y() < cells.bottom())
                        .map(Mark.Text::text).toList();
                List<String> columns = texts(picture)
                        .filter(mark -> mark.y() > cells.bottom() && mark.y() < cells.bottom() + PlaceLabels.BELOW
                                && mark.x() > cells.x() && mark.x() < cells.right())
                        .map(Mark.Text::text).toList();

                assertThat(rows).isNotEmpty();
                assertThat(rows.stream().allMatch(AttentionPictureTest::isNumber))
                        .as("numbers left, %s, and below, %s", rows, columns)
                        .isEqualTo(columns.stream().allMatch(AttentionPictureTest::isNumber));
                assertThat(texts(picture).map(Mark.Text::text)).contains("rows: queries · columns: keys");
                if (text.length() < 20) {
                    assertThat(rows).startsWith("T", "o", "·").isEqualTo(columns);
                }
            }
        }
    }

    private static boolean isNumber(String label) {
        return label.matches("[0-9]+");
    }

    private static Stream<Mark.Text> texts(Picture picture) {
        return picture.marks().stream().filter(Mark.Text.class::isInstance).map(Mark.Text.class::cast);
    }

    private static Picture draw(Snapshot snapshot, AttentionKind kind) {
        return new AttentionPicture(new ViewState(snapshot, Selection.NONE, ChartTheme.DARK, Notation.PLAIN), "h.0",
                kind)
                .draw(WIDTH, HEIGHT);
    }

    private static List<Bounds> heads(Snapshot snapshot, AttentionKind kind) {
        return draw(snapshot, kind).heatMaps().map(Target.Cells::bounds).toList();
    }

    private static String words(Snapshot snapshot, AttentionKind kind) {
        return draw(snapshot, kind).marks().stream()
                .filter(Mark.Text.class::isInstance)
                .map(mark -> ((Mark.Text) mark).text())
                .collect(Collectors.joining(" "));
    }
}
