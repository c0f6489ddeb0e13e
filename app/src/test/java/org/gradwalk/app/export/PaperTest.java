package org.gradwalk.app.export;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import org.gradwalk.app.chart.ChartTheme;
import org.gradwalk.app.chart.Mark;
import org.gradwalk.app.chart.Picture;
import org.gradwalk.app.chart.PictureBuilder;
import org.junit.jupiter.api.Test;

/** A caption has the size that was asked for and says all; a picture is as fine as the paper. */
class PaperTest {

    private static final Paper NARROW = Paper.ofMillimetres(85, 8);
    private static final List<String> COMMON = List.of("model", "iteration 0");

    private final List<Double> finenesses = new ArrayList<>();

    private Plate plate(String address, double least, String... words) {
        return new Plate("kind", address, List.of("head 2"), () -> List.of(words), least, (width, fineness) -> {
            finenesses.add(fineness);
            return new PictureBuilder().build(width, 50, address);
        });
    }

    private static List<Mark.Text> texts(Picture picture) {
        return picture.marks().stream().filter(Mark.Text.class::isInstance).map(Mark.Text.class::cast).toList();
    }

    private static List<String> lines(Picture picture) {
        return texts(picture).stream().map(Mark.Text::text).toList();
    }

    @Test
    void whereThePictureIsSmallerTheCaptionIsNot() {
        Sheet sheet = NARROW.sheet(List.of(plate("a", 900)), COMMON, ChartTheme.PRINT, 2);

        assertThat(sheet.width()).isCloseTo(NARROW.width(), within(1e-9));
        assertThat(sheet.zoom()).as("smaller").isLessThan(0.3);
        assertThat(texts(sheet.pictures().getLast())).isNotEmpty()
                .allSatisfy(text -> assertThat(text.size() * sheet.zoom()).isCloseTo(8, within(1e-9)));
    }

    @Test
    void aCaptionTakesAsManyLinesAsItNeeds() {
        String sentence = "a very long sentence about something that is not to be cut off, whatever the width is";
        Sheet sheet = NARROW.sheet(
                List.of(plate("a", 100, sentence, "x".repeat(200))), COMMON, ChartTheme.PRINT, 2);
        Picture caption = sheet.pictures().getLast();

        assertThat(String.join(" ", lines(caption))).startsWith("model · iteration 0 · a · head 2 " + sentence);
        assertThat(String.join("", lines(caption))).endsWith("x".repeat(200));
        assertThat(texts(caption)).hasSizeGreaterThan(4).allSatisfy(
                line -> assertThat(line.face().width(line.text(), line.size())).isLessThanOrEqualTo(caption.width()));
        assertThat(caption.height()).isGreaterThan(texts(caption).getLast().y());
    }

    @Test
    void onePictureHasOneCaption() {
        Sheet sheet = NARROW.sheet(List.of(plate("a", 100, "words")), COMMON, ChartTheme.PRINT, 2);

        assertThat(sheet.pictures()).hasSize(2);
        assertThat(lines(sheet.pictures().getLast())).containsExactly("model · iteration 0 · a · head 2 · words");
    }

    @Test
    void anAddressThatTheCaptionHasAlreadyIsNotRepeated() {
        Sheet sheet = NARROW.sheet(List.of(plate("iteration", 100)), COMMON, ChartTheme.PRINT, 2);

        assertThat(lines(sheet.pictures().getLast())).containsExactly("model · iteration 0 · head 2");
    }

    @Test
    void ofSeveralPicturesEachSaysWhichItIs() {
        Sheet sheet = NARROW.sheet(
                List.of(plate("a", 100, "first"), plate("b", 100, "second")), COMMON, ChartTheme.PRINT, 2);

        assertThat(sheet.pictures().stream().flatMap(picture -> lines(picture).stream()))
                .containsExactly("a · head 2 · first", "b · head 2 · second", "model · iteration 0");
        assertThat(sheet.title()).isEqualTo("a, b");
    }

    @Test
    void whatIsDrawnSmallerIsDrawnWithFewerCellsToItsPoint() {
        Sheet sheet = NARROW.sheet(List.of(plate("a", 900)), COMMON, ChartTheme.PRINT, 600 / 72.0);

        assertThat(finenesses).containsExactly(600 / 72.0 * sheet.zoom());
    }

    @Test
    void aFileIsNamedAfterThePartThatItShows() {
        assertThat(plate("grad/act/h.0.attn.probs", 100).fileName()).isEqualTo("grad-act-h.0.attn.probs.head-2.kind");
    }
}
