package org.gradwalk.app.command;

import java.util.Locale;
import java.util.OptionalDouble;
import org.gradwalk.app.view.Messages;
import org.gradwalk.model.run.Trainer;
import org.gradwalk.model.run.Trainer.Progress;

/** Tells how a training goes; what matters is each evaluation of the validation loss. */
final class TrainingProgress implements Trainer.Listener {
    private final ChangingLine line;
    private OptionalDouble validationLoss = OptionalDouble.empty();

    TrainingProgress(ChangingLine line) {
        this.line = line;
    }

    @Override
    public void done(Progress progress) {
        boolean validated = progress.validationLoss().isPresent();
        if (validated) {
            validationLoss = progress.validationLoss();
        }
        line.show(line(progress), validated);
    }

    /** Ends the line that changes in place. */
    void end() {
        line.end();
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
