package org.gradwalk.model.layer;

import static org.gradwalk.model.testing.Agreement.assertClose;
import static org.gradwalk.model.testing.Agreement.assertSameBits;
import static org.gradwalk.model.testing.Agreement.assertZero;
import static org.gradwalk.model.testing.Algebra.columnSums;
import static org.gradwalk.model.testing.Algebra.largest;
import static org.gradwalk.model.testing.Algebra.matrix;
import static org.gradwalk.model.testing.Algebra.product;
import static org.gradwalk.model.testing.Algebra.sizes;
import static org.gradwalk.model.testing.Algebra.sum;

import java.util.Arrays;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.domains.Domain;
import net.jqwik.api.domains.DomainContext;
import org.gradwalk.model.tensor.Matrix;
import org.gradwalk.model.testing.Finished;
import org.gradwalk.model.testing.RandomNetwork;
import org.gradwalk.model.testing.RandomNetworks;

/** What must hold of the embeddings whatever the numbers are. */
@Domain(RandomNetworks.class)
@Domain(DomainContext.Global.class)
class EmbeddingInvariantsTest {

    /** The part of the token table's gradient that came through the look-up. */
    private static Matrix lookUpGradient(RandomNetwork network, Finished run) {
        return run.gradient(network.config().tied() ? "wte.weight@embed" : "wte.weight");
    }

    @Property(tries = 50)
    void lookingUpIsTheProductWithTheOneHotMatrix(@ForAll RandomNetwork network) {
        Finished run = Finished.of(network);
        Matrix tokens = run.value("tokens");
        Matrix oneHot = matrix(
                tokens.rows(), network.config().vocabularySize(), (i, j) -> tokens.get(i, 0) == j ? 1 : 0);
        assertSameBits("X tok", run.value("wte"), product(oneHot, run.value("wte.weight")));
    }

    @Property(tries = 50)
    void theTokenTablesGradientHasTheColumnSumsOfTheError(@ForAll RandomNetwork network) {
        Finished run = Finished.of(network);
        Matrix error = run.error("embed");
        assertClose(
                "column sums", columnSums(lookUpGradient(network, run)), columnSums(error),
                largest(columnSums(sizes(error))));
    }

    @Property(tries = 50)
    void rowsOfTokensThatDoNotOccurGetNothingThroughTheLookUp(@ForAll RandomNetwork network) {
        Finished run = Finished.of(network);
        Matrix gradient = lookUpGradient(network, run);
        for (int row = 0; row < gradient.rows(); row++) {
            int token = row;
            if (Arrays.stream(run.value("tokens").toArray()).noneMatch(present -> present == token)) {
                assertZero("row of absent token " + token, gradient.rows(row, 1));
            }
        }
    }

    @Property(tries = 50)
    void aPositionsRowGetsTheErrorsOfAllSequencesAtThatPosition(@ForAll RandomNetwork network) {
        Finished run = Finished.of(network);
        Matrix error = run.error("embed");
        int positions = network.positions();
        Matrix gradient = run.gradient("wpe.weight");
        Matrix expected = matrix(positions, error.columns(), (t, j) -> sum(
                network.sequences(), b -> error.get(b * positions + t, j)));
        assertSameBits("rows of the positions", gradient.rows(0, positions), expected);
        assertZero("rows beyond", gradient.rows(positions, gradient.rows() - positions));
    }

    @Property(tries = 20)
    void theSumCopiesItsErrorToTheTokens(@ForAll RandomNetwork network) {
        Finished run = Finished.of(network);
        assertSameBits("error of the looked-up rows", run.error("wte"), run.error("embed"));
    }
}
