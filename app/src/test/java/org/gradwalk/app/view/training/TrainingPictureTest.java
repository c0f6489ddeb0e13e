package org.gradwalk.app.view.training;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.gradwalk.app.LayoutFaults;
import org.gradwalk.app.chart.ChartTheme;
import org.gradwalk.app.chart.Ink;
import org.gradwalk.app.chart.Mark;
import org.gradwalk.app.chart.Numbers;
import org.gradwalk.app.chart.Picture;
import org.gradwalk.app.chart.PicturePainter;
import org.gradwalk.app.chart.Plot;
import org.gradwalk.app.session.Command;
import org.gradwalk.app.view.training.TrainingPicture.Looks;
import org.gradwalk.model.metrics.Metric;
import org.gradwalk.model.metrics.Metric.Kind;
import org.gradwalk.model.metrics.MetricLog;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The charts show what was measured, say it under the pointer, and lead to its iteration. */
class TrainingPictureTest {

    private static final double WIDTH = 760;
    private static final double HEIGHT = 190;
    private static final Charted RUN = Trained.run(0, 3e-3, 160);
    private static final Charted OTHER = Trained.run(1, 3e-4, 120);
    private static final Looks LINES = new Looks(Shown.UPDATE_RATIO, false, false);
    private static final Looks MAPS = new Looks(Shown.COSINE, true, true);

    private static TrainingPicture picture(Looks looks, Charted... runs) {
        return new TrainingPicture(List.of(runs), 40, looks, WIDTH, HEIGHT);
    }

    private static List<Plot.Course> courses(Picture picture) {
        return picture.marks().stream()
                .filter(mark -> mark instanceof Mark.Plotted)
                .map(mark -> (Plot.Course) ((Mark.Plotted) mark).plot())
                .toList();
    }

    private static List<String> texts(Picture picture) {
        return picture.marks().stream()
                .filter(Mark.Text.class::isInstance)
                .map(mark -> ((Mark.Text) mark).text())
                .toList();
    }

    @Test
    void linesAreTheNumbersOfTheLog() {
        List<Plot.Course> courses = courses(picture(LINES, RUN).picture());
        MetricLog.View log = RUN.log();

        assertThat(courses).hasSize(3);
        assertThat(courses.getFirst().lines().getFirst().y())
                .isEqualTo(log.series(Metric.of(Kind.LOSS)).numbers());
        assertThat(courses.getFirst().lines().getLast().x()).containsExactly(24, 49, 74, 99, 124, 149);
        assertThat(courses.get(1).lines()).hasSize(log.metrics(Kind.GRADIENT_NORM).size());
        assertThat(courses.get(1).logarithmic()).isTrue();
    }

    @Test
    void runsAreDrawnInOneChartAndNamed() {
        Picture picture = picture(LINES, RUN, OTHER).picture();
        List<Plot.Line> losses = courses(picture).getFirst().lines();
        assertThat(losses).hasSize(4);
        assertThat(losses.getFirst().ink()).isNotEqualTo(losses.get(2).ink());
        assertThat(texts(picture)).as("in little room").contains("run 0", "run 1");
        assertThat(texts(new TrainingPicture(List.of(RUN, OTHER), 40, LINES, 1700, HEIGHT).picture()))
                .contains(RUN.label(), OTHER.label());
    }

    private static Charted losses(int number, double... losses) {
        return run(number, Kind.LOSS, losses);
    }

    /** A run with these numbers of a kind, and 1 for all else. */
    private static Charted run(int number, Kind kind, double... course) {
        List<Metric> metrics = Stream.of(Kind.values()).filter(each -> each != Kind.VALIDATION_LOSS)
                .flatMap(each -> RUN.log().metrics(each).stream()).toList();
        MetricLog log = new MetricLog(metrics);
        for (int i = 0; i < course.length; i++) {
            double[] numbers = new double[metrics.size()];
            Arrays.fill(numbers, 1);
            numbers[metrics.indexOf(Metric.of(kind))] = course[i];
            log.append(i, numbers);
        }
        return new Charted(number, "run " + number, log.view());
    }

    @Test
    void aRunThatExplodesDoesNotFlattenTheOneThatIsWalked() {
        Charted exploded = losses(0, 4, 3, 20, 1e17);
        Charted mended = losses(1, 4, 3, 2.5, 2);
        Picture drawn = picture(LINES, exploded, mended).picture();
        Plot.Course chart = courses(drawn).getFirst();
        assertThat(chart.logarithmic()).isFalse();
        assertThat(chart.high()).isBetween(4.0, 10.0);
        assertThat(texts(drawn)).contains("run 0 ↑ 1e17", "run 1");

        Plot.Course alone = courses(picture(LINES, exploded).picture()).getFirst();
        assertThat(alone.logarithmic()).as("by decades").isTrue();
        assertThat(alone.low()).isBetween(1.0, 3.0);
        assertThat(alone.high()).isGreaterThan(1e17);

        Plot.Course both = courses(picture(LINES, mended, losses(2, 4, 3, 3, 3)).picture()).getFirst();
        assertThat(both.low()).as("runs that are alike are seen whole").isLessThan(2);
    }

    @Test
    void aLayerThatExplodesInTheEndLeavesTheOthersReadable() {
        List<Metric> metrics = RUN.log().metrics();
        MetricLog log = new MetricLog(metrics);
        int layer = metrics.indexOf(RUN.log().metrics(Kind.GRADIENT_NORM).getLast());
        for (int i = 0; i < 200; i++) {
            double[] numbers = new double[metrics.size()];
            Arrays.fill(numbers, 1 + i % 7);
            numbers[layer] = i < 195 ? 1 : Math.pow(10, 9 * (i - 194));
            log.append(i, numbers);
        }
        Picture drawn = picture(
                new Looks(Shown.UPDATE_RATIO, false, false), new Charted(0, "run 0", log.view())).picture();
        Plot.Course norms = courses(drawn).get(1);
        assertThat(norms.high()).isBetween(1e6, 1e8);
        assertThat(norms.low()).isBetween(0.1, 1.0);
        assertThat(texts(drawn)).contains("↑ 1e45");
    }

    @Test
    void whatIsNoLossKeepsItsAxisHoweverFarItGoes() {
        Charted run = run(0, Kind.LEARNING_RATE, 1e-9, 1e-3, 0.1, 1e-3);
        Plot.Course chart = courses(picture(new Looks(Shown.LEARNING_RATE, false, false), run).picture()).get(2);
        assertThat(chart.high()).isBetween(0.1, 0.2);
        assertThat(chart.logarithmic()).isFalse();
    }

    @Test
    void aHeatMapEndsWithItsRun() {
        Picture drawn = picture(MAPS, RUN, OTHER).picture();
        Mark.Cells map = (Mark.Cells) drawn.marks().stream().filter(Mark.Cells.class::isInstance).findFirst()
                .orElseThrow();
        assertThat(map.grid().number(0, map.grid().columns() - 1)).isNaN();
        assertThat(map.grid().number(0, 0)).isFinite();
    }

    @Test
    void aPointSaysIterationValueAndLayer() {
        TrainingPicture picture = picture(LINES, RUN);
        MetricLog.View log = RUN.log();
        List<String> readings = Arrays.stream(new double[]{300, 340, 400, 450})
                .mapToObj(x -> picture.reading(x, 90).orElse(""))
                .toList();
        assertThat(readings).allSatisfy(words -> {
            int iteration = Integer.parseInt(words.substring("iteration ".length(), words.indexOf('\n')));
            String layer = words.substring(words.indexOf('\n') + 1, words.indexOf(": "));
            Metric metric = log.metrics(Kind.GRADIENT_NORM).stream()
                    .filter(each -> each.layer().equals(layer)).findFirst().orElseThrow();
            assertThat(words).endsWith(": " + Numbers.shortly(log.series(metric).numbers()[iteration]));
        });
    }

    @Test
    void aClickLeadsToARunThatHasBeenThere() {
        TrainingPicture picture = picture(LINES, losses(0, 1, 1, 1, 1), losses(1, 9, 9, 9, 9, 9, 9, 9, 9, 9));
        double right = 10 + 237 - Plot.Course.RIGHT;
        List<Double> heights = List.of(60.0, 90.0, 120.0, 150.0);
        assertThat(heights).allSatisfy(y -> assertThat(picture.click(right, y)).as("at %s", y)
                .contains(new Command.ToIteration(1, 8)));
        assertThat(picture.click(10 + Plot.Course.LEFT, 150)).contains(new Command.ToIteration(0, 0));

        TrainingPicture map = picture(new Looks(Shown.GRADIENT_NORM, true, true), OTHER, losses(2, 1, 1, 1));
        assertThat(map.click(10 + 2 * 247 + 200, 100)).as("beyond the run of the map").isEmpty();
        assertThat(map.reading(10 + 2 * 247 + 200, 100)).isEmpty();
    }

    @Test
    void aClickLeadsToTheIterationUnderIt() {
        TrainingPicture picture = picture(LINES, RUN);
        assertThat(picture.click(10 + Plot.Course.LEFT, 90)).contains(new Command.ToIteration(0, 0));
        assertThat(picture.click(10, 10)).as("on the title").isEmpty();
        assertThat(picture.click(10 + 237 - Plot.Course.RIGHT, 90))
                .hasValueSatisfying(to -> assertThat(to.iteration()).isBetween(156L, 159L));
    }

    @Test
    void marksSayTheirRuleWhereTheyAreAndBelow() throws IOException {
        MetricLog log = Trained.log(3e-3, 60);
        int norm = log.metrics().indexOf(log.metrics().stream()
                .filter(metric -> metric.kind() == Kind.GRADIENT_NORM && metric.layer().equals("h.2.attn"))
                .findFirst().orElseThrow());
        double[] numbers = new double[log.metrics().size()];
        Arrays.fill(numbers, 1);
        numbers[norm] = 1000;
        for (int iteration = 60; iteration < 63; iteration++) {
            log.append(iteration, numbers);
        }
        TrainingPicture picture = new TrainingPicture(List.of(new Charted(0, "run 0", log.view())), 62, LINES, WIDTH,
                HEIGHT);
        Picture drawn = picture.picture();
        save(drawn, "marks");

        assertThat(LayoutFaults.of(drawn, ChartTheme.DARK)).isEmpty();
        assertThat(texts(drawn)).contains("▲ h.2.attn: exploding since 62");
        Mark.Text line = drawn.marks().stream().filter(Mark.Text.class::isInstance).map(Mark.Text.class::cast)
                .filter(text -> text.text().startsWith("▲")).findFirst().orElseThrow();
        assertThat(picture.reading(line.x() + 20, line.y() - 2)).hasValueSatisfying(
                words -> assertThat(words).contains("1000 is above").contains("ten times its median"));
        assertThat(drawn.marks()).filteredOn(Mark.Path.class::isInstance).hasSize(1);
        Mark.Path triangle = (Mark.Path) drawn.marks().stream().filter(Mark.Path.class::isInstance).findFirst()
                .orElseThrow();
        assertThat(picture.reading(
                triangle.shape().getBounds2D().getCenterX(), triangle.shape().getBounds2D().getCenterY()))
                .hasValueSatisfying(words -> assertThat(words).contains("exploding since 62"));
    }

    /** Where it went wrong first is what somebody looks for. */
    @Test
    void theEarliestMarksAreNamedAndTheOthersListed() {
        MetricLog log = new MetricLog(RUN.log().metrics());
        List<Metric> norms = RUN.log().metrics(Kind.GRADIENT_NORM);
        double[] numbers = new double[log.metrics().size()];
        Arrays.fill(numbers, 1);
        RUN.log().metrics(Kind.DEAD_RELU).forEach(metric -> numbers[log.metrics().indexOf(metric)] = 0);
        for (int iteration = 0; iteration < 60 + norms.size() / 3; iteration++) {
            if (iteration >= 60) {
                numbers[log.metrics().indexOf(norms.get(norms.size() - 1 - (iteration - 60)))] = 0;
            }
            log.append(iteration, numbers);
        }
        TrainingPicture picture = new TrainingPicture(
                List.of(new Charted(0, "run 0", log.view())), 62, LINES, WIDTH, HEIGHT);
        List<Mark.Text> foot = picture.picture().marks().stream().filter(Mark.Text.class::isInstance)
                .map(Mark.Text.class::cast).filter(text -> text.y() > HEIGHT - 10).toList();
        int all = log.view().findings().size();
        assertThat(all).isGreaterThan(foot.size());
        assertThat(foot.getFirst().text()).isEqualTo("▲ lm_head: gradient 0 since 60");
        assertThat(foot.getLast().text()).isEqualTo("… " + (all - foot.size() + 1) + " more");
        assertThat(picture.reading(foot.getLast().x() + 5, foot.getLast().y() - 2).orElseThrow().lines())
                .hasSize(all - foot.size() + 1).last().asString()
                .endsWith("since " + (60 + norms.size() / 3 - 1));
    }

    @Test
    void theHeadlineIsOfTheIterationThatIsWalked() {
        List<Charted> runs = List.of(losses(0, 4, 3, 20, 1e17));
        assertThat(TrainingPicture.headline(runs, 1)).contains("loss 3 at 1");
        assertThat(TrainingPicture.headline(runs, 4)).as("not done yet").contains("loss 1.000e17 at 3");
        assertThat(TrainingPicture.headline(List.of(RUN), 60).orElseThrow()).contains(" at 60 · validation "
                + Numbers.shortly(RUN.log().series(Metric.of(Kind.VALIDATION_LOSS)).at(49).orElseThrow()));
        assertThat(TrainingPicture.headline(List.of(RUN), 10).orElseThrow()).doesNotContain("validation");
    }

    /** Of older iterations fewer are kept. */
    @Test
    void eachIterationThatIsKeptStandsForThoseThatAreNot() {
        Metric factor = Metric.of(Kind.CLIP_FACTOR);
        MetricLog log = new MetricLog(List.of(Metric.of(Kind.LOSS), factor), 204);
        for (int iteration = 0; iteration < 2000; iteration++) {
            log.append(iteration, new double[]{1, iteration < 1500 ? 0.5 : 1});
        }
        assertThat(TrainingPicture.headline(List.of(new Charted(0, "run 0", log.view())), 2000))
                .hasValueSatisfying(words -> assertThat(words).containsPattern("clipped in ≈ 7[3-7] % of iterations"));
    }

    @Test
    void aHeatMapHasARowForEachLayerAndReadsTheLayerUnderThePointer() {
        TrainingPicture picture = picture(MAPS, RUN);
        Picture drawn = picture.picture();
        List<Mark.Cells> maps = drawn.marks().stream().filter(Mark.Cells.class::isInstance).map(Mark.Cells.class::cast)
                .toList();
        assertThat(maps).hasSize(2);
        List<Metric> norms = RUN.log().metrics(Kind.GRADIENT_NORM);
        assertThat(maps.getFirst().grid().rows()).isEqualTo(norms.size());
        double top = maps.getFirst().bounds().y() + 1;
        double x = maps.getFirst().bounds().x() + 20;
        assertThat(picture.reading(x, top).orElseThrow()).contains(norms.getFirst().layer() + ": ");
        assertThat(picture.reading(x, maps.getFirst().bounds().bottom() - 1).orElseThrow())
                .contains(norms.getLast().layer() + ": ");
        assertThat(maps.getLast().scale().low()).isEqualTo(-maps.getLast().scale().high());
    }

    @Test
    void beforeATrainingItSaysWhatWillBeHere() {
        Picture picture = new TrainingPicture(List.of(), 0, LINES, WIDTH, HEIGHT).picture();
        assertThat(texts(picture)).singleElement().asString().contains("F8 trains");
    }

    @ParameterizedTest
    @EnumSource(Shown.class)
    void nothingIsCutWhateverIsShown(Shown third) throws IOException {
        for (boolean map : new boolean[]{false, true}) {
            for (double width : new double[]{520, 640, WIDTH, 1100}) {
                Picture picture = new TrainingPicture(
                        List.of(RUN, OTHER), 40, new Looks(third, map, map), width, HEIGHT).picture();
                assertThat(LayoutFaults.of(picture, ChartTheme.DARK)).as("%s at %s", third, width).isEmpty();
                save(picture, third.name() + "-" + (int) width + (map ? "-map" : ""));
            }
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 7})
    void aTrainingThatHasJustBegunIsDrawn(int iterations) throws IOException {
        Picture picture = picture(LINES, Trained.run(0, 1e-3, iterations)).picture();
        assertThat(LayoutFaults.of(picture, ChartTheme.LIGHT)).isEmpty();
        save(picture, "begun-" + iterations);
    }

    /** The pictures of this test are kept where a folder for them is named. */
    private static void save(Picture picture, String name) throws IOException {
        String gallery = System.getProperty("gradwalk.gallery", "");
        if (!gallery.isEmpty()) {
            Files.createDirectories(Path.of(gallery));
            for (ChartTheme theme : List.of(ChartTheme.DARK, ChartTheme.LIGHT)) {
                BufferedImage image = new BufferedImage(
                        (int) picture.width(), (int) picture.height(), BufferedImage.TYPE_INT_RGB);
                Graphics2D g = image.createGraphics();
                g.setColor(theme.colour(Ink.Role.PANEL));
                g.fillRect(0, 0, image.getWidth(), image.getHeight());
                new PicturePainter(theme).paint(picture, g);
                g.dispose();
                ImageIO.write(image, "png", new File(gallery, "training-" + name + "-" + theme + ".png"));
            }
        }
    }
}
