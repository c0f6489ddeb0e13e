package org.gradwalk.app.command;

import java.util.OptionalDouble;
import org.gradwalk.app.session.NumberRange;
import org.gradwalk.app.view.Messages;
import org.gradwalk.app.view.TypedNumber;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Reads a number of a training from the command line; one that is out of its range is refused with a sentence. */
class RangedNumber implements ITypeConverter<Double> {

    private final NumberRange range;
    private final String refusal;

    RangedNumber(NumberRange range, String refusal) {
        this.range = range;
        this.refusal = refusal;
    }

    @Override
    public Double convert(String text) {
        OptionalDouble number = TypedNumber.real(text, range);
        return number.orElseThrow(() -> new TypeConversionException(Messages.get(refusal, text)));
    }

    /** A number above 0. */
    static final class AboveZero extends RangedNumber {
        AboveZero() {
            super(NumberRange.ABOVE_ZERO, "error.number.above");
        }
    }

    /** 0 or a number above it. */
    static final class FromZero extends RangedNumber {
        FromZero() {
            super(NumberRange.FROM_ZERO, "error.number.from");
        }
    }

    /** A number from 0 to below 1. */
    static final class Share extends RangedNumber {
        Share() {
            super(NumberRange.SHARE, "error.number.share");
        }
    }

    /** A number above 0, or {@value #NONE}, which is read as infinite. */
    static final class Limit extends RangedNumber {

        static final String NONE = "none";

        Limit() {
            super(NumberRange.ABOVE_ZERO, "error.number.limit");
        }

        @Override
        public Double convert(String text) {
            return text.equals(NONE) ? Double.valueOf(Double.POSITIVE_INFINITY) : super.convert(text);
        }
    }
}
