package org.gradwalk.app.view.stage;

import org.gradwalk.app.chart.Axis;
import org.gradwalk.app.chart.HeatMap;

/**
 * How large the three parts of a product are drawn: as high as the result is the left factor, as wide as it the right
 * one. A position has the same size wherever it stands, as row and as column.
 *
 * @param leftWidth of the left factor
 * @param rightHeight of the right factor
 * @param resultWidth of the result and the right factor
 * @param resultHeight of the result and the left factor
 */
record ProductSizes(double leftWidth, double rightHeight, double resultWidth, double resultHeight) {

    private static final double MOST_CELL = 26;
    private static final double LEAST_LEFT = 130;
    private static final double LEAST_RIGHT = 56;
    private static final double LEAST_RESULT = 0.5;
    private static final double LEAST_SHARE = 0.3;
    private static final double MOST_SHARE = 0.5;

    /** In this much room for the cells of left factor and result, and of right factor and result. */
    static ProductSizes of(HeatMap left, HeatMap right, HeatMap result, double width, double height) {
        double inner = left.window().columns();
        double across = result.window().columns();
        double down = result.window().rows();
        boolean innerTokens = areTokens(left.columns().axis()) && inner == right.window().rows();
        boolean acrossTokens = areTokens(result.columns().axis());
        boolean downTokens = areTokens(result.rows().axis());
        double freeLeft = Math.max(LEAST_LEFT, Math.min(width * share(inner, across), inner * MOST_CELL));
        double freeRight = Math.max(LEAST_RIGHT, Math.min(height * share(inner, down), inner * MOST_CELL));
        double token = MOST_CELL;
        if (innerTokens || acrossTokens) {
            double taken = (innerTokens ? 0 : freeLeft)
                    + (acrossTokens ? 0 : Math.min(across * MOST_CELL, width * LEAST_RESULT));
            token = Math.min(token, (width - taken) / ((innerTokens ? inner : 0) + (acrossTokens ? across : 0)));
        }
        if (innerTokens || downTokens) {
            double taken = (innerTokens ? 0 : freeRight)
                    + (downTokens ? 0 : Math.min(down * MOST_CELL, height * LEAST_RESULT));
            token = Math.min(token, (height - taken) / ((innerTokens ? inner : 0) + (downTokens ? down : 0)));
        }
        double leftWidth = innerTokens ? inner * token : freeLeft;
        double rightHeight = innerTokens ? inner * token : freeRight;
        return new ProductSizes(
                leftWidth, rightHeight,
                acrossTokens ? across * token : Math.min(width - leftWidth, across * MOST_CELL),
                downTokens ? down * token : Math.min(height - rightHeight, down * MOST_CELL));
    }

    private static boolean areTokens(Axis axis) {
        return axis.equals(Axis.POSITION) || axis.equals(Axis.KEY);
    }

    private static double share(double inner, double outer) {
        return Math.clamp(inner / (inner + outer), LEAST_SHARE, MOST_SHARE);
    }
}
