package org.gradwalk.app.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.OptionalDouble;
import org.gradwalk.model.run.Trainer.Progress;
import org.junit.jupiter.api.Test;

class TrainingProgressTest {
    private static final OptionalDouble NONE = OptionalDouble.empty();

    private final StringWriter out = new StringWriter();
    private long now;

    private TrainingProgress progress(boolean terminal) {
        return new TrainingProgress(new ChangingLine(new PrintWriter(out), terminal, () -> now));
    }

    @Test
    void inAPipeEveryValidationIsALine() {
        TrainingProgress progress = progress(false);
        now += 1_000_000_000;
        progress.done(new Progress(1, 100, 4.25, NONE, 10));
        progress.done(new Progress(2, 100, 4.125, OptionalDouble.of(4.0), 10));
        progress.end();
        assertThat(out).hasToString("iteration 2 of 100, loss 4.1250, validation loss 4.0000, 10.0 iterations/s,"
                + " 0:10 left" + System.lineSeparator());
    }

    @Test
    void onATerminalOneLineChangesInPlaceAtARateTheEyeCanUse() {
        TrainingProgress progress = progress(true);
        now += 150_000_000;
        progress.done(new Progress(1, 1300, 4.25, NONE, 10));
        now += 50_000_000;
        progress.done(new Progress(2, 1300, 4.125, NONE, 10));
        progress.done(new Progress(3, 1300, 4.125, OptionalDouble.of(4.0), 10));
        now += 100_000_000;
        progress.done(new Progress(4, 1300, 4.0625, NONE, 10));
        progress.end();
        assertThat(out).hasToString("\riteration 1 of 1300, loss 4.2500, 10.0 iterations/s, 2:10 left\u001b[K"
                + "\riteration 3 of 1300, loss 4.1250, validation loss 4.0000, 10.0 iterations/s, 2:10 left\u001b[K"
                + "\riteration 4 of 1300, loss 4.0625, validation loss 4.0000, 10.0 iterations/s, 2:10 left\u001b[K"
                + System.lineSeparator());
    }

    @Test
    void whereNothingWasPrintedThereIsNoLineToEnd() {
        progress(true).end();
        assertThat(out).hasToString("");
    }

    @Test
    void hoursAreShownWhereThereAreAny() {
        assertThat(TrainingProgress.time(0.4)).isEqualTo("0:00");
        assertThat(TrainingProgress.time(3599)).isEqualTo("59:59");
        assertThat(TrainingProgress.time(3600 + 62)).isEqualTo("1:01:02");
    }
}
