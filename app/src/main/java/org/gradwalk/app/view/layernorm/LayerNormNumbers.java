package org.gradwalk.app.view.layernorm;

import java.util.Optional;
import org.gradwalk.app.view.Figures;
import org.gradwalk.app.view.ViewState;
import org.gradwalk.model.program.Operation;
import org.gradwalk.model.program.Program;
import org.gradwalk.model.tensor.Matrix;

/**
 * What there is of a layer norm at the cursor, for the sequence that is selected.
 *
 * @param input what it reads, as soon as it has looked at it
 * @param mean of each row
 * @param inverse one over the standard deviation of each row
 * @param normalized the rows with mean 0 and variance 1
 * @param output after gain and shift
 * @param error of the normalised rows: G
 */
record LayerNormNumbers(
        Optional<Matrix> input,
        Optional<Matrix> mean,
        Optional<Matrix> inverse,
        Optional<Matrix> normalized,
        Optional<Matrix> output,
        Optional<Matrix> error) {

    static LayerNormNumbers of(ViewState state, String path) {
        Program program = state.snapshot().program();
        Operation first = program.operations().get(program.node(path).orElseThrow().first());
        Optional<Matrix> mean = numbers(state, path + ".mean");
        return new LayerNormNumbers(
                mean.flatMap(_ -> Figures.shown(state, first.inputs().getFirst().value())), mean,
                numbers(state, path + ".rstd"), numbers(state, path + ".xhat"), numbers(state, path + ".out"),
                numbers(state, "grad/act/" + path + ".xhat"));
    }

    private static Optional<Matrix> numbers(ViewState state, String name) {
        return state.snapshot().program().value(name).flatMap(value -> Figures.shown(state, value));
    }

    /** What the way back takes out of a row. */
    Optional<Removed> removed(int row) {
        return error.flatMap(g -> normalized.map(xhat -> Removed.of(g, xhat, row)));
    }

    /** What the way back takes out of all rows together. */
    Optional<Removed> removed() {
        return error.flatMap(g -> normalized.map(xhat -> Removed.of(g, xhat)));
    }
}
