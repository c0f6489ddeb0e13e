package org.gradwalk.app.chart;

import static org.assertj.core.api.Assertions.assertThat;

import org.gradwalk.model.tensor.Matrix;
import org.junit.jupiter.api.Test;

class GridTest {

    @Test
    void whereThereIsRoomEveryEntryHasItsCell() {
        Grid grid = of(Matrix.of(2, 3, 1, -2, 3, -4, 5, -6), 10, 10);

        assertThat(grid.rows()).isEqualTo(2);
        assertThat(grid.columns()).isEqualTo(3);
        assertThat(grid.number(1, 2)).isEqualTo(-6);
        assertThat(grid.isReduced()).isFalse();
    }

    @Test
    void aCellForABlockShowsTheEntryOfLargestSize() {
        Grid grid = of(Matrix.of(2, 4, 1, -2, 3, 0, -7, 5, 0, 0), 1, 2);

        assertThat(grid.isReduced()).isTrue();
        assertThat(grid.number(0, 0)).isEqualTo(-7);
        assertThat(grid.number(0, 1)).isEqualTo(3);
        assertThat(grid.firstColumn(1)).isEqualTo(2);
    }

    @Test
    void whatIsNoNumberIsNotOverlookedAmongMany() {
        assertThat(of(Matrix.of(1, 4, 9, Double.NaN, 1, 2), 1, 2).number(0, 0)).isNaN();
        assertThat(of(Matrix.of(1, 4, 9, Double.NEGATIVE_INFINITY, 1, 2), 1, 2).number(0, 0))
                .isEqualTo(Double.NEGATIVE_INFINITY);
    }

    @Test
    void whatIsNotShownIsFreeAndDoesNotCount() {
        Grid grid = of(Matrix.of(1, 2, 1, 9), 5, 5).where((row, column) -> column == 0 ? 1 : 0);

        assertThat(grid.number(0, 1)).isNaN();
        assertThat(grid.largest()).isEqualTo(1);
    }

    private static Grid of(Matrix matrix, int mostRows, int mostColumns) {
        return Grid.of(matrix, Window.all(matrix), mostRows, mostColumns);
    }
}
