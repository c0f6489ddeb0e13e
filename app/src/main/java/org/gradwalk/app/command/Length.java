package org.gradwalk.app.command;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.gradwalk.app.export.Paper;
import org.gradwalk.app.view.Messages;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Reads a length on paper: {@code 85mm}, {@code 8pt} or {@code 3.3in}; the result is in points. */
final class Length implements ITypeConverter<Double> {

    private static final Pattern FORM = Pattern.compile("(\\d{1,5}(?:\\.\\d{1,5})?)(mm|cm|in|pt)");

    @Override
    public Double convert(String text) {
        Matcher length = FORM.matcher(text);
        if (!length.matches()) {
            throw new TypeConversionException(Messages.get("error.length", text));
        }
        double unit = switch (length.group(2)) {
            case "mm" -> Paper.POINTS_PER_MILLIMETRE;
            case "cm" -> 10 * Paper.POINTS_PER_MILLIMETRE;
            case "in" -> 25.4 * Paper.POINTS_PER_MILLIMETRE;
            default -> 1;
        };
        return Double.parseDouble(length.group(1)) * unit;
    }
}
