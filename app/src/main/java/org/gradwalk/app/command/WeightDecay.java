package org.gradwalk.app.command;

import org.gradwalk.app.view.Messages;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Reads a weight decay from the command line: 0 or a number above it. */
final class WeightDecay implements ITypeConverter<Double> {
    @Override
    public Double convert(String text) {
        try {
            double decay = Double.parseDouble(text);
            if (decay >= 0 && Double.isFinite(decay)) {
                return decay;
            }
        } catch (NumberFormatException none) {
            // is told below, like a number out of range
        }
        throw new TypeConversionException(Messages.get("error.weightDecay", text));
    }
}
