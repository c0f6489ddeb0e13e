package org.gradwalk.model.run;

import java.util.Optional;
import java.util.OptionalDouble;
import org.gradwalk.model.program.Parameter;
import org.gradwalk.model.program.Value;
import org.gradwalk.model.tensor.Finite;
import org.gradwalk.model.tensor.Workers;

/**
 * Trains a model, one iteration after the other, on batches drawn by seed and number.
 *
 * <p>{@link #step} does a whole iteration. Whoever walks through it operation by operation calls {@link #prepare}, runs
 * the operations, and calls {@link #finish}; the numbers are the same to the bit, whatever the number of threads.
 */
public final class Trainer {

    private final Iteration iteration;
    private final Plan plan;
    private final Optional<Evaluation> validation;
    private final Value loss;
    private volatile boolean stopped;

    /** Hears of every iteration that is done. */
    @FunctionalInterface
    public interface Listener {
        void done(Progress progress);
    }

    /**
     * Where a training stands.
     *
     * @param iterations done so far, in this run
     * @param of how many this run is asked for
     * @param loss of the last iteration's batch, before its update
     * @param validationLoss where it was evaluated after this iteration
     * @param perSecond iterations a second since the run began, evaluations included
     */
    public record Progress(long iterations, long of, double loss, OptionalDouble validationLoss, double perSecond) {

        /** The seconds that the rest takes at this pace. */
        public double secondsLeft() {
            return (of - iterations) / perSecond;
        }
    }

    /**
     * A trainer of the iteration's weights.
     *
     * @param iteration whose program, buffers and weights are used
     * @param plan what each iteration reads and what steers it; it fits the iteration's program
     * @param validationText tokens; where they are no more than a sequence, nothing is validated
     */
    public Trainer(Iteration iteration, Plan plan, int[] validationText) {
        this.iteration = iteration;
        this.plan = plan;
        validation = Evaluation.ofValidation(iteration, validationText);
        loss = iteration.program().requireValue("loss");
    }

    /** The fixed stretches of the validation text, if it is long enough. */
    public Optional<Evaluation> validation() {
        return validation;
    }

    /** Loads the batch of the coming iteration and sets its learning rate. */
    public void prepare() {
        plan.prepare(iteration);
    }

    /**
     * Takes the iteration's update, all operations of which have run.
     *
     * @return its loss
     * @throws NonFiniteException if the loss or an updated parameter is not finite; the update is then not taken
     */
    public double finish() throws NonFiniteException {
        double result = iteration.matrix(loss).get(0, 0);
        if (!Double.isFinite(result) || !updateIsFinite()) {
            throw new NonFiniteException(iteration.number(), firstNonFinite());
        }
        iteration.advance();
        return result;
    }

    private boolean updateIsFinite() {
        for (Parameter parameter : iteration.program().trainedParameters()) {
            for (Parameter.Carried carried : parameter.carried()) {
                if (!Finite.all(Workers.CALLER, iteration.matrix(carried.after()))) {
                    return false;
                }
            }
        }
        return true;
    }

    private NonFinite firstNonFinite() {
        return iteration.program().operations().stream()
                .map(iteration::firstNonFinite)
                .flatMap(Optional::stream)
                .findFirst()
                .orElseThrow();
    }

    /**
     * Does one iteration.
     *
     * @return its loss
     * @throws NonFiniteException as {@link #finish}
     */
    public double step() throws NonFiniteException {
        prepare();
        iteration.runAll();
        return finish();
    }

    /**
     * Does iterations until there were so many or {@link #stop} is called.
     *
     * @param iterations how many to do
     * @param validateEvery the validation loss is evaluated after every so many, and after the last
     * @return how many were done
     * @throws NonFiniteException as {@link #finish}
     */
    public long run(long iterations, long validateEvery, Listener listener) throws NonFiniteException {
        long start = System.nanoTime();
        long done = 0;
        while (done < iterations && !stopped) {
            double trainingLoss = step();
            done++;
            boolean validates = done % validateEvery == 0 || done == iterations;
            OptionalDouble validationLoss = validates ? validationLoss() : OptionalDouble.empty();
            double seconds = Math.max(System.nanoTime() - start, 1) * 1e-9;
            listener.done(new Progress(done, iterations, trainingLoss, validationLoss, done / seconds));
        }
        return done;
    }

    /** The mean loss on the fixed stretches of the validation text, in nats; none where it is too short. */
    public OptionalDouble validationLoss() {
        return validation.isPresent() ? OptionalDouble.of(validation.get().loss()) : OptionalDouble.empty();
    }

    /** Ends a run, or the next one, after the iteration that it is at. May be called from any thread. */
    public void stop() {
        stopped = true;
    }
}
