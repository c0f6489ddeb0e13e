package org.gradwalk.app.chart;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.Rectangle;
import java.awt.image.BufferedImage;
import java.util.Arrays;
import java.util.List;
import org.jfree.chart.axis.AxisState;
import org.jfree.chart.axis.NumberTick;
import org.jfree.chart.ui.RectangleEdge;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Numbers at axes are all there and in full. */
class PlotPainterTest {

    private static final Bounds ROOM = new Bounds(60, 20, 300, 120);

    @ParameterizedTest
    @ValueSource(doubles = {3, 0.002, 2e-7, 40})
    void noNumberAtTheEndOfAnAxisIsCutOff(double largest) {
        double[] numbers = {-largest, 0, 0, 0, largest};
        Rectangle ink = ink(Plot.Histogram.of(numbers, "entries", Ink.FOREGROUND));

        assertThat(ink.getMinX()).as("ink at the edge is cut off").isGreaterThan(ROOM.x());
        assertThat(ink.getMaxX()).isLessThan(ROOM.right()).as("and no room is wasted")
                .isGreaterThan(ROOM.right() - 22);
    }

    /** Of what is painted on white. */
    private static Rectangle ink(Plot plot) {
        BufferedImage image = new BufferedImage(420, 180, BufferedImage.TYPE_INT_RGB);
        Graphics2D g = image.createGraphics();
        g.setColor(Color.WHITE);
        g.fillRect(0, 0, image.getWidth(), image.getHeight());
        PictureBuilder b = new PictureBuilder().add(new Mark.Plotted(ROOM, plot));
        new PicturePainter(ChartTheme.PRINT).paint(b.build(420, 180, ""), g);
        g.dispose();
        Rectangle ink = new Rectangle(0, 0, -1, -1);
        for (int y = 0; y < image.getHeight(); y++) {
            for (int x = 0; x < image.getWidth(); x++) {
                if (image.getRGB(x, y) != Color.WHITE.getRGB()) {
                    ink.add(new Rectangle(x, y, 1, 1));
                }
            }
        }
        return ink;
    }

    @Test
    void countsHaveTheirPowersOfTen() {
        assertThat(counts(20_000, 120)).containsExactly("1", "10", "100", "1000", "1e4");
        assertThat(counts(20_000, 60)).as("where there is less room").containsExactly("1", "100", "1e4");
        assertThat(counts(7, 120)).containsExactly("1", "2", "5");
    }

    private static List<String> counts(int most, double height) {
        BufferedImage image = new BufferedImage(1, 1, BufferedImage.TYPE_INT_RGB);
        return new CountAxis("", most)
                .refreshTicks(
                        image.createGraphics(), new AxisState(),
                        new Rectangle(0, 0, 300, (int) height), RectangleEdge.LEFT)
                .stream().map(NumberTick::getText).toList();
    }

    @Test
    void aCountStandsWhereItsBarEnds() {
        int[] counts = {1, 10, 100};
        BufferedImage image = new BufferedImage(1, 1, BufferedImage.TYPE_INT_RGB);
        List<NumberTick> ticks = new CountAxis("", 100).refreshTicks(
                image.createGraphics(), new AxisState(), new Rectangle(0, 0, 300, 60),
                RectangleEdge.LEFT);

        assertThat(ticks).extracting(NumberTick::getValue).containsExactly(
                Arrays.stream(counts).mapToObj(count -> Math.log1p(count)).toArray(Double[]::new));
    }
}
