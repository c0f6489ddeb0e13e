package org.gradwalk.app.view.training;

import java.util.ArrayList;
import java.util.List;
import org.gradwalk.app.chart.Numbers;
import org.gradwalk.app.session.Run;
import org.gradwalk.app.session.Training;
import org.gradwalk.app.view.Messages;
import org.gradwalk.model.run.Schedule;

/** What a run is called: its number, where it left another one, and what was set otherwise there. */
final class RunWords {

    private RunWords() {}

    static String label(Run run) {
        String name = Messages.get("run.name", run.number());
        return run.branch()
                .map(branch -> name + " · "
                        + Messages.get("run.from", branch.iteration(), change(branch.before(), branch.after())))
                .orElse(name);
    }

    private static String change(Training before, Training after) {
        List<String> changes = new ArrayList<>();
        double rate = rate(before.schedule());
        double newRate = rate(after.schedule());
        if (rate != newRate) {
            changes.add(Messages.get("run.rate", Numbers.briefly(rate), Numbers.briefly(newRate)));
        } else if (!before.schedule().equals(after.schedule())) {
            changes.add(Messages.get("run.schedule"));
        }
        if (!before.update().optimizer().equals(after.update().optimizer())) {
            changes.add(Messages.get("run.optimizer"));
        }
        if (clip(before) != clip(after)) {
            changes.add(
                    after.update().clipped()
                            ? Messages.get("run.clip", Numbers.briefly(clip(after)))
                            : Messages.get("run.clip.none"));
        }
        if (!numbers(before).equals(numbers(after))) {
            changes.add(Messages.get("run.numbers"));
        }
        if (!before.source().equals(after.source())) {
            changes.add(Messages.get("run.source"));
        }
        if (!before.frozen().equals(after.frozen())) {
            changes.add(Messages.get("run.frozen"));
        }
        if (changes.isEmpty() || !before.interventions().equals(after.interventions())) {
            changes.add(Messages.get("run.byHand"));
        }
        return String.join(", ", changes);
    }

    private static double rate(Schedule schedule) {
        return switch (schedule) {
            case Schedule.Constant(double rate) -> rate;
            case Schedule.WarmUpCosine(double peak, _, _) -> peak;
        };
    }

    private static double clip(Training training) {
        return training.update().clipped() ? training.settings().clipNorm() : Double.POSITIVE_INFINITY;
    }

    /** The optimizer's own numbers. */
    private static List<Double> numbers(Training training) {
        var settings = training.settings();
        return List.of(
                settings.momentum(), settings.beta1(), settings.beta2(), settings.epsilon(), settings.weightDecay());
    }
}
