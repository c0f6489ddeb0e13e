package org.gradwalk.app.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.Color;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import javax.xml.parsers.DocumentBuilderFactory;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDResources;
import org.apache.pdfbox.pdmodel.font.PDFont;
import org.apache.pdfbox.pdmodel.graphics.form.PDFormXObject;
import org.apache.pdfbox.text.PDFTextStripper;
import org.assertj.core.data.Offset;
import org.gradwalk.app.chart.ChartTheme;
import org.gradwalk.app.chart.Ink;
import org.gradwalk.model.file.SafeTensors;
import org.gradwalk.model.file.Tensor;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;

/** What an author takes away from the command line. */
class ExportCommandTest {

    private static final String[] BOTH = {"--nodes", "h.1.attn.probs,grad/act/h.1.attn.probs", "--picture",
        "attention"};

    @TempDir
    private Path folder;

    private CommandOutcome export(String[] first, String... others) {
        List<String> arguments = new ArrayList<>(List.of("export", "--out", folder.toString()));
        arguments.addAll(Arrays.asList(first));
        arguments.addAll(Arrays.asList(others));
        return CommandOutcome.of(arguments.toArray(String[]::new));
    }

    private List<String> names() throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(file -> String.valueOf(file.getFileName())).sorted().toList();
        }
    }

    @Test
    void onePictureIsASheetOfVectorsWithItsTextToSelect() throws Exception {
        CommandOutcome outcome = export(BOTH, "--together", "heads", "--width", "170mm", "--font", "8pt");

        assertThat(outcome.err()).isEmpty();
        assertThat(outcome.exitCode()).isZero();
        assertThat(names()).containsExactly("heads.svg");
        Element svg = xml(folder.resolve("heads.svg")).getDocumentElement();
        assertThat(points(svg.getAttribute("width"))).isEqualTo(170 * 72 / 25.4, within());
        assertThat(svg.getAttribute("viewBox")).as("a unit is a point").isEqualTo(
                "0 0 " + svg.getAttribute("width").replace("pt", "") + " "
                        + svg.getAttribute("height").replace("pt", ""));
        assertThat(texts(svg)).contains("head 0", "head 3", "T", "P: attention weights")
                .containsOnlyOnce("h.1.attn.probs · 0 … 1", "classroom · iteration 0")
                .endsWith("classroom · iteration 0")
                .anyMatch(text -> text.matches("grad/act/h\\.1\\.attn\\.probs · −0\\.\\d+ … 0\\.\\d+"));
        assertThat(svg.getFirstChild().getNodeName()).isEqualTo("title");
        assertThat(svg.getFirstChild().getTextContent()).isEqualTo("h.1.attn.probs, grad/act/h.1.attn.probs");
        assertThat(svg.getElementsByTagName("image").getLength()).as("cells are rectangles").isZero();
    }

    private static Offset<Double> within() {
        return Offset.offset(1e-3);
    }

    private static double points(String length) {
        assertThat(length).endsWith("pt");
        return Double.parseDouble(length.replace("pt", ""));
    }

    private static Document xml(Path file) throws Exception {
        return DocumentBuilderFactory.newDefaultInstance().newDocumentBuilder()
                .parse(new ByteArrayInputStream(Files.readAllBytes(file)));
    }

    private static List<String> texts(Element svg) {
        NodeList texts = svg.getElementsByTagName("text");
        List<String> found = new ArrayList<>();
        for (int i = 0; i < texts.getLength(); i++) {
            Element text = (Element) texts.item(i);
            assertThat(text.getAttribute("style")).as("lies unseen over its outline").contains("fill-opacity: 0");
            found.add(text.getTextContent());
        }
        return found;
    }

    @Test
    void aPageHasTheLettersOfTheProgramAndNoOthers() throws IOException {
        assertThat(export(BOTH, "--format", "pdf").err()).isEmpty();

        assertThat(names()).containsExactly("grad-act-h.1.attn.probs.attention.pdf", "h.1.attn.probs.attention.pdf");
        try (PDDocument document = Loader.loadPDF(folder.resolve("h.1.attn.probs.attention.pdf").toFile())) {
            assertThat(document.getNumberOfPages()).isEqualTo(1);
            assertThat(document.getPage(0).getMediaBox().getWidth()).isEqualTo((float) (85 * 72 / 25.4));
            assertThat(new PDFTextStripper().getText(document)).contains("attention weights", "head 3", "iteration 0");
            assertThat(fonts(document.getPage(0).getResources()))
                    .hasSize(2)
                    .allSatisfy(font -> assertThat(font.isEmbedded()).isTrue())
                    .extracting(PDFont::getName)
                    .allMatch(name -> name.matches("[A-Z]{6}\\+(Inter|JetBrainsMono)-Regular"));
        }
    }

    private static List<PDFont> fonts(PDResources resources) throws IOException {
        List<PDFont> fonts = new ArrayList<>();
        for (COSName name : resources.getFontNames()) {
            fonts.add(resources.getFont(name));
        }
        for (COSName name : resources.getXObjectNames()) {
            if (resources.getXObject(name) instanceof PDFormXObject form) {
                fonts.addAll(fonts(form.getResources()));
            }
        }
        return fonts;
    }

    @ParameterizedTest
    @CsvSource({"png, .png, 1, print", "png@2, @2x.png, 2, light", "png@4, @4x.png, 4, dark"})
    void pixelsAreAsManyAsTheScaleSays(String format, String suffix, int scale, String theme) throws IOException {
        assertThat(export(BOTH, "--format", format, "--theme", theme, "--width", "300pt").err()).isEmpty();

        BufferedImage image = ImageIO.read(folder.resolve("h.1.attn.probs.attention" + suffix).toFile());
        assertThat(image.getWidth()).isEqualTo(300 * scale);
        assertThat(new Color(image.getRGB(0, 0))).isEqualTo(
                ChartTheme.valueOf(theme.toUpperCase(Locale.ROOT)).colour(Ink.BACKGROUND));
    }

    @ParameterizedTest
    @CsvSource({"heatmap, grad/param/h.0.mlp.c_fc.weight", "histogram, logits", "layernorm, h.1.ln_2",
        "formula, backward/h.1.attn:softmax", "gradients, backward", "stage, backward/h.1.ln_1", "flow, iteration",
        "predictions, probs"})
    void everyKindComesInEveryFormatAndTheSameTomorrow(String kind, String node) throws IOException {
        String[] asked = {"--picture", kind, "--nodes", node, "--format", "svg,pdf,png"};
        assertThat(export(asked).err()).isEmpty();
        List<String> names = names();
        assertThat(names).hasSize(3);
        List<byte[]> before = bytes(names);

        assertThat(export(asked, "--overwrite").err()).isEmpty();

        assertThat(bytes(names)).usingElementComparator(Arrays::compare).isEqualTo(before);
    }

    private List<byte[]> bytes(List<String> names) throws IOException {
        List<byte[]> bytes = new ArrayList<>();
        for (String name : names) {
            bytes.add(Files.readAllBytes(folder.resolve(name)));
        }
        return bytes;
    }

    @Test
    void aLargeHeatMapIsOneImageAmongVectorsWithEveryCell() throws Exception {
        String[] asked = {"--preset", "nano", "--text", "to be", "--nodes", "grad/param/wte.weight"};
        assertThat(export(asked).err()).isEmpty();

        Path file = folder.resolve("grad-param-wte.weight.heatmap.svg");
        Element svg = xml(file).getDocumentElement();
        BufferedImage cells = onlyImage(svg);
        int across = cells.getWidth() / 384;
        int down = cells.getHeight() / 65;
        assertThat(cells.getWidth()).isEqualTo(384 * across);
        assertThat(cells.getHeight()).isEqualTo(65 * down);
        assertThat(across).as("pixels of a cell, so that no program blurs it").isGreaterThan(2);
        for (int y = 0; y < cells.getHeight(); y++) {
            for (int x = 0; x < cells.getWidth(); x++) {
                assertThat(cells.getRGB(x, y)).isEqualTo(cells.getRGB(x / across * across, y / down * down));
            }
        }
        assertThat(String.join(" ", texts(svg))).contains("65×384").doesNotContain("largest of each block");
        assertThat(Files.size(file)).isLessThan(400_000);
    }

    @Test
    void cellsFinerThanAPageShowsAreTakenTogetherAndItIsSaid() throws Exception {
        String[] asked = {"--preset", "nano", "--text", "to be", "--nodes", "grad/param/h.0.mlp.c_fc.weight", "--width",
            "40mm"};
        assertThat(export(asked).err()).isEmpty();

        Element svg = xml(folder.resolve("grad-param-h.0.mlp.c_fc.weight.heatmap.svg")).getDocumentElement();
        assertThat(onlyImage(svg).getWidth()).as("600 to an inch, of 1536, but for the margins")
                .isBetween(880, (int) (40 / 25.4 * 600));
        assertThat(String.join(" ", texts(svg))).contains("largest of each block");
    }

    private static BufferedImage onlyImage(Element svg) throws IOException {
        NodeList images = svg.getElementsByTagName("image");
        assertThat(images.getLength()).isEqualTo(1);
        String[] data = ((Element) images.item(0)).getAttribute("xlink:href").split(",", -1);
        assertThat(data[0]).isEqualTo("data:image/png;base64");
        return ImageIO.read(new ByteArrayInputStream(Base64.getDecoder().decode(data[1])));
    }

    @Test
    void ofTwoHeadsNeitherOverwritesTheOther() throws Exception {
        String[] asked = {"--nodes", "h.3.attn.probs,h.3.attn:softmax,h.3.ln_1.xhat", "--picture",
            "heatmap,histogram,stage,formula"};
        assertThat(export(asked, "--head", "2").err()).isEmpty();
        assertThat(names()).containsExactly(
                "h.3.attn-softmax.formula.svg", "h.3.attn-softmax.head-2.stage.svg",
                "h.3.attn.probs.head-2.heatmap.svg", "h.3.attn.probs.head-2.histogram.svg",
                "h.3.ln_1.xhat.heatmap.svg", "h.3.ln_1.xhat.histogram.svg");
        assertThat(texts(xml(folder.resolve("h.3.attn.probs.head-2.heatmap.svg")).getDocumentElement()))
                .anyMatch(text -> text.startsWith("classroom · iteration 0 · h.3.attn.probs · head 2"));

        assertThat(export(new String[]{"--nodes", "h.3.attn.probs"}).err()).isEmpty();

        assertThat(names()).contains("h.3.attn.probs.head-0.heatmap.svg", "h.3.attn.probs.head-2.heatmap.svg");
    }

    @Test
    void letterIsNeverDrawnWithASignThatJavaCannotPlaceAboveIt() throws Exception {
        assertThat(export(new String[]{"--nodes", "h.1.ln_2", "--picture", "layernorm,stage"}).err()).isEmpty();

        for (String name : names()) {
            assertThat(texts(xml(folder.resolve(name)).getDocumentElement())).as(name).isNotEmpty()
                    .noneMatch(text -> Pattern.compile("\\p{M}").matcher(text).find());
        }
    }

    @Test
    void aHistogramHasItsCountsAndATrueMinus() throws IOException {
        String[] asked = {"--nodes", "grad/act/h.3.attn.masked", "--picture", "histogram", "--format", "pdf"};
        assertThat(export(asked).err()).isEmpty();

        try (PDDocument document = Loader.loadPDF(
                folder.resolve("grad-act-h.3.attn.masked.head-0.histogram.pdf").toFile())) {
            assertThat(new PDFTextStripper().getText(document).lines())
                    .contains("1", "10", "100").anyMatch(line -> line.startsWith("−0.00")).noneMatch(
                            line -> line.matches("-[0-9].*"));
        }
    }

    @Test
    void theFlowSaysWhatItsNumbersAre() throws Exception {
        assertThat(export(new String[]{"--nodes", "iteration", "--picture", "flow", "--width", "170mm"}).err())
                .isEmpty();

        assertThat(String.join(" ", texts(xml(folder.resolve("iteration.flow.svg")).getDocumentElement())))
                .containsPattern("classroom · iteration 0 · width: .*at joins skip \\| branch in %$")
                .containsPattern("attn .*mlp .*\\d+\\|\\d+ ");
    }

    @Test
    void numbersAreReadBackBitForBit() throws IOException {
        String[] asked = {"--nodes", "h.*.attn.q,loss,grad/param/**"};
        assertThat(export(asked, "--format", "safetensors,csv,npz").err()).isEmpty();

        assertThat(names()).contains("iteration-0.safetensors", "iteration-0.npz", "h.0.attn.q.csv", "loss.csv");
        Tensor q = SafeTensors.read(folder.resolve("iteration-0.safetensors")).tensor("h.3.attn.q");
        assertThat(q.shape()).containsExactly(1, 4, 19, 16);
        assertThat(SafeTensors.read(folder.resolve("iteration-0.safetensors")).metadata())
                .containsEntry("iteration", "0").containsEntry("model", "classroom");
        List<String> lines = Files.readAllLines(folder.resolve("h.3.attn.q.csv"));
        assertThat(lines.getFirst()).isEqualTo("# h.3.attn.q, shape 1 × 4 × 19 × 16");
        assertThat(lines.stream().skip(1).flatMap(line -> Stream.of(line.split(","))).mapToDouble(Double::parseDouble))
                .containsExactlyElementsOf(Arrays.stream(q.data()).boxed().toList());
    }

    @Test
    void theTableOfGradientsIsLatex() throws IOException {
        assertThat(export(new String[]{"--nodes", "grad/param/h.0.**"}, "--format", "tex").err()).isEmpty();

        assertThat(Files.readString(folder.resolve("gradients.tex")))
                .contains("\\toprule", "h.0.attn.c\\_attn.weight & 64$\\times$192 & $")
                .doesNotContain("h.1.", "wte");
    }

    @Test
    void theTableOfGradientsStandsBesideTheirNumbers() throws IOException {
        assertThat(export(new String[]{"--nodes", "grad/param/ln_f.*"}, "--format", "csv").err()).isEmpty();

        assertThat(names()).containsExactly(
                "grad-param-ln_f.bias.csv", "grad-param-ln_f.weight.csv", "gradients.csv");
        assertThat(Files.readAllLines(folder.resolve("gradients.csv"))).hasSize(3)
                .satisfies(lines -> assertThat(lines.get(1)).startsWith("ln_f.weight,64,"));
    }

    @Test
    void formulasAreLatexWhereTheyAreThePictures() throws IOException {
        assertThat(export(
                new String[]{"--nodes", "**h.0.attn:softmax"}, "--picture", "formula", "--format", "tex").err())
                .isEmpty();

        assertThat(names()).containsExactly("formulas.tex");
        assertThat(Files.readString(folder.resolve("formulas.tex")))
                .contains("% h.0.attn:softmax\n", "% backward/h.0.attn:softmax\n", "\\[ P = ");
    }

    @Test
    void aKindOfWhichNothingComesIsNamed() {
        assertThat(export(new String[]{"--nodes", "h.1.attn.probs", "--picture", "attention,layernorm"}).out())
                .contains("Nothing fits of: layer norms").contains("1 file is in");
    }

    @Test
    void nothingIsOverwrittenUnasked() throws IOException {
        Path taken = folder.resolve("h.1.attn.probs.attention.svg");
        Files.writeString(taken, "mine");

        CommandOutcome outcome = export(BOTH);

        assertThat(outcome.exitCode()).isEqualTo(2);
        assertThat(outcome.err()).contains("there already").contains(taken.toString()).hasLineCount(1);
        assertThat(taken).hasContent("mine");
        assertThat(names()).hasSize(1);
    }

    @ParameterizedTest
    @CsvSource(delimiter = ';', textBlock = """
            --nodes;h.1.attn.prob;did you mean h.1.attn.probs
            --picture;plot;heatmap, attention
            --picture;layernorm;"h.1.attn.probs" is there, but not as layer norms
            --notation;latin;plain, paper
            --format;gif;svg, pdf, png
            --theme;blue;light, dark, print
            --head;4;there is no head 4: the last one is 3
            --sequence;1;there is no sequence 1
            --width;85;"85" is not a length such as 85mm
            --width;20mm;A picture is 25.4 to 1411 mm wide, its letters are 2 to 72 pt high.
            --text;ß;lacks 'ß'
            --preset;large;paper, classroom
            """)
    void whatIsWrongIsSaidInOneLine(String option, String value, String sentence) throws IOException {
        CommandOutcome outcome = export(new String[]{"--nodes", "h.1.attn.probs"}, option, value);

        assertThat(outcome.exitCode()).isEqualTo(2);
        assertThat(outcome.err()).startsWith("gradwalk: ").contains(sentence).hasLineCount(1);
        assertThat(names()).isEmpty();
    }

    @Test
    void aFolderThatCannotBeMadeIsNamed() throws IOException {
        Path file = folder.resolve("file");
        Files.writeString(file, "mine");

        CommandOutcome outcome = CommandOutcome.of(
                "export", "--nodes", "h.1.attn.probs", "--out", file.resolve("deeper").toString());

        assertThat(outcome.exitCode()).isEqualTo(1);
        assertThat(outcome.err()).contains(file.toString()).contains("cannot be written").hasLineCount(1);
        assertThat(file).hasContent("mine");
    }
}
