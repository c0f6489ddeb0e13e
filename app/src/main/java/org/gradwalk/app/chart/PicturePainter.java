package org.gradwalk.app.chart;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.Shape;
import java.awt.geom.AffineTransform;
import java.awt.geom.Line2D;
import java.awt.geom.Rectangle2D;
import java.awt.geom.RoundRectangle2D;
import java.awt.image.BufferedImage;
import java.util.Arrays;

/** Paints pictures on any Graphics2D: the screen's image as well as a file's. */
public final class PicturePainter {

    private static final double HATCH_DISTANCE = 6;
    private static final double PRINT_SIZE = 9.5;
    private static final double OVERLAP = 1.5;
    private static final double MIDDLE_LUMINANCE = 0.179;

    /** More cells than this are an image even among vectors, where each rectangle takes 150 bytes. */
    private static final int MOST_VECTOR_CELLS = 2_500;
    /** Pixels of an image among vectors for a point, at least: programs smooth images, but then not to be seen. */
    private static final double IMAGE_FINENESS = 300 / 72.0;
    private static final double MOST_PIXELS = 1 << 24;

    private final ChartTheme theme;
    private final boolean vectors;

    /** Paints pixels. */
    public PicturePainter(ChartTheme theme) {
        this(theme, false);
    }

    private PicturePainter(ChartTheme theme, boolean vectors) {
        this.theme = theme;
        this.vectors = vectors;
    }

    /** Paints what stays sharp at every size: cells are rectangles, unless they are as fine as a page shows. */
    public static PicturePainter ofVectors(ChartTheme theme) {
        return new PicturePainter(theme, true);
    }

    /** Paints a picture with its upper left corner at the origin; a point is a unit of the graphics. */
    public void paint(Picture picture, Graphics2D g) {
        g.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
        g.setRenderingHint(RenderingHints.KEY_TEXT_ANTIALIASING, RenderingHints.VALUE_TEXT_ANTIALIAS_ON);
        g.setRenderingHint(RenderingHints.KEY_FRACTIONALMETRICS, RenderingHints.VALUE_FRACTIONALMETRICS_ON);
        g.setRenderingHint(RenderingHints.KEY_STROKE_CONTROL, RenderingHints.VALUE_STROKE_PURE);
        for (Mark mark : picture.marks()) {
            paint(mark, g);
        }
    }

    private void paint(Mark mark, Graphics2D g) {
        switch (mark) {
            case Mark.Box box -> paintBox(box, g);
            case Mark.Path path -> paintPath(path, g);
            case Mark.Text text -> paintText(text, g);
            case Mark.Cells cells -> paintCells(cells, g);
            case Mark.Hatch hatch -> paintHatch(hatch, g);
            case Mark.Ramp ramp -> paintRamp(ramp, g);
            case Mark.Plotted(Bounds bounds, Plot plot) -> PlotPainter.paint(plot, theme, g, bounds);
            case Mark.Formula formula -> formula.formula()
                    .paint(g, formula.x(), formula.y(), theme, theme.colour(formula.ink()));
        }
    }

    private void paintBox(Mark.Box box, Graphics2D g) {
        Bounds b = box.bounds();
        double diameter = 2 * box.radius();
        Shape shape = box.radius() == 0
                ? b.shape()
                : new RoundRectangle2D.Double(b.x(), b.y(), b.width(), b.height(), diameter, diameter);
        box.fill().ifPresent(ink -> fill(shape, ink, g));
        box.line().ifPresent(ink -> draw(shape, ink, new BasicStroke((float) box.lineWidth()), g));
    }

    private void paintPath(Mark.Path path, Graphics2D g) {
        path.fill().ifPresent(ink -> fill(path.shape(), ink, g));
        path.line().ifPresent(ink -> draw(path.shape(), ink, stroke(path), g));
    }

    private static BasicStroke stroke(Mark.Path path) {
        return new BasicStroke((float) path.lineWidth(), BasicStroke.CAP_ROUND, BasicStroke.JOIN_ROUND);
    }

    private void fill(Shape shape, Ink ink, Graphics2D g) {
        g.setColor(theme.colour(ink));
        g.fill(shape);
    }

    private void draw(Shape shape, Ink ink, BasicStroke stroke, Graphics2D g) {
        g.setColor(theme.colour(ink));
        g.setStroke(stroke);
        g.draw(shape);
    }

    private void paintText(Mark.Text text, Graphics2D g) {
        g.setFont(text.face().at(text.size()));
        g.setColor(theme.colour(text.ink()));
        g.drawString(text.text(), (float) text.left(), (float) text.y());
    }

    private void paintCells(Mark.Cells cells, Graphics2D g) {
        Grid grid = cells.grid();
        if (vectors && grid.rows() * grid.columns() <= MOST_VECTOR_CELLS) {
            paintRectangles(cells, g);
        } else {
            paintImage(cells, g);
        }
        if (cells.printed()) {
            printNumbers(cells, g);
        }
    }

    /** Each under its neighbours to the right and below, so that no background is seen between them. */
    private void paintRectangles(Mark.Cells cells, Graphics2D g) {
        Grid grid = cells.grid();
        eachCell(cells, (i, j, number, cell) -> {
            double width = cell.width();
            double height = cell.height();
            double right = isCell(grid, i, j + 1) ? OVERLAP * width : width;
            double down = isCell(grid, i + 1, j) ? OVERLAP * height : height;
            boolean corner = right == width || down == height || isCell(grid, i + 1, j + 1);
            g.setColor(new Color(cells.scale().argb(number, theme)));
            g.fill(new Rectangle2D.Double(cell.x(), cell.y(), right, corner ? down : height));
        });
    }

    /** What is done with a cell that has a number. */
    @FunctionalInterface
    private interface CellPainting {
        void paint(int row, int column, double number, Bounds cell);
    }

    private static void eachCell(Mark.Cells cells, CellPainting painting) {
        Grid grid = cells.grid();
        Bounds b = cells.bounds();
        double width = b.width() / grid.columns();
        double height = b.height() / grid.rows();
        for (int i = 0; i < grid.rows(); i++) {
            for (int j = 0; j < grid.columns(); j++) {
                if (isCell(grid, i, j)) {
                    painting.paint(
                            i, j, grid.number(i, j),
                            new Bounds(b.x() + j * width, b.y() + i * height, width, height));
                }
            }
        }
    }

    private static boolean isCell(Grid grid, int row, int column) {
        return row < grid.rows() && column < grid.columns() && !Double.isNaN(grid.number(row, column));
    }

    /**
     * The pixels of each cell are enlarged without smoothing: cells meet without a gap and keep their colour. Among
     * vectors a cell has whole numbers of them, as many as hide what a program smooths when it shows the file.
     */
    private void paintImage(Mark.Cells cells, Graphics2D g) {
        Grid grid = cells.grid();
        Bounds b = cells.bounds();
        double most = Math.sqrt(MOST_PIXELS / ((double) grid.rows() * grid.columns()));
        int across = vectors ? pixels(b.width() / grid.columns(), most) : 1;
        int down = vectors ? pixels(b.height() / grid.rows(), most) : 1;
        BufferedImage image = new BufferedImage(
                across * grid.columns(), down * grid.rows(), BufferedImage.TYPE_INT_ARGB);
        int[] cell = new int[across * down];
        for (int i = 0; i < grid.rows(); i++) {
            for (int j = 0; j < grid.columns(); j++) {
                double number = grid.number(i, j);
                if (!Double.isNaN(number)) {
                    Arrays.fill(cell, cells.scale().argb(number, theme));
                    image.setRGB(j * across, i * down, across, down, cell, 0, across);
                }
            }
        }
        g.setRenderingHint(RenderingHints.KEY_INTERPOLATION, RenderingHints.VALUE_INTERPOLATION_NEAREST_NEIGHBOR);
        AffineTransform place = AffineTransform.getTranslateInstance(b.x(), b.y());
        place.scale(b.width() / image.getWidth(), b.height() / image.getHeight());
        g.drawImage(image, place, null);
    }

    /** How many pixels a cell takes in one direction. */
    private static int pixels(double points, double most) {
        return (int) Math.max(1, Math.min(Math.ceil(points * IMAGE_FINENESS), most));
    }

    /** In black or white, whatever can be read better on the cell's colour. */
    private void printNumbers(Mark.Cells cells, Graphics2D g) {
        g.setFont(Typeface.MONO.at(PRINT_SIZE));
        eachCell(cells, (_, _, number, cell) -> {
            Color colour = new Color(cells.scale().argb(number, theme));
            g.setColor(luminance(colour) > MIDDLE_LUMINANCE ? Color.BLACK : Color.WHITE);
            String text = Numbers.shortly(number);
            double x = cell.x() + cell.width() / 2 - Typeface.MONO.width(text, PRINT_SIZE) / 2;
            g.drawString(text, (float) x, (float) (cell.y() + cell.height() / 2 + PRINT_SIZE * 0.36));
        });
    }

    /** Relative luminance as WCAG defines it: black and white text are equally readable at about 0.18. */
    private static double luminance(Color colour) {
        return 0.2126 * linear(colour.getRed()) + 0.7152 * linear(colour.getGreen())
                + 0.0722 * linear(colour.getBlue());
    }

    private static double linear(int channel) {
        double share = channel / 255.0;
        return share <= 0.04045 ? share / 12.92 : Math.pow((share + 0.055) / 1.055, 2.4);
    }

    private void paintHatch(Mark.Hatch hatch, Graphics2D g) {
        Graphics2D inside = (Graphics2D) g.create();
        inside.clip(hatch.shape());
        inside.setColor(theme.colour(hatch.ink()));
        inside.setStroke(new BasicStroke(0.75f));
        Rectangle2D b = hatch.shape().getBounds2D();
        for (double x = b.getMinX() - b.getHeight(); x < b.getMaxX(); x += HATCH_DISTANCE) {
            inside.draw(new Line2D.Double(x, b.getMaxY(), x + b.getHeight(), b.getMinY()));
        }
        inside.dispose();
    }

    private void paintRamp(Mark.Ramp ramp, Graphics2D g) {
        Bounds b = ramp.bounds();
        int steps = (int) Math.ceil(b.width());
        Scale scale = ramp.scale();
        for (int i = 0; i < steps; i++) {
            double number = scale.low() + (scale.high() - scale.low()) * (i + 0.5) / steps;
            g.setColor(new Color(scale.argb(number, theme)));
            double x = b.x() + b.width() * i / steps;
            g.fill(new Rectangle2D.Double(x, b.y(), b.right() - x, b.height()));
        }
    }
}
