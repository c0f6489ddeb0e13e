package org.gradwalk.app.chart;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Collections;
import java.util.List;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

/** The labels along cells, where these are small. */
class PlaceLabelsTest {

    private static final Bounds CELLS = new Bounds(40, 40, 152, 152);
    private static final Side TOKENS = new Side(Axis.POSITION, Collections.nCopies(19, "e"));

    private static Picture drawn() {
        PictureBuilder b = new PictureBuilder();
        PlaceLabels.left(b, TOKENS, CELLS, 0, 19, OptionalInt.empty(), PlaceLabels.LEFT);
        PlaceLabels.below(b, TOKENS, CELLS, 0, 19, OptionalInt.empty());
        return b.build(240, 240, "");
    }

    @Test
    void lettersOfSmallCellsCanBeRead() {
        List<Mark.Text> texts = drawn().marks().stream().map(Mark.Text.class::cast).toList();

        assertThat(texts).extracting(Mark.Text::text).containsExactlyElementsOf(Collections.nCopies(38, "e"));
        assertThat(texts).allMatch(text -> text.size() >= 9);
    }

    @Test
    void inLessRoomThereAreFewerLabelsAndNotSmallerOnes() {
        PictureBuilder b = new PictureBuilder();
        PlaceLabels.left(
                b, TOKENS, new Bounds(40, 40, 152, 19 * 5), 0, 19, OptionalInt.empty(), PlaceLabels.LEFT);

        assertThat(b.build(240, 240, "").marks()).hasSizeBetween(2, 18)
                .allSatisfy(mark -> assertThat(((Mark.Text) mark).size()).isGreaterThanOrEqualTo(9));
    }

    @Test
    void besideALabelTheNearestIsMeant() {
        Target left = drawn().targetAt(CELLS.x() - PlaceLabels.LEFT - 2, CELLS.y() + 8 * 3.4).orElseThrow();
        Target below = drawn().targetAt(CELLS.x() + 8 * 5.6, CELLS.bottom() + PlaceLabels.BELOW + 2).orElseThrow();

        assertThat(((Target.Labels) left).place(0, CELLS.y() + 8 * 3.4)).isEqualTo(3);
        assertThat(((Target.Labels) below).place(CELLS.x() + 8 * 5.6, 0)).isEqualTo(5);
    }
}
