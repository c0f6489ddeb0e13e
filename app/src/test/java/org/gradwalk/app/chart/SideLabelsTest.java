package org.gradwalk.app.chart;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class SideLabelsTest {

    private static final List<String> TEXT = Stream.of("To·be,·or·not".split("")).toList();

    @Test
    void tokensStandAtTheirPositionsWhereAllOfThemHaveRoom() {
        assertThat(texts(new Side(Axis.POSITION, TEXT), 7)).isEqualTo(TEXT);
    }

    @Test
    void positionsAreNumberedWhereNotAllTokensHaveRoom() {
        assertThat(texts(new Side(Axis.POSITION, TEXT), 5)).containsExactly("0", "5", "10");
        assertThat(texts(new Side(Axis.KEY, TEXT), 1.5)).containsExactly("0", "10");
    }

    @Test
    void ofTheVocabularyTheTokensOfTheTextAreNamedThatHaveRoom() {
        List<String> vocabulary = List.of("a", "b", "c", "d", "e", "f");

        assertThat(SideLabels.of(new Side(Axis.VOCABULARY, vocabulary, List.of(1, 2, 5)), 0, 6, 4, _ -> 6, 1))
                .containsExactly(new SideLabels.Label(1, "b", 0), new SideLabels.Label(5, "f", 0));
        assertThat(SideLabels.of(new Side(Axis.VOCABULARY, vocabulary, List.of(1, 2, 5)), 0, 6, 4, _ -> 6, 2))
                .contains(new SideLabels.Label(2, "c", 1));
    }

    @Test
    void numbersAreThoseOfTheWholeTextInAPartOfIt() {
        assertThat(SideLabels.of(new Side(Axis.POSITION, TEXT), 3, 9, 5, _ -> 6, 1))
                .containsExactly(new SideLabels.Label(2, "5", 0), new SideLabels.Label(7, "10", 0));
    }

    private static List<String> texts(Side side, double step) {
        return SideLabels.of(side, 0, TEXT.size(), step, _ -> 6, 1).stream().map(SideLabels.Label::text).toList();
    }
}
