package org.gradwalk.app.chart;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.IntStream;
import org.gradwalk.app.chart.Ink.Role;
import org.gradwalk.model.tensor.Matrix;
import org.junit.jupiter.api.Test;

/** Bars say how large the largest is, and what has no number; labels are all there or are the numbers of places. */
class BarsTest {

    private static final Bounds ROOM = new Bounds(10, 10, 340, 80);

    @Test
    void theLargestHasItsNumberAndNoNumberTouchesAnother() {
        Picture picture = draw(IntStream.range(0, 40).mapToDouble(i -> i == 7 ? -0.6 : 0.5 + i / 1000.0).toArray());

        assertThat(texts(picture)).contains("−0.60");
        List<Mark.Text> numbers = picture.marks().stream()
                .filter(mark -> mark instanceof Mark.Text text && text.text().contains("."))
                .map(Mark.Text.class::cast)
                .sorted((a, b) -> Double.compare(a.x(), b.x()))
                .toList();
        for (int i = 1; i < numbers.size(); i++) {
            Mark.Text before = numbers.get(i - 1);
            boolean beside = before.x() + before.face().width(before.text(), before.size()) <= numbers.get(i).x();
            boolean above = Math.abs(before.y() - numbers.get(i).y()) >= before.size();
            assertThat(beside || above).as(before + " and " + numbers.get(i)).isTrue();
        }
    }

    @Test
    void aPlaceWithoutANumberIsHatchedAndNotZero() {
        Picture picture = draw(1, Double.NaN, 2);

        assertThat(picture.marks()).filteredOn(mark -> mark instanceof Mark.Hatch).hasSize(1);
        assertThat(bars(picture)).hasSize(2);
    }

    @Test
    void anInfiniteNumberFillsItsPlaceAndLeavesTheOthersTheirSizes() {
        Picture picture = draw(1, Double.NEGATIVE_INFINITY, 2);

        List<Bounds> filled = picture.marks().stream()
                .filter(mark -> mark instanceof Mark.Box box && box.fill().equals(Optional.of(Ink.of(Role.BREAKPOINT))))
                .map(mark -> ((Mark.Box) mark).bounds()).toList();
        assertThat(filled).singleElement().satisfies(
                place -> assertThat(place.height()).isGreaterThanOrEqualTo(bars(picture).getLast().height()));
        assertThat(bars(picture)).hasSize(2);
        assertThat(bars(picture).getLast().height()).isEqualTo(bars(draw(1, 0, 2)).getLast().height());
    }

    @Test
    void barsStandOnTheZeroLineAndFillTheRoom() {
        List<Bounds> bars = bars(draw(3, -1));

        assertThat(bars.getFirst().bottom()).isEqualTo(bars.getLast().y());
        assertThat(bars.getFirst().height()).isEqualTo(3 * bars.getLast().height());
    }

    @Test
    void moreEntriesThanPointsShowTheLargestOfEachBlock() {
        double[] numbers = new double[5000];
        numbers[4321] = 7;

        assertThat(texts(draw(numbers))).contains("7");
    }

    @Test
    void labelsThatDoNotFitAreNumbersOfPlacesAndNotSomeOfTheLetters() {
        assertThat(labels(19)).hasSize(19).startsWith("a", "b", "c");
        assertThat(labels(100)).startsWith("0", "10", "20").doesNotContain("a");
        assertThat(labels(1000)).startsWith("0", "100", "200").doesNotContain("a");
    }

    private static List<String> labels(int count) {
        PictureBuilder b = new PictureBuilder();
        PlaceLabels.below(b, letters(count), ROOM, 0, count, OptionalInt.empty());
        return texts(b.build(400, 100, ""));
    }

    private static Side letters(int count) {
        return new Side(
                Axis.POSITION,
                IntStream.range(0, count).mapToObj(i -> Character.toString('a' + i % 26)).toList());
    }

    private static Picture draw(double... numbers) {
        PictureBuilder b = new PictureBuilder();
        Bars.of("loss", "", Matrix.of(1, numbers.length, numbers), letters(numbers.length), Ink.of(Role.ERROR))
                .withNumbers()
                .draw(b, ROOM);
        return b.build(400, 100, "");
    }

    private static List<Bounds> bars(Picture picture) {
        return picture.marks().stream()
                .filter(mark -> mark instanceof Mark.Box box && box.fill().equals(Optional.of(Ink.of(Role.ERROR))))
                .map(mark -> ((Mark.Box) mark).bounds())
                .toList();
    }

    private static List<String> texts(Picture picture) {
        return picture.marks().stream()
                .filter(Mark.Text.class::isInstance)
                .map(mark -> ((Mark.Text) mark).text())
                .toList();
    }
}
