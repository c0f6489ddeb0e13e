package org.gradwalk.model.layer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.gradwalk.model.testing.Agreement.ROUNDING;
import static org.gradwalk.model.testing.Agreement.assertClose;
import static org.gradwalk.model.testing.Agreement.assertSameBits;
import static org.gradwalk.model.testing.Agreement.assertVanishes;
import static org.gradwalk.model.testing.Agreement.assertZero;
import static org.gradwalk.model.testing.Algebra.columnSums;
import static org.gradwalk.model.testing.Algebra.frobenius;
import static org.gradwalk.model.testing.Algebra.frobeniusOfSizes;
import static org.gradwalk.model.testing.Algebra.largest;
import static org.gradwalk.model.testing.Algebra.matrix;
import static org.gradwalk.model.testing.Algebra.norm;
import static org.gradwalk.model.testing.Algebra.sizes;
import static org.gradwalk.model.testing.Algebra.sum;

import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.Assume;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.domains.Domain;
import net.jqwik.api.domains.DomainContext;
import org.gradwalk.model.program.Value;
import org.gradwalk.model.tensor.Matrix;
import org.gradwalk.model.testing.Finished;
import org.gradwalk.model.testing.RandomNetwork;
import org.gradwalk.model.testing.RandomNetworks;

/** What must hold of attention, in every head of every sequence, whatever the numbers are. */
@Domain(RandomNetworks.class)
@Domain(DomainContext.Global.class)
class AttentionInvariantsTest {

    /** One head of one sequence of one block. */
    private record Head(Finished run, String path, int sequence, int head) {

        Matrix value(String name) {
            Value value = run.iteration().program().requireValue(path + "." + there(name));
            return value.head(run.iteration().matrix(value), sequence, head);
        }

        Matrix error(String name) {
            Value value = run.iteration().program().requireValue("grad/act/" + path + "." + there(name));
            return value.head(run.iteration().matrix(value), sequence, head);
        }

        /** Without a mask, softmax reads the scores themselves. */
        private String there(String name) {
            boolean unmasked = name.equals("masked")
                    && run.iteration().program().value(path + ".masked").isEmpty();
            return unmasked ? "scores" : name;
        }

        int positions() {
            return value("probs").rows();
        }
    }

    private static List<Head> heads(RandomNetwork network) {
        Finished run = Finished.of(network);
        List<Head> heads = new ArrayList<>();
        for (String path : run.layers(".*attn")) {
            for (int sequence = 0; sequence < network.sequences(); sequence++) {
                for (int head = 0; head < network.config().heads(); head++) {
                    heads.add(new Head(run, path, sequence, head));
                }
            }
        }
        return heads;
    }

    // attn.qkv

    @Property(tries = 50)
    void theBiasOfTheKeysNeverLearns(@ForAll RandomNetwork network) {
        int d = network.config().width();
        Finished run = Finished.of(network);
        for (String path : run.layers(".*attn")) {
            if (run.has(path + ".c_attn.bias")) {
                Matrix gradient = run.gradient(path + ".c_attn.bias").columns(d, d);
                double size = heads(network).stream()
                        .filter(head -> head.path.equals(path))
                        .mapToDouble(AttentionInvariantsTest::sizeOfKeysErrors)
                        .sum();
                assertClose("gradient of the keys' bias", gradient, Matrix.zeros(1, d), size);
            }
        }
    }

    @Property(tries = 50)
    void theBiasOfTheValuesGetsTheColumnSumsOfTheHeadsErrors(@ForAll RandomNetwork network) {
        int d = network.config().width();
        Finished run = Finished.of(network);
        for (String path : run.layers(".*attn")) {
            if (run.has(path + ".c_attn.bias")) {
                Matrix error = run.error(path + ".concat");
                assertClose(
                        "gradient of the values' bias", run.gradient(path + ".c_attn.bias").columns(2 * d, d),
                        columnSums(error), largest(columnSums(sizes(error))));
            }
        }
    }

    // attn.split, attn.merge

    @Property(tries = 20)
    void theHeadsShareTheErrorAmongThem(@ForAll RandomNetwork network) {
        Finished run = Finished.of(network);
        for (String path : run.layers(".*attn")) {
            double ofHeads = heads(network).stream()
                    .filter(head -> head.path.equals(path))
                    .mapToDouble(head -> Math.pow(norm(head.error("heads")), 2))
                    .sum();
            double whole = Math.pow(norm(run.error(path + ".concat")), 2);
            assertClose("squared norms", ofHeads, whole, whole);
        }
    }

    // attn.scores

    @Property(tries = 50)
    void queriesKeysAndScoresHaveTheSameShareInTheLoss(@ForAll RandomNetwork network) {
        for (Head head : heads(network)) {
            double scale = 1 / Math.sqrt(head.value("q").columns());
            Matrix q = head.value("q");
            Matrix k = head.value("k");
            Matrix dS = head.error("scores");
            double size = frobeniusOfSizes(dS, matrix(dS.rows(), dS.columns(), (i, j) -> scale * sum(
                    q.columns(), c -> Math.abs(q.get(i, c) * k.get(j, c)))));
            double ofScores = frobenius(dS, head.value("scores"));
            assertClose("ΔQ : Q", frobenius(head.error("q"), q), ofScores, size);
            assertClose("ΔK : K", frobenius(head.error("k"), k), ofScores, size);
        }
    }

    @Property(tries = 50)
    void theKeysErrorsSumToZeroOverThePositions(@ForAll RandomNetwork network) {
        for (Head head : heads(network)) {
            for (double total : columnSums(head.error("k")).toArray()) {
                assertVanishes("1ᵀ ΔK", total, sizeOfKeysErrors(head));
            }
        }
    }

    /** Each key's error is a sum over queries of errors of scores that cancel in rows. */
    private static double sizeOfKeysErrors(Head head) {
        return head.positions() * largest(head.value("q")) * sum(
                head.positions(), i -> sum(head.positions(), j -> largestTerm(head, i, j)));
    }

    /** What a score's error was rounded from: its weight times the sizes of what was subtracted. */
    private static double largestTerm(Head head, int i, int j) {
        Matrix dP = head.error("probs");
        return head.value("probs").get(i, j) * 2 * largest(dP.rows(i, 1));
    }

    // attn.mask

    @Property(tries = 50)
    void forbiddenPairsGetExactlyNoWeightAndNoError(@ForAll RandomNetwork network) {
        for (Head head : heads(network)) {
            for (int i = 0; i < head.positions(); i++) {
                for (int j = 0; j < head.positions(); j++) {
                    if (!network.config().attention().allows(i, j)) {
                        assertThat(head.value("masked").get(i, j)).isEqualTo(Double.NEGATIVE_INFINITY);
                        assertThat(head.value("probs").get(i, j)).isEqualTo(0);
                        assertThat(head.error("masked").get(i, j)).isEqualTo(0);
                        assertThat(head.error("scores").get(i, j)).isEqualTo(0);
                    } else {
                        assertThat(head.value("masked").get(i, j)).isEqualTo(head.value("scores").get(i, j));
                    }
                }
            }
        }
    }

    @Property(tries = 50)
    void theMaskPassesErrorsOnUnchanged(@ForAll RandomNetwork network) {
        for (Head head : heads(network)) {
            assertClose("ΔS", head.error("scores"), head.error("masked"), 0);
        }
    }

    @Property(tries = 50)
    void theFirstPositionLooksAtItselfAndLearnsNothingFromIt(@ForAll RandomNetwork network) {
        Assume.that(network.config().attention().isCausal());
        for (Head head : heads(network)) {
            assertThat(head.value("probs").get(0, 0)).isEqualTo(1);
            assertZero("first row of ΔS", head.error("scores").rows(0, 1));
            assertZero("first row of ΔQ", head.error("q").rows(0, 1));
        }
    }

    // attn.softmax

    @Property(tries = 50)
    void weightsOfARowSumToOne(@ForAll RandomNetwork network) {
        for (Head head : heads(network)) {
            for (int row = 0; row < head.positions(); row++) {
                int i = row;
                assertClose("P 1", sum(head.positions(), j -> head.value("probs").get(i, j)), 1, 1);
            }
        }
    }

    @Property(tries = 50)
    void errorsOfARowOfScoresSumToZero(@ForAll RandomNetwork network) {
        for (Head head : heads(network)) {
            for (int row = 0; row < head.positions(); row++) {
                int i = row;
                assertVanishes(
                        "ΔS 1", sum(head.positions(), j -> head.error("masked").get(i, j)),
                        sum(head.positions(), j -> largestTerm(head, i, j)));
            }
        }
    }

    @Property(tries = 50)
    void softmaxAtLeastHalvesTheErrorOfARow(@ForAll RandomNetwork network) {
        for (Head head : heads(network)) {
            for (int row = 0; row < head.positions(); row++) {
                assertThat(norm(head.error("masked").rows(row, 1))).as("norm of row %d of ΔS", row)
                        .isLessThanOrEqualTo((0.5 + ROUNDING) * norm(head.error("probs").rows(row, 1)));
            }
        }
    }

    // attn.values

    @Property(tries = 50)
    void theValuesErrorsHaveTheColumnSumsOfTheHeadsErrors(@ForAll RandomNetwork network) {
        for (Head head : heads(network)) {
            Matrix dO = head.error("heads");
            assertClose(
                    "1ᵀ ΔV", columnSums(head.error("v")), columnSums(dO), largest(columnSums(sizes(dO))));
        }
    }

    @Property(tries = 50)
    void weightsValuesAndHeadsHaveTheSameShareInTheLoss(@ForAll RandomNetwork network) {
        for (Head head : heads(network)) {
            double ofHeads = frobenius(head.error("heads"), head.value("heads"));
            double size = sum(head.positions(), i -> sum(head.positions(), j -> head.value("probs").get(i, j)
                    * frobeniusOfSizes(head.error("heads").rows(i, 1), head.value("v").rows(j, 1))));
            assertClose("ΔP : P", frobenius(head.error("probs"), head.value("probs")), ofHeads, size);
            assertClose("ΔV : V", frobenius(head.error("v"), head.value("v")), ofHeads, size);
        }
    }

    @Property(tries = 50)
    void theAverageErrorOfARowsWeightsIsThatOfItsOutput(@ForAll RandomNetwork network) {
        for (Head head : heads(network)) {
            for (int row = 0; row < head.positions(); row++) {
                int i = row;
                double size = sum(head.positions(), j -> head.value("probs").get(i, j)
                        * frobeniusOfSizes(head.error("heads").rows(i, 1), head.value("v").rows(j, 1)));
                assertClose(
                        "ρ", frobenius(head.value("probs").rows(row, 1), head.error("probs").rows(row, 1)),
                        frobenius(head.error("heads").rows(row, 1), head.value("heads").rows(row, 1)), size);
            }
        }
    }

    // attn.merge and attn.split are only names for the same numbers

    @Property(tries = 20)
    void theHeadsSideBySideAreTheMergedValue(@ForAll RandomNetwork network) {
        int width = network.config().width() / network.config().heads();
        for (Head head : heads(network)) {
            Matrix concat = head.run.value(head.path + ".concat");
            Matrix qkv = head.run.value(head.path + ".qkv");
            int row = head.sequence * network.positions();
            int column = head.head * width;
            assertSameBits(
                    "O", concat.block(row, network.positions(), column, width), head.value("heads"));
            assertSameBits("Q", qkv.block(row, network.positions(), column, width), head.value("q"));
        }
    }
}
