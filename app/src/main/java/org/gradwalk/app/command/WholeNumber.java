package org.gradwalk.app.command;

import java.util.OptionalLong;
import org.gradwalk.app.view.Messages;
import org.gradwalk.app.view.TypedNumber;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Reads a count from the command line: 1 or more. */
class WholeNumber implements ITypeConverter<Integer> {

    private final int least;
    private final String refusal;

    WholeNumber() {
        this(1, "error.count");
    }

    private WholeNumber(int least, String refusal) {
        this.least = least;
        this.refusal = refusal;
    }

    @Override
    public Integer convert(String text) {
        OptionalLong number = TypedNumber.whole(text, least, Integer.MAX_VALUE);
        return (int) number.orElseThrow(() -> new TypeConversionException(Messages.get(refusal, text)));
    }

    /** A count that may be none. */
    static final class FromZero extends WholeNumber {
        FromZero() {
            super(0, "error.count.zero");
        }
    }
}
