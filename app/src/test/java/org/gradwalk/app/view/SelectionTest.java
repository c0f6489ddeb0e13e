package org.gradwalk.app.view;

import static org.assertj.core.api.Assertions.assertThat;

import org.gradwalk.app.chart.Axis;
import org.junit.jupiter.api.Test;

class SelectionTest {

    @Test
    void aHeadThatAModelDoesNotHaveBecomesItsLast() {
        assertThat(Selection.NONE.withHead(3).within(2, 10).head()).isEqualTo(1);
        assertThat(Selection.NONE.withHead(3).within(4, 10).head()).isEqualTo(3);
    }

    @Test
    void aPlaceBeyondTheTextIsLetGo() {
        Selection kept = Selection.NONE.withKept(Highlight.at(Axis.KEY, 7));

        assertThat(kept.within(4, 8).kept()).isEqualTo(kept.kept());
        assertThat(kept.within(4, 7).kept()).isEqualTo(Highlight.NONE);
    }
}
