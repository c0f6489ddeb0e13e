package org.gradwalk.model.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;

class BatchTest {
    @Test
    void textIsABatchOfOneWhoseTargetsAreTheNextTokensAndWhoseLastPositionIsIgnored() {
        Batch batch = Batch.ofText(new int[]{5, 6, 7});
        assertThat(batch).isEqualTo(new Batch(new int[][]{{5, 6, 7}}, new int[][]{{6, 7, -100}}));
        assertThat(batch.sequences()).isEqualTo(1);
        assertThat(batch.length()).isEqualTo(3);
        assertThat(batch.counted()).isEqualTo(2);
    }

    @Test
    void textOfOneTokenIsRefused() {
        assertThatIllegalArgumentException().isThrownBy(() -> Batch.ofText(new int[]{5}));
    }

    @Test
    void oneTokenWithATargetIsABatch() {
        assertThat(new Batch(new int[][]{{5}}, new int[][]{{6}}).counted()).isEqualTo(1);
    }

    @Test
    void wholeSequenceMayBeIgnoredButNotAll() {
        assertThat(new Batch(new int[][]{{1}, {2}}, new int[][]{{-100}, {3}}).counted()).isEqualTo(1);
        assertThatIllegalArgumentException().isThrownBy(() -> new Batch(new int[][]{{1}}, new int[][]{{-100}}))
                .withMessage("No target of the batch counts, so it has no loss.");
    }

    @Test
    void shapesThatAreNoneAreRefused() {
        assertRefused(new int[0][], new int[0][]);
        assertRefused(new int[][]{{}}, new int[][]{{}});
        assertRefused(new int[][]{{1, 2}}, new int[][]{{1}});
        assertRefused(new int[][]{{1, 2}}, new int[][]{{1, 2}, {1, 2}});
        assertRefused(new int[][]{{1, 2}, {1}}, new int[][]{{1, 2}, {1}});
        assertRefused(new int[][]{{1}, {1, 2}}, new int[][]{{1}, {1, 2}});
    }

    @Test
    void negativeNumbersAreNamedWithTheirPlace() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Batch(new int[][]{{1, 2}, {1, -100}}, new int[][]{{1, 2}, {1, 2}}))
                .withMessage("The token at position 1 of sequence 1 is -100.");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Batch(new int[][]{{1, 2}}, new int[][]{{-1, 2}}))
                .withMessage("The target at position 0 of sequence 0 is -1, neither a token nor -100 (ignored).");
    }

    @Test
    void laterChangesOfTheGivenArraysDoNotReachTheBatch() {
        int[][] tokens = {{1, 2}};
        int[][] targets = {{2, 3}};
        Batch batch = new Batch(tokens, targets);
        tokens[0][0] = 9;
        targets[0] = new int[]{9, 9};
        assertThat(batch).isEqualTo(new Batch(new int[][]{{1, 2}}, new int[][]{{2, 3}}))
                .hasSameHashCodeAs(new Batch(new int[][]{{1, 2}}, new int[][]{{2, 3}}));
    }

    private static void assertRefused(int[][] tokens, int[][] targets) {
        assertThatIllegalArgumentException().isThrownBy(() -> new Batch(tokens, targets));
    }
}
