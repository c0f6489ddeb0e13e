package org.gradwalk.model.program;

import java.util.List;
import org.gradwalk.model.formula.Expression;
import org.gradwalk.model.formula.Symbol;

/**
 * One step of an iteration: reads named values, writes new ones, and carries the formula that says how.
 *
 * @param index place in the program
 * @param address such as {@code h.0.attn:softmax} or {@code backward/h.0.mlp:c_fc/weight}
 * @param step identifier of the kind of step, such as {@code attn.softmax}
 * @param phase part of the iteration
 * @param template how it is drawn
 * @param inputs what it reads, with the symbols of its formula
 * @param outputs what it writes; the first is what its formula yields
 * @param formula the right-hand side for the first output
 * @param kernel computes the outputs
 */
public record Operation(
        int index,
        String address,
        String step,
        Phase phase,
        Template template,
        List<Binding> inputs,
        List<Binding> outputs,
        Expression formula,
        Kernel kernel) {

    /** A symbol of a formula and the value it names. */
    public record Binding(Symbol symbol, Value value) {}

    /** Computes an operation's outputs from its inputs. */
    @FunctionalInterface
    public interface Kernel {
        void run(Memory memory);
    }

    /** What the formula yields. */
    public Binding result() {
        return outputs.getFirst();
    }

    @Override
    public String toString() {
        return address;
    }
}
