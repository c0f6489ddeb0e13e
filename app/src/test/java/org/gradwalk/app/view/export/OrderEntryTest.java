package org.gradwalk.app.view.export;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.gradwalk.app.chart.ChartTheme;
import org.gradwalk.app.export.FileFormat;
import org.gradwalk.app.export.Formats;
import org.gradwalk.app.export.Paper;
import org.gradwalk.app.export.Svg;
import org.gradwalk.app.gallery.AddressPattern;
import org.gradwalk.app.gallery.PictureKind;
import org.gradwalk.app.view.export.OrderEntry.Read;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is typed on the sheet becomes an order, or a sentence that says what to put right. */
class OrderEntryTest {

    private static Read read(String width, String font, Optional<String> together, String folder) {
        return new OrderEntry(
                "loss, ,h.*.attn.probs ", List.of(PictureKind.HEATMAP), Formats.ALL, ChartTheme.PRINT, width, font,
                together, folder).read();
    }

    private static Read read(List<PictureKind> kinds, List<FileFormat> formats) {
        return new OrderEntry("", kinds, formats, ChartTheme.PRINT, "85", "8", Optional.empty(), "out").read();
    }

    @Test
    void patternsFormatsAndSizesAreThoseThatWereTyped() {
        assertThat(read(" 85", "8.5", Optional.of(" all "), " out ")).isInstanceOfSatisfying(
                Read.Ordered.class, ordered -> {
                    assertThat(ordered.folder()).contains(Path.of("out"));
                    assertThat(ordered.order().patterns().patterns()).extracting(AddressPattern::text)
                            .containsExactly("loss", "h.*.attn.probs");
                    assertThat(ordered.order().formats()).isEqualTo(Formats.ALL);
                    assertThat(ordered.order().paper()).isEqualTo(Paper.ofMillimetres(85, 8.5));
                    assertThat(ordered.order().together()).contains("all");
                });
    }

    @ParameterizedTest
    @CsvSource({"25.4, 8", "1411, 8", "85, 2", "85, 72"})
    void theSizesThatTheSentenceNamesCanBeHad(String width, String font) {
        assertThat(read(width, font, Optional.empty(), "out")).isInstanceOf(Read.Ordered.class);
    }

    @ParameterizedTest
    @CsvSource({"25.3, 8", "1412, 8", "85, 1.9", "85, 73", "NaN, 8", "'85,5', 8", "'', 8", "85, eight"})
    void whatIsNoSizeIsSaid(String width, String font) {
        assertThat(read(width, font, Optional.empty(), "out")).isInstanceOfSatisfying(
                Read.Wrong.class, wrong -> assertThat(wrong.sentence()).startsWith("A picture is 25.4 to 1411 mm"));
    }

    @Test
    void whatIsMissingIsSaid() {
        assertThat(read("85", "8", Optional.of(" "), "out")).isEqualTo(new Read.Wrong("Give the one file a name."));
        assertThat(read("85", "8", Optional.empty(), " ")).isInstanceOfSatisfying(
                Read.Ordered.class, ordered -> assertThat(ordered.folder()).isEmpty());
        assertThat(read(List.of(PictureKind.FLOW), List.of()))
                .isEqualTo(new Read.Wrong("Choose a kind of file at least."));
        assertThat(read(List.of(), List.of(new Svg()))).isInstanceOf(Read.Wrong.class);
    }

    @Test
    void numbersNeedNoKindOfPicture() {
        List<FileFormat> npz = Formats.ALL.stream().filter(format -> format.word().equals("npz")).toList();
        assertThat(read(List.of(), npz)).isInstanceOf(Read.Ordered.class);
    }
}
