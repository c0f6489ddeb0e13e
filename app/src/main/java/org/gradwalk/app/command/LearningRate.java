package org.gradwalk.app.command;

import org.gradwalk.app.view.Messages;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Reads a learning rate from the command line: a number above 0. */
final class LearningRate implements ITypeConverter<Double> {
    @Override
    public Double convert(String text) {
        try {
            double rate = Double.parseDouble(text);
            if (rate > 0 && Double.isFinite(rate)) {
                return rate;
            }
        } catch (NumberFormatException none) {
            // is told below, like a number out of range
        }
        throw new TypeConversionException(Messages.get("error.learningRate", text));
    }
}
