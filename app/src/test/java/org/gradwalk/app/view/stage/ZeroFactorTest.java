package org.gradwalk.app.view.stage;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import java.util.Set;
import org.gradwalk.app.session.Command;
import org.gradwalk.app.session.Snapshot;
import org.gradwalk.app.session.Walk;
import org.gradwalk.model.layer.LoraConfig;
import org.gradwalk.model.layer.LoraConfig.Target;
import org.gradwalk.model.program.Node;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** That A cannot learn while B is 0 is said where it is so in the numbers, and nowhere else. */
class ZeroFactorTest {

    private static final String STEP = "backward/h.3.attn:c_attn.lora";
    private static final Set<Target> TARGETS = Set.of(Target.C_ATTN);
    private final Walk walk = new Walk("To be");

    @AfterEach
    void close() {
        walk.close();
    }

    private Optional<String> saidAt(String address) {
        Snapshot snapshot = walk.after(new Command.ToNode(address));
        Node node = snapshot.node().orElseThrow();
        return ZeroFactor.of(snapshot, snapshot.program().operations().subList(node.first(), node.end()));
    }

    @Test
    void itIsSaidInTheFirstIterationAndNotInTheSecond() {
        walk.after(new Command.Adapt(LoraConfig.standard(4, 8, TARGETS), 0));

        assertThat(saidAt(STEP + "/B")).isEmpty();
        assertThat(saidAt(STEP + "/A")).hasValueSatisfying(said -> assertThat(said).startsWith("B is 0 in every"));
        assertThat(saidAt(STEP)).isPresent();
        assertThat(saidAt("backward/h.3")).isEmpty();

        walk.after(new Command.RunIteration());
        walk.after(new Command.RunIteration());
        assertThat(saidAt(STEP + "/A")).isEmpty();
        assertThat(saidAt(STEP)).isEmpty();
    }

    @Test
    void itIsNotSaidWhereBStartsAtRandom() {
        walk.after(new Command.Adapt(LoraConfig.paper(4, 0.5, TARGETS), 0));

        assertThat(saidAt(STEP + "/A.q")).isEmpty();
        assertThat(saidAt(STEP)).isEmpty();
    }
}
