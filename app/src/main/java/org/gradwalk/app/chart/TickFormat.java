package org.gradwalk.app.chart;

import java.text.FieldPosition;
import java.text.NumberFormat;
import java.text.ParsePosition;

/** Numbers at the axes of JFreeChart, written as everywhere else. */
@SuppressWarnings("serial")
final class TickFormat extends NumberFormat {

    @Override
    public StringBuffer format(double number, StringBuffer text, FieldPosition position) {
        return text.append(Numbers.briefly(number));
    }

    @Override
    public StringBuffer format(long number, StringBuffer text, FieldPosition position) {
        return format((double) number, text, position);
    }

    @Override
    public Number parse(String text, ParsePosition position) {
        throw new UnsupportedOperationException("numbers at an axis are not read");
    }
}
