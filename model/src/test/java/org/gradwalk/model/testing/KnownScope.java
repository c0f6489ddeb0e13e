package org.gradwalk.model.testing;

import java.util.Map;
import java.util.Optional;
import org.gradwalk.model.formula.Scope;
import org.gradwalk.model.formula.Symbol;
import org.gradwalk.model.tensor.Matrix;

/**
 * A scope of given numbers, with one head.
 *
 * @param numbers by the names of their symbols, vectors as columns
 * @param positions T
 */
public record KnownScope(Map<String, Matrix> numbers, int positions) implements Scope {

    @Override
    public Optional<Matrix> numbers(Symbol symbol) {
        return Optional.ofNullable(numbers.get(symbol.name()));
    }

    @Override
    public int heads() {
        return 1;
    }

    @Override
    public int head() {
        return 0;
    }

    @Override
    public Scope withHead(int head) {
        return this;
    }
}
