package org.gradwalk.app.view.flow;

import java.util.Optional;
import org.gradwalk.app.chart.Numbers;
import org.gradwalk.app.session.Snapshot;
import org.gradwalk.model.run.Diagnostics;
import org.gradwalk.model.tensor.Matrix;

/**
 * Where on the way back the error of the skip path meets that of the branch: Δ_X = Δ_Y + Δ_X^f. The signed shares sum
 * to 1; one is negative where the two oppose each other.
 *
 * @param skip share of the skip path, Δ_Y : Δ_X / ‖Δ_X‖²
 * @param branch share of the branch
 * @param cosine of the two summands
 */
record Join(double skip, double branch, double cosine) {

    /** The join at which the error of {@code stream} is summed; none where it is not there yet, or is no join. */
    static Optional<Join> at(Snapshot snapshot, String stream, String skipFrom, String branchFrom) {
        Optional<Matrix> sum = snapshot.numbers("grad/act/" + stream);
        Optional<Matrix> skip = snapshot.numbers("grad/act/" + stream + "@" + skipFrom);
        Optional<Matrix> branch = snapshot.numbers("grad/act/" + stream + "@" + branchFrom);
        if (sum.isEmpty() || skip.isEmpty() || branch.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(new Join(
                Diagnostics.share(skip.get(), sum.get()), Diagnostics.share(branch.get(), sum.get()),
                Diagnostics.cosine(skip.get(), branch.get())));
    }

    /** A share in whole percents, with a true minus. */
    static String percent(double share) {
        return Numbers.fixed(100 * share, 0);
    }
}
