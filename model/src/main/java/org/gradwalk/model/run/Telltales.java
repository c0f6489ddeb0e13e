package org.gradwalk.model.run;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.gradwalk.model.formula.Telltale;
import org.gradwalk.model.program.Operation;
import org.gradwalk.model.program.Operation.Binding;
import org.gradwalk.model.program.Program;
import org.gradwalk.model.program.Value;

/**
 * The values of a program that tell whether all of an iteration's numbers are finite: as long as these are, so are the
 * others, which are their parts or have been read into them by formulas that hand on whatever is not finite. They are
 * less than a third of all numbers in a usual network. Changes by hand may cut off what is handed on.
 */
final class Telltales {

    private final List<List<Operation.Output>> written;

    Telltales(Program program) {
        Set<Value> told = told(program);
        written = program.operations().stream()
                .map(operation -> operation.outputs().stream()
                        .filter(output -> !told.contains(output.value()))
                        .toList())
                .toList();
    }

    /** The parts of what an operation writes, and what a later one is never finite without. */
    private static Set<Value> told(Program program) {
        Set<Value> told = program.values().stream()
                .filter(value -> value.source().filter(whole -> program.writtenBy(whole.value()) >= 0).isPresent())
                .collect(Collectors.toCollection(HashSet::new));
        program.operations().forEach(operation -> operation.inputs().stream()
                .filter(input -> tells(operation, input))
                .map(Binding::value)
                .forEach(told::add));
        return told;
    }

    /** Those that an operation writes. */
    List<Operation.Output> of(Operation operation) {
        return written.get(operation.index());
    }

    /** Whether an operation's result is never finite where what it reads there is not. */
    static boolean tells(Operation operation, Binding input) {
        return operation.outputs().stream()
                .anyMatch(output -> !output.value().mayBeMinusInfinity()
                        && Telltale.tells(output.formula(), input.symbol()));
    }
}
