package org.gradwalk.model.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.gradwalk.model.tensor.Workers;
import org.junit.jupiter.api.Test;

/** What an iteration reads must fit its program. */
class IterationLoadTest {

    private final Iteration iteration = new Iteration(
            Preset.PAPER.program(2, 3), Weights.of(Preset.PAPER.parameters(1)), Workers.CALLER,
            Preset.PAPER.settings());

    private static int[][] numbers(int sequences, int positions) {
        return new int[sequences][positions];
    }

    @Test
    void tokensAndTargetsAreStackedSequenceBySequence() {
        iteration.load(new int[][]{{1, 2, 3}, {4, 5, 6}}, new int[][]{{7, 8, -100}, {9, -100, 0}});
        assertThat(iteration.matrix("tokens").toArray()).containsExactly(1, 2, 3, 4, 5, 6);
        assertThat(iteration.matrix("targets").toArray()).containsExactly(7, 8, -100, 9, -100, 0);
        assertThat(iteration.matrix("counted").toArray()).containsExactly(4);
    }

    @Test
    void anotherNumberOfSequencesIsRefused() {
        assertThatIllegalArgumentException().isThrownBy(() -> iteration.load(numbers(3, 3), numbers(2, 3)))
                .withMessage("There are tokens for 3 sequences, not for 2");
        assertThatIllegalArgumentException().isThrownBy(() -> iteration.load(numbers(2, 3), numbers(1, 3)))
                .withMessage("There are targets for 1 sequences, not for 2");
    }

    @Test
    void anotherNumberOfPositionsIsRefused() {
        assertThatIllegalArgumentException().isThrownBy(() -> iteration.load(numbers(2, 4), numbers(2, 3)))
                .withMessage("There are tokens for 4 positions, not for 3");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> iteration.load(numbers(2, 3), new int[][]{{0, 0, 0}, {0, 0}}))
                .withMessage("There are targets for 2 positions, not for 3");
    }

    @Test
    void tokensAndTargetsOutsideTheVocabularyAreRefusedByPlace() {
        for (int token : new int[]{-1, 10}) {
            int[][] tokens = numbers(2, 3);
            tokens[1][2] = token;
            assertThatIllegalArgumentException().isThrownBy(() -> iteration.load(tokens, numbers(2, 3)))
                    .withMessageContaining("Position 2 of sequence 1")
                    .withMessageContaining("token " + token)
                    .withMessageContaining("10 tokens");
        }
        int[][] targets = numbers(2, 3);
        targets[0][1] = 10;
        assertThatIllegalArgumentException().isThrownBy(() -> iteration.load(numbers(2, 3), targets))
                .withMessageContaining("Position 1 of sequence 0")
                .withMessageContaining("target 10");
    }

    @Test
    void moreSequencesOrPositionsThanThereAreMakeNoProgram() {
        assertThatIllegalArgumentException().isThrownBy(() -> Preset.PAPER.program(0, 3));
        assertThatIllegalArgumentException().isThrownBy(() -> Preset.PAPER.program(1, 5))
                .withMessageContaining("1 to 4 positions");
    }
}
