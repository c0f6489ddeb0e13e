package org.gradwalk.app.view.settings;

import java.util.OptionalDouble;
import java.util.OptionalLong;
import org.gradwalk.app.session.NumberRange;
import org.gradwalk.app.session.OptimizerKind;
import org.gradwalk.app.session.ScheduleKind;
import org.gradwalk.app.session.Source;
import org.gradwalk.app.session.Training;
import org.gradwalk.app.view.TypedNumber;
import org.gradwalk.model.optimizer.Update;
import org.gradwalk.model.program.Settings;
import org.gradwalk.model.run.Schedule;

/** What stands in the form, as it was typed. */
record TrainingEntry(Offer text, Passages passages, Rule rule, Rate rate, Clip clip) {

    private static final int MOST_SEQUENCES = 64;
    private static final long MOST_ITERATIONS = 1_000_000_000;
    private static final int USUAL_SEQUENCES = 4;
    private static final double USUAL_CLIP = 1;
    private static final long USUAL_ITERATIONS = 1000;

    /** B, T and the seed of the draws; of no use for a sentence. */
    record Passages(String sequences, String positions, String seed) {

        private static Passages of(Source source, int context) {
            return source instanceof Source.Passages(String _, String _, int b, int t, long drawn)
                    ? new Passages(Integer.toString(b), Integer.toString(t), Long.toString(drawn))
                    : usual(context);
        }

        /** As much as the model can read. */
        static Passages usual(int context) {
            return new Passages(Integer.toString(USUAL_SEQUENCES), Integer.toString(context), "0");
        }
    }

    /** The optimizer, and the numbers of all optimizers; those of others than the chosen one are of no use. */
    record Rule(OptimizerKind kind, String momentum, String beta1, String beta2, String epsilon, String weightDecay) {

        private static Rule of(Update update, Settings settings) {
            OptimizerKind kind = OptimizerKind.of(update.optimizer());
            boolean unset = kind != OptimizerKind.MOMENTUM && settings.momentum() == 0;
            return new Rule(
                    kind, TypedNumber.text(unset ? OptimizerKind.USUAL_MOMENTUM : settings.momentum()),
                    TypedNumber.text(settings.beta1()), TypedNumber.text(settings.beta2()),
                    TypedNumber.text(settings.epsilon()), TypedNumber.text(settings.weightDecay()));
        }
    }

    /** The largest learning rate, and how it goes; where it is constant the iterations are of no use. */
    record Rate(String peak, ScheduleKind kind, String warmUp, String iterations) {

        private static Rate of(Schedule schedule, long iteration) {
            return switch (schedule) {
                case Schedule.Constant(double peak) -> new Rate(
                        TypedNumber.text(peak), ScheduleKind.CONSTANT, Integer.toString(ScheduleKind.USUAL_WARM_UP),
                        Long.toString(iteration + USUAL_ITERATIONS));
                case Schedule.WarmUpCosine(double peak, long warmUp, long iterations) -> new Rate(
                        TypedNumber.text(peak), ScheduleKind.COSINE, Long.toString(warmUp),
                        Long.toString(iterations));
            };
        }
    }

    /** Whether there is a limit of the gradient's norm, and which. */
    record Clip(boolean on, String limit) {

        private static Clip of(Update update, Settings settings) {
            boolean known = Double.isFinite(settings.clipNorm());
            return new Clip(update.clipped(), TypedNumber.text(known ? settings.clipNorm() : USUAL_CLIP));
        }
    }

    /** What the form says: how to train, or what is wrong. */
    sealed interface Read {

        /** How to train. */
        record Trained(Training training) implements Read {}

        /** A sentence that says what to mend. */
        record Wrong(String sentence) implements Read {}
    }

    /**
     * What a form shows of a training.
     *
     * @param text what it reads
     * @param iteration at which the walk is
     * @param context the longest that the model reads
     */
    static TrainingEntry of(Training training, Offer text, long iteration, int context) {
        return new TrainingEntry(
                text, Passages.of(training.source(), context), Rule.of(training.update(), training.settings()),
                Rate.of(training.schedule(), iteration), Clip.of(training.update(), training.settings()));
    }

    /**
     * What it says.
     *
     * @param before the training of which something is changed; what the form does not show stays as it is there
     * @param context the longest that the model reads
     */
    Read read(Training before, int context) {
        try {
            Schedule schedule = schedule();
            return new Read.Trained(new Training(
                    source(context), new Update(rule.kind.optimizer(), clip.on, before.update().divided()), schedule,
                    settings(before.settings()), before.interventions(), before.frozen()));
        } catch (WrongEntryException e) {
            return new Read.Wrong(String.valueOf(e.getMessage()));
        }
    }

    private Source source(int context) throws WrongEntryException {
        return switch (text) {
            case Offer.Sentence(String sentence) -> new Source.Sentence(sentence);
            case Offer.Text chosen -> {
                int b = (int) whole(passages.sequences, 1, MOST_SEQUENCES, "training.wrong.sequences");
                int t = (int) whole(passages.positions, 2, context, "training.wrong.positions");
                OptionalLong seed = TypedNumber.whole(passages.seed);
                int least = Source.Passages.leastTokens(t);
                if (seed.isEmpty()) {
                    throw new WrongEntryException("training.wrong.seed");
                }
                if (chosen.tokens() < least) {
                    throw new WrongEntryException("training.wrong.short", chosen.title(), chosen.tokens(), t, least);
                }
                yield new Source.Passages(chosen.name(), chosen.content(), b, t, seed.getAsLong());
            }
        };
    }

    private Settings settings(Settings before) throws WrongEntryException {
        Settings settings = before.withLearningRate(peak());
        settings = switch (rule.kind) {
            case ADAMW -> settings
                    .withBetas(
                            number(rule.beta1, NumberRange.SHARE, "training.wrong.beta1"),
                            number(rule.beta2, NumberRange.SHARE, "training.wrong.beta2"))
                    .withEpsilon(number(rule.epsilon, NumberRange.ABOVE_ZERO, "training.wrong.epsilon"))
                    .withWeightDecay(number(rule.weightDecay, NumberRange.FROM_ZERO, "training.wrong.decay"));
            case SGD -> settings;
            case MOMENTUM -> settings.withMomentum(
                    number(rule.momentum, NumberRange.SHARE, "training.wrong.momentum"));
        };
        return settings.withClipNorm(
                clip.on
                        ? number(clip.limit, NumberRange.ABOVE_ZERO, "training.wrong.clip")
                        : Double.POSITIVE_INFINITY);
    }

    private double peak() throws WrongEntryException {
        return number(rate.peak, NumberRange.ABOVE_ZERO, "training.wrong.rate");
    }

    private Schedule schedule() throws WrongEntryException {
        return switch (rate.kind) {
            case CONSTANT -> new Schedule.Constant(peak());
            case COSINE -> {
                long iterations = whole(rate.iterations, 1, MOST_ITERATIONS, "training.wrong.iterations");
                yield new Schedule.WarmUpCosine(
                        peak(), whole(rate.warmUp, 0, iterations, "training.wrong.warmUp"), iterations);
            }
        };
    }

    private static double number(String typed, NumberRange range, String key) throws WrongEntryException {
        OptionalDouble number = TypedNumber.real(typed, range);
        return number.orElseThrow(() -> new WrongEntryException(key));
    }

    private static long whole(String typed, long least, long most, String key) throws WrongEntryException {
        OptionalLong number = TypedNumber.whole(typed, least, most);
        return number.orElseThrow(() -> new WrongEntryException(key, most));
    }
}
