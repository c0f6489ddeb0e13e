package org.gradwalk.app.view;

import static org.assertj.core.api.Assertions.assertThat;

import org.gradwalk.app.chart.Axis;
import org.gradwalk.model.program.Value.Extent;
import org.junit.jupiter.api.Test;

class SelectionTest {

    @Test
    void aHeadThatAModelDoesNotHaveBecomesItsLast() {
        assertThat(Selection.NONE.withHead(3).within(new Extent(1, 10, 2)).head()).isEqualTo(1);
        assertThat(Selection.NONE.withHead(3).within(new Extent(1, 10, 4)).head()).isEqualTo(3);
    }

    @Test
    void aPlaceBeyondTheTextIsLetGo() {
        Selection kept = Selection.NONE.withKept(Highlight.at(Axis.KEY, 7));

        assertThat(kept.within(new Extent(1, 8, 4)).kept()).isEqualTo(kept.kept());
        assertThat(kept.within(new Extent(1, 7, 4)).kept()).isEqualTo(Highlight.NONE);
    }
}
