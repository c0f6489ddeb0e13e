package org.gradwalk.model.program;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/** A program that counts how often each of its operations is computed. */
public final class CountedProgram {

    private final Program program;
    private final int[] runs;

    public CountedProgram(Program original) {
        runs = new int[original.operations().size()];
        List<Operation> counting = original.operations().stream().map(this::counting).toList();
        program = new Program(
                original.extent(), original.values(), original.constants(), original.parameters(), counting,
                original.root(), new SymbolTable());
    }

    private Operation counting(Operation o) {
        return new Operation(o.index(), o.address(), o.step(), o.phase(), o.template(), o.inputs(), o.outputs(), m -> {
            runs[o.index()]++;
            o.kernel().run(m);
        });
    }

    public Program program() {
        return program;
    }

    /** How often each operation was computed, in their order. */
    public Stream<Integer> runs() {
        return Arrays.stream(runs).boxed();
    }
}
