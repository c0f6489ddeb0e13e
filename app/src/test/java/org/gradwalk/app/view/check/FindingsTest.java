package org.gradwalk.app.view.check;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import org.gradwalk.app.session.Command;
import org.gradwalk.app.session.Walk;
import org.gradwalk.model.program.Value;
import org.gradwalk.model.run.Comparison;
import org.gradwalk.model.run.ThreeWay;
import org.junit.jupiter.api.Test;

/** What is said of checks: of a value whose terms cancel, that its rounding is that of its terms. */
class FindingsTest {

    private static String said(Value value, double absolute, double relative, double scale) {
        return new Findings(List.of(new ThreeWay(
                value, new Comparison(Optional.empty(), absolute, relative), scale, Optional.empty())), 1).formula();
    }

    @Test
    void roundingIsHeldAgainstWhatItComesFrom() {
        try (Walk walk = new Walk("To be")) {
            Value mean = walk.after(new Command.ToEnd()).program().requireValue("h.0.ln_1.mean");
            assertThat(said(mean, 1e-16, 2e-16, 1)).isEqualTo("= formula  2e−16");
            assertThat(said(mean, 3e53, 0.0437, 1e70)).isEqualTo("= formula  3e−17 of its terms");
            assertThat(said(mean, 3e60, 0.0437, 1e70)).contains("differs from the engine by 3e60");
        }
    }
}
