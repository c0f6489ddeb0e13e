package org.gradwalk.model.program;

import java.util.Optional;
import org.gradwalk.model.formula.SymbolClass;

/**
 * What errors are called: {@code grad/act/NAME}, of a parameter {@code grad/param/NAME}; where several are summed, a
 * summand is {@code …@CONSUMER} and the sum has the bare name.
 */
final class ErrorNames {

    private static final String OF_VALUE = "grad/act/";
    private static final String OF_PARAMETER = "grad/param/";

    private ErrorNames() {}

    static String of(Value value) {
        return (value.kind() == SymbolClass.WEIGHT ? OF_PARAMETER : OF_VALUE) + value.name();
    }

    static String summand(Value value, String consumer) {
        return of(value) + "@" + consumer;
    }

    static SymbolClass kind(Value value) {
        return value.kind() == SymbolClass.WEIGHT ? SymbolClass.GRADIENT : SymbolClass.ERROR;
    }

    /** The name of what has an error of this name; of a summand it is no value's. */
    static Optional<String> variable(String error) {
        return error.startsWith(OF_VALUE)
                ? Optional.of(error.substring(OF_VALUE.length()))
                : error.startsWith(OF_PARAMETER)
                        ? Optional.of(error.substring(OF_PARAMETER.length()))
                        : Optional.empty();
    }
}
