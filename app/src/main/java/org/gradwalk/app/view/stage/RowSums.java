package org.gradwalk.app.view.stage;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.gradwalk.app.chart.Numbers;
import org.gradwalk.app.view.Messages;
import org.gradwalk.app.view.ViewState;
import org.gradwalk.model.program.Operation;
import org.gradwalk.model.program.Value;
import org.gradwalk.model.tensor.Matrix;

/** What the rows of some results sum to, whatever the numbers are: seen to hold on the numbers of the walk. */
final class RowSums {

    private static final Map<String, Integer> SUMS = Map.of(
            "attn.softmax.forward", 1,
            "loss.probs.loss", 1,
            "ln.center.forward", 0,
            "ln.normalize.forward", 0,
            "loss.logprobs.backward", 0,
            "attn.softmax.backward", 0,
            "ln.mean.backward", 0);

    private RowSums() {}

    /** A sentence with the largest deviation of any row, all heads and sequences; nothing where there is no such rule. */
    static Optional<String> of(ViewState state, List<Operation> operations) {
        Operation last = operations.getLast();
        Integer expected = SUMS.get(last.step() + "." + last.phase().address());
        Value value = last.result().value();
        boolean oneStep = operations.stream().allMatch(each -> each.step().equals(last.step()));
        if (expected == null || value.columns() == 1 || !oneStep) {
            return Optional.empty();
        }
        return state.snapshot().numbers(value).map(numbers -> Messages.get(
                "stage.rowsums", expected, Numbers.shortly(deviation(numbers, expected))));
    }

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
