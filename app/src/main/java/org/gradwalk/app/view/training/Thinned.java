package org.gradwalk.app.view.training;

import org.gradwalk.model.metrics.Series;

/**
 * A series for a chart that is so many points wide. Of many iterations the least and the largest number of each column
 * stay, so that no spike is lost.
 *
 * @param x iterations
 * @param y numbers
 */
@SuppressWarnings("ArrayRecordComponent")
record Thinned(double[] x, double[] y) {

    /** The width of a column, in points: about a line's own. */
    private static final double COLUMN = 2;

    static Thinned of(Series series, double width) {
        int columns = Math.max(1, (int) (width / COLUMN));
        int count = series.size();
        if (count <= 2 * columns) {
            double[] x = new double[count];
            for (int i = 0; i < count; i++) {
                x[i] = series.iterations()[i];
            }
            return new Thinned(x, series.numbers());
        }
        double[] x = new double[2 * columns];
        double[] y = new double[2 * columns];
        for (int column = 0; column < columns; column++) {
            int from = (int) ((long) column * count / columns);
            int to = (int) ((long) (column + 1) * count / columns);
            int least = from;
            int largest = from;
            for (int i = from; i < to; i++) {
                least = series.numbers()[i] < series.numbers()[least] ? i : least;
                largest = series.numbers()[i] > series.numbers()[largest] ? i : largest;
            }
            int early = Math.min(least, largest);
            int late = Math.max(least, largest);
            x[2 * column] = series.iterations()[early];
            y[2 * column] = series.numbers()[early];
            x[2 * column + 1] = series.iterations()[late];
            y[2 * column + 1] = series.numbers()[late];
        }
        return new Thinned(x, y);
    }
}
