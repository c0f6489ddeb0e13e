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
 * @param outputs what it writes, each with its formula
 * @param kernel computes the outputs
 */
public record Operation(
        int index,
        String address,
        String step,
        Phase phase,
        Template template,
        List<Binding> inputs,
        List<Output> outputs,
        Kernel kernel) {

    /** A symbol of a formula and the value it names. */
    public record Binding(Symbol symbol, Value value) {}

    /** What an operation writes: a value, its symbol, and the right-hand side that yields it. */
    public record Output(Symbol symbol, Value value, Expression formula) {}

    /** Computes an operation's outputs from its inputs. */
    @FunctionalInterface
    public interface Kernel {
        void run(Memory memory);
    }

    /** The same operation at another address. */
    Operation at(String newAddress) {
        return new Operation(index, newAddress, step, phase, template, inputs, outputs, kernel);
    }

    /** Whether its formulas speak of one head, so that its values are those of one head of one sequence. */
    public boolean isPerHead() {
        return equations().stream().anyMatch(Equation::isPerHead);
    }

    /** What it computes, one equation for each output. */
    public List<Equation> equations() {
        return outputs.stream()
                .map(output -> new Equation(output.symbol(), output.value(), output.formula(), inputs))
                .toList();
    }

    /** The first of what it writes. */
    public Output result() {
        return outputs.getFirst();
    }

    @Override
    public String toString() {
        return address;
    }
}
