package org.gradwalk.model.layer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.gradwalk.model.testing.Agreement.ROUNDING;
import static org.gradwalk.model.testing.Agreement.assertClose;
import static org.gradwalk.model.testing.Agreement.assertVanishes;
import static org.gradwalk.model.testing.Algebra.frobenius;
import static org.gradwalk.model.testing.Algebra.frobeniusOfSizes;
import static org.gradwalk.model.testing.Algebra.largest;
import static org.gradwalk.model.testing.Algebra.matrix;
import static org.gradwalk.model.testing.Algebra.norm;
import static org.gradwalk.model.testing.Algebra.sizes;
import static org.gradwalk.model.testing.Algebra.sum;

import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.domains.Domain;
import net.jqwik.api.domains.DomainContext;
import org.gradwalk.model.tensor.Matrix;
import org.gradwalk.model.testing.Finished;
import org.gradwalk.model.testing.RandomNetwork;
import org.gradwalk.model.testing.RandomNetworks;

/** What must hold of every layer norm whatever the numbers are. */
@Domain(RandomNetworks.class)
@Domain(DomainContext.Global.class)
class LayerNormInvariantsTest {

    /** One layer norm of an iteration, in the letters of its formulas; G = dY diag(γ). */
    private record Norm(
            Matrix x, Matrix v, Matrix r, Matrix xHat, Matrix gamma, Matrix dY, Matrix g, Matrix dGamma, Matrix dX) {

        static Norm of(Finished run, String path) {
            return new Norm(
                    run.read(path + ":mean", 0), run.value(path + ".var"), run.value(path + ".rstd"),
                    run.value(path + ".xhat"), run.value(path + ".weight"), run.error(path + ".out"),
                    run.error(path + ".xhat"), run.gradient(path + ".weight"),
                    run.written("backward/" + path + ":mean/sum"));
        }

        int d() {
            return x.columns();
        }

        /** (G ⊙ X̂) 1 of a row. */
        double projection(int row) {
            return frobenius(g.rows(row, 1), xHat.rows(row, 1));
        }

        /** What the rounding errors of a row of dX grow with: r times the sizes of G and of its projection. */
        double size(int row) {
            double ofG = sum(d(), j -> Math.abs(g.get(row, j)));
            return r.get(row, 0) * (1 + largest(xHat.rows(row, 1)) * d()) * ofG;
        }
    }

    private static List<Norm> norms(RandomNetwork network) {
        Finished run = Finished.of(network);
        return run.layers(".*ln_.").stream().map(path -> Norm.of(run, path)).toList();
    }

    @Property(tries = 50)
    void theErrorsRowsSumToZero(@ForAll RandomNetwork network) {
        for (Norm norm : norms(network)) {
            for (int row = 0; row < norm.x.rows(); row++) {
                int i = row;
                assertVanishes("dX 1", sum(norm.d(), j -> norm.dX.get(i, j)), norm.size(row));
            }
        }
    }

    @Property(tries = 50)
    void theErrorsPartAlongTheNormalisedRowIsWhatEpsilonLeaves(@ForAll RandomNetwork network) {
        double epsilon = network.config().layerNormEpsilon();
        for (Norm norm : norms(network)) {
            for (int row = 0; row < norm.x.rows(); row++) {
                double r = norm.r.get(row, 0);
                assertClose(
                        "(dX ⊙ X̂) 1", frobenius(norm.dX.rows(row, 1), norm.xHat.rows(row, 1)),
                        epsilon * r * r * r * norm.projection(row), norm.size(row) * norm.d());
            }
        }
    }

    @Property(tries = 50)
    void theSquaresOfANormalisedRowAddUpToTheVariancesShare(@ForAll RandomNetwork network) {
        double epsilon = network.config().layerNormEpsilon();
        for (Norm norm : norms(network)) {
            for (int row = 0; row < norm.x.rows(); row++) {
                double v = norm.v.get(row, 0);
                assertClose(
                        "(X̂ ⊙ X̂) 1", frobenius(norm.xHat.rows(row, 1), norm.xHat.rows(row, 1)),
                        norm.d() * v / (v + epsilon), norm.d());
            }
        }
    }

    @Property(tries = 50)
    void theGainTimesItsGradientIsTheErrorTimesTheNormalisedInput(@ForAll RandomNetwork network) {
        for (Norm norm : norms(network)) {
            assertClose(
                    "γ · ∂γ and G : X̂", frobenius(norm.gamma, norm.dGamma), frobenius(norm.g, norm.xHat),
                    frobeniusOfSizes(norm.g, norm.xHat));
        }
    }

    @Property(tries = 50)
    void noRowsErrorGrowsByMoreThanTheLargestGainOverItsDeviation(@ForAll RandomNetwork network) {
        for (Norm norm : norms(network)) {
            for (int row = 0; row < norm.x.rows(); row++) {
                assertThat(norm(norm.dX.rows(row, 1))).as("norm of row %d of dX", row).isLessThanOrEqualTo(
                        (1 + ROUNDING) * largest(norm.gamma) * norm.r.get(row, 0) * norm(norm.dY.rows(row, 1)));
            }
        }
    }

    @Property(tries = 50)
    void theSixStepsTogetherAreTheFusedFormula(@ForAll RandomNetwork network) {
        for (Norm norm : norms(network)) {
            int d = norm.d();
            Matrix fused = matrix(norm.x.rows(), d, (i, j) -> norm.r.get(i, 0) * (norm.g.get(i, j)
                    - sum(d, k -> norm.g.get(i, k)) / d
                    - norm.projection(i) / d * norm.xHat.get(i, j)));
            for (int row = 0; row < fused.rows(); row++) {
                assertClose("row " + row + " of dX", norm.dX.rows(row, 1), fused.rows(row, 1), norm.size(row));
            }
        }
    }

    @Property(tries = 50)
    void theVarianceIsTheBiasedOne(@ForAll RandomNetwork network) {
        for (Norm norm : norms(network)) {
            int d = norm.d();
            for (int row = 0; row < norm.x.rows(); row++) {
                int i = row;
                double mean = sum(d, j -> norm.x.get(i, j)) / d;
                double size = sum(d, j -> norm.x.get(i, j) * norm.x.get(i, j));
                assertClose("v", norm.v.get(row, 0), sum(d, j -> Math.pow(norm.x.get(i, j) - mean, 2)) / d, size);
            }
        }
    }

    @Property(tries = 20)
    void normalisedRowsHaveNoMean(@ForAll RandomNetwork network) {
        for (Norm norm : norms(network)) {
            for (int row = 0; row < norm.x.rows(); row++) {
                int i = row;
                double size = norm.r.get(row, 0) * sum(norm.d(), j -> sizes(norm.x).get(i, j));
                assertVanishes("X̂ 1", sum(norm.d(), j -> norm.xHat.get(i, j)), size);
            }
        }
    }
}
