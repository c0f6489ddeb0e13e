package org.gradwalk.app.command;

import org.gradwalk.app.view.Messages;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Reads a count from the command line: 1 or more. */
final class WholeNumber implements ITypeConverter<Integer> {
    @Override
    public Integer convert(String text) {
        try {
            int number = Integer.parseInt(text);
            if (number > 0) {
                return number;
            }
        } catch (NumberFormatException none) {
            // is told below, like a number that is too small
        }
        throw new TypeConversionException(Messages.get("error.count", text));
    }
}
