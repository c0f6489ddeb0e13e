package org.gradwalk.app.command;

import static java.util.Objects.requireNonNullElse;

import java.util.LinkedHashMap;
import java.util.Map;
import org.gradwalk.app.session.RefusedException;
import org.gradwalk.app.session.ScheduleKind;
import org.gradwalk.app.view.TypedNumber;
import org.gradwalk.model.run.Schedule;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** How the learning rate goes. */
final class ScheduleOptions {

    @Option(names = "--schedule", paramLabel = "SCHEDULE", defaultValue = "cosine")
    private ScheduleKind kind = ScheduleKind.COSINE;
    @Option(names = "--learning-rate", paramLabel = "RATE", converter = RangedNumber.AboveZero.class)
    private @Nullable Double rate;
    @Option(names = "--warm-up", paramLabel = "NUMBER", converter = WholeNumber.FromZero.class)
    private @Nullable Integer warmUp;
    @Option(names = "--decay-iterations", paramLabel = "NUMBER", converter = WholeNumber.class)
    private @Nullable Integer decayIterations;

    /**
     * The schedule.
     *
     * @param usual learning rate
     * @param iterations of the training
     * @throws RefusedException if the warm-up is longer than the whole, or a constant rate is to warm up or to come down
     */
    Schedule schedule(double usual, int iterations) throws RefusedException {
        double peak = requireNonNullElse(rate, usual);
        return switch (kind) {
            case CONSTANT -> {
                requireUnused("--warm-up", warmUp);
                requireUnused("--decay-iterations", decayIterations);
                yield new Schedule.Constant(peak);
            }
            case COSINE -> cosine(peak, requireNonNullElse(decayIterations, iterations));
        };
    }

    private Schedule cosine(double peak, int iterations) throws RefusedException {
        int rising = requireNonNullElse(warmUp, Math.min(ScheduleKind.USUAL_WARM_UP, iterations / 10));
        if (rising > iterations) {
            throw new RefusedException("error.warmUp", Integer.toString(rising), Integer.toString(iterations));
        }
        return new Schedule.WarmUpCosine(peak, rising, iterations);
    }

    private static void requireUnused(String option, @Nullable Integer number) throws RefusedException {
        if (number != null) {
            throw new RefusedException("error.unused", option, "--schedule " + ScheduleKind.COSINE.id());
        }
    }

    /** What is written down of a schedule. */
    static Map<String, String> recipe(Schedule schedule) {
        Map<String, String> recipe = new LinkedHashMap<>();
        recipe.put("schedule", ScheduleKind.of(schedule).id());
        switch (schedule) {
            case Schedule.Constant(double peak) -> recipe.put("learning_rate", TypedNumber.text(peak));
            case Schedule.WarmUpCosine(double peak, long rising, long iterations) -> {
                recipe.put("learning_rate", TypedNumber.text(peak));
                recipe.put("warm_up", Long.toString(rising));
                recipe.put("decay_iterations", Long.toString(iterations));
            }
        }
        return recipe;
    }
}
