package org.gradwalk.app.view;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.gradwalk.app.chart.Axis;
import org.gradwalk.app.chart.Bounds;
import org.gradwalk.app.chart.Grid;
import org.gradwalk.app.chart.Picture;
import org.gradwalk.app.chart.Side;
import org.gradwalk.app.chart.Target;
import org.gradwalk.app.chart.Window;
import org.gradwalk.model.tensor.Matrix;
import org.junit.jupiter.api.Test;

class ReadingTest {

    @Test
    void aHatchedCellSaysWhyItIsHatchedAndNotWhatLiesUnderIt() {
        Matrix scores = Matrix.of(2, 2, 1, 2, 3, 4);
        Grid grid = Grid.of(scores, Window.all(scores), 2, 2).where((row, column) -> column <= row ? 1 : 0);
        Target.Cells cells = new Target.Cells(
                "scores", false, "S", new Bounds(0, 0, 20, 20), grid, scores,
                new Side(Axis.POSITION, List.of("a", "b")), new Side(Axis.KEY, List.of("a", "b")));
        Picture picture = new Picture(20, 20, "", List.of(), List.of(cells), Map.of(
                "scores", (row, column) -> Optional.of("row " + row + ", column " + column)));

        assertThat(Reading.of(picture, cells, new Target.Cell(0, 1), Highlight.NONE).number())
                .isEqualTo("masked: this key comes later");
        assertThat(Reading.of(picture, cells, new Target.Cell(1, 0), Highlight.NONE).number()).isEqualTo("S = 3");
        assertThat(Reading.of(picture, cells, new Target.Cell(1, 0), Highlight.NONE).others())
                .containsExactly("= row 1, column 0");
        assertThat(Reading.of(picture, cells, new Target.Cell(0, 1), Highlight.NONE).others()).isEmpty();
    }
}
