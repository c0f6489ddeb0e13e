package org.gradwalk.app.view.stage;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.gradwalk.app.chart.Numbers;
import org.gradwalk.app.view.Messages;
import org.gradwalk.app.view.ViewState;
import org.gradwalk.model.program.Operation;
import org.gradwalk.model.program.Value;
import org.gradwalk.model.tensor.Entries;
import org.gradwalk.model.tensor.Matrix;

/**
 * What must hold of a result whatever the numbers are, and whether it does on the numbers of the walk; or how large a step
 * of the update is.
 *
 * @param sentence that says it
 * @param holds whether it is so
 */
record Fact(String sentence, boolean holds) {

    /** Of the largest size of an entry: what rounding makes of the sum of a row. */
    private static final double ROUNDING = 1e-9;

    private static final Map<String, Integer> ROW_SUMS = Map.of(
            "attn.softmax.forward", 1,
            "loss.probs.loss", 1,
            "ln.center.forward", 0,
            "ln.normalize.forward", 0,
            "loss.logprobs.backward", 0,
            "attn.softmax.backward", 0,
            "attn.mask.backward", 0,
            "ln.mean.backward", 0);
    /** What a step gives to a sum: of these the fact need not hold. */
    private static final Pattern SUMMAND = Pattern.compile("@.*:");

    /** Nothing where there is nothing of the kind to say. */
    static Optional<Fact> of(ViewState state, List<Operation> operations) {
        Operation last = operations.getLast();
        Integer expected = ROW_SUMS.get(last.step() + "." + last.phase().address());
        Value value = last.result().value();
        if (expected != null && value.columns() > 1 && !SUMMAND.matcher(value.name()).find()) {
            return state.snapshot().numbers(value).map(numbers -> ofRowSums(numbers, expected));
        }
        Optional<Fact> zero = ZeroFactor.of(state.snapshot(), operations);
        if (zero.isPresent() || operations.size() > 1) {
            return zero;
        }
        return state.snapshot().program().parameters().stream()
                .filter(parameter -> parameter.after().equals(value))
                .findFirst()
                .map(parameter -> {
                    double ratio = state.snapshot().updateRatio(parameter);
                    return new Fact(
                            Messages.get("stage.update", Double.isNaN(ratio) ? "–" : Numbers.shortly(ratio)), true);
                });
    }

    static Fact ofRowSums(Matrix numbers, int expected) {
        double deviation = deviation(numbers, expected);
        boolean holds = deviation <= ROUNDING * Math.max(expected, Entries.largest(numbers));
        return new Fact(
                Messages.get(holds ? "stage.rowsums" : "stage.rowsums.not", expected, Numbers.shortly(deviation)),
                holds);
    }

    /** The largest deviation of any row's sum, in all heads and sequences. */
    private static double deviation(Matrix numbers, int expected) {
        double largest = 0;
        for (int i = 0; i < numbers.rows(); i++) {
            double sum = -expected;
            for (int j = 0; j < numbers.columns(); j++) {
                sum += numbers.get(i, j);
            }
            largest = Math.max(largest, Math.abs(sum));
        }
        return largest;
    }
}
