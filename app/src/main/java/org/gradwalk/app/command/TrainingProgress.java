package org.gradwalk.app.command;

import java.io.PrintWriter;
import java.util.Locale;
import java.util.OptionalDouble;
import java.util.function.LongSupplier;
import org.gradwalk.app.view.Messages;
import org.gradwalk.model.run.Trainer;
import org.gradwalk.model.run.Trainer.Progress;

/**
 * Prints how a training goes: on a terminal one line that changes in place, elsewhere a line for each evaluation of the
 * validation loss.
 */
final class TrainingProgress implements Trainer.Listener {
    private static final long NANOS_BETWEEN_CHANGES = 100_000_000;
    private static final String ERASE_TO_END_OF_LINE = "\u001b[K";

    private final PrintWriter out;
    private final boolean terminal;
    private final LongSupplier nanoTime;
    private long changed;
    private boolean open;
    private OptionalDouble validationLoss = OptionalDouble.empty();

    /** @param nanoTime a clock such as {@link System#nanoTime} */
    TrainingProgress(PrintWriter out, boolean terminal, LongSupplier nanoTime) {
        this.out = out;
        this.terminal = terminal;
        this.nanoTime = nanoTime;
        changed = nanoTime.getAsLong();
    }

    @Override
    public void done(Progress progress) {
        boolean validated = progress.validationLoss().isPresent();
        if (validated) {
            validationLoss = progress.validationLoss();
        }
        if (!terminal) {
            if (validated) {
                out.println(line(progress));
                out.flush();
            }
        } else if (validated || nanoTime.getAsLong() - changed >= NANOS_BETWEEN_CHANGES) {
            changed = nanoTime.getAsLong();
            open = true;
            out.print("\r" + line(progress) + ERASE_TO_END_OF_LINE);
            out.flush();
        }
    }

    /** Ends the line that changes in place. */
    void end() {
        if (open) {
            open = false;
            out.println();
            out.flush();
        }
    }

    private String line(Progress progress) {
        String loss = validationLoss.isPresent()
                ? Messages.get("train.validation", number(validationLoss.getAsDouble()))
                : "";
        return Messages.get("train.progress", Long.toString(progress.iterations()), Long.toString(progress.of()),
                number(progress.loss()), loss, String.format(Locale.ROOT, "%.1f", progress.perSecond()),
                time(progress.secondsLeft()));
    }

    /** A loss or a weight, short. */
    static String number(double value) {
        return String.format(Locale.ROOT, "%.4f", value);
    }

    /** Minutes and seconds, or hours, minutes and seconds. */
    static String time(double seconds) {
        long whole = Math.round(seconds);
        return whole < 3600
                ? String.format(Locale.ROOT, "%d:%02d", whole / 60, whole % 60)
                : String.format(Locale.ROOT, "%d:%02d:%02d", whole / 3600, whole / 60 % 60, whole % 60);
    }
}
