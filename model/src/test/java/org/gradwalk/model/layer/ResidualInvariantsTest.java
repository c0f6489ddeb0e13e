package org.gradwalk.model.layer;

import static org.gradwalk.model.testing.Agreement.assertSameBits;
import static org.gradwalk.model.testing.Algebra.matrix;

import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.domains.Domain;
import net.jqwik.api.domains.DomainContext;
import org.gradwalk.model.tensor.Matrix;
import org.gradwalk.model.testing.Finished;
import org.gradwalk.model.testing.RandomNetwork;
import org.gradwalk.model.testing.RandomNetworks;

/** What must hold of every residual join whatever the numbers are. */
@Domain(RandomNetworks.class)
@Domain(DomainContext.Global.class)
class ResidualInvariantsTest {

    @Property(tries = 50)
    void theErrorBehindAJoinGoesUnchangedAlongTheSkipAndIntoTheBranch(@ForAll RandomNetwork network) {
        Finished run = Finished.of(network);
        for (String join : joins(network)) {
            Matrix dY = run.error(join);
            assertSameBits("skip of " + join, run.error(stream(join) + "@" + join), dY);
            assertSameBits("branch of " + join, run.error(branch(join)), dY);
        }
    }

    @Property(tries = 50)
    void theErrorBeforeAForkIsTheSkipsPlusTheBranchs(@ForAll RandomNetwork network) {
        Finished run = Finished.of(network);
        for (String join : joins(network)) {
            Matrix skip = run.error(stream(join) + "@" + join);
            Matrix branch = run.error(stream(join) + "@" + norm(join));
            assertSameBits("error before " + join, run.error(stream(join)), matrix(
                    skip.rows(), skip.columns(), (i, j) -> skip.get(i, j) + branch.get(i, j)));
        }
    }

    @Property(tries = 20)
    void aJoinAddsTheBranchToTheStream(@ForAll RandomNetwork network) {
        Finished run = Finished.of(network);
        for (String join : joins(network)) {
            Matrix stream = run.value(stream(join));
            Matrix branch = run.value(branch(join));
            assertSameBits(join, run.value(join), matrix(
                    stream.rows(), stream.columns(), (i, j) -> stream.get(i, j) + branch.get(i, j)));
        }
    }

    private static List<String> joins(RandomNetwork network) {
        return network.config().blocks().stream()
                .flatMap(h -> List.of(h + ".resid_attn", h + ".resid_mlp").stream())
                .toList();
    }

    /** What the stream is called before a join. */
    private static String stream(String join) {
        if (join.endsWith("resid_mlp")) {
            return join.replace("resid_mlp", "resid_attn");
        }
        int block = Integer.parseInt(join.split("\\.", -1)[1]);
        return block == 0 ? "embed" : "h." + (block - 1) + ".resid_mlp";
    }

    /** What the branch yields that is joined. */
    private static String branch(String join) {
        return join.replace("resid_", "") + ".out";
    }

    /** The layer norm with which the branch begins. */
    private static String norm(String join) {
        return join.replace("resid_attn", "ln_1").replace("resid_mlp", "ln_2");
    }
}
