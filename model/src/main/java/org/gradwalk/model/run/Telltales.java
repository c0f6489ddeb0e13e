package org.gradwalk.model.run;

import java.util.List;
import org.gradwalk.model.formula.Telltale;
import org.gradwalk.model.program.Operation;
import org.gradwalk.model.program.Program;
import org.gradwalk.model.program.Value;

/**
 * The values of a program that tell whether all of an iteration's numbers are finite: as long as these are, so are the
 * others, which are their parts or have been read into them by formulas that hand on whatever is not finite. They are
 * less than a third of all numbers in a usual network. Changes by hand may cut off what is handed on.
 */
final class Telltales {

    private final List<List<Value>> written;

    Telltales(Program program) {
        written = program.operations().stream()
                .map(operation -> operation.outputs().stream()
                        .map(Operation.Output::value)
                        .filter(value -> !isTold(program, value))
                        .toList())
                .toList();
    }

    /** Those that an operation writes. */
    List<Value> of(Operation operation) {
        return written.get(operation.index());
    }

    private static boolean isTold(Program program, Value value) {
        boolean isPart = value.source().filter(source -> program.writtenBy(source.value()) >= 0).isPresent();
        return isPart || program.operations().stream().anyMatch(operation -> tells(operation, value));
    }

    /** Whether a later operation's result is never finite where a value is not. */
    static boolean tells(Operation operation, Value value) {
        return operation.inputs().stream()
                .filter(input -> input.value().equals(value))
                .anyMatch(input -> operation.outputs().stream()
                        .anyMatch(output -> !output.value().mayBeMinusInfinity()
                                && Telltale.tells(output.formula(), input.symbol())));
    }
}
