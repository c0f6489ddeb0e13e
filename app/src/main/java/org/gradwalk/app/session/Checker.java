package org.gradwalk.app.session;

import java.lang.System.Logger.Level;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Consumer;
import org.gradwalk.model.derivation.Derivation;
import org.gradwalk.model.derivation.Verdict;
import org.gradwalk.model.program.Value;
import org.gradwalk.model.run.DerivationQuestion;
import org.gradwalk.model.run.ThreeWay;
import org.gradwalk.model.run.ThreeWayCheck;

/**
 * Checks what a walk has computed, on threads of its own, so that the walk goes on meanwhile. A request takes the place
 * of the one before of its kind: that one is given up and not answered. What was asked of an iteration that is over in
 * the meantime is not answered either, since its numbers are no longer there.
 */
public final class Checker implements AutoCloseable {

    private static final System.Logger LOG = System.getLogger(Checker.class.getName());

    private final ExecutorService checks = thread("gradwalk-checks");
    private final ExecutorService derivations = thread("gradwalk-derivations");
    private Optional<Future<?>> check = Optional.empty();
    private Optional<Future<?>> derivation = Optional.empty();

    private static ExecutorService thread(String name) {
        return Executors.newSingleThreadExecutor(Thread.ofPlatform().name(name).daemon().factory());
    }

    /** Hears of checks, on a thread of the checker. */
    @FunctionalInterface
    public interface Listener {

        /** All that is known after one more value. */
        void checked(List<ThreeWay> known);

        /** The iteration went over before all values were checked. */
        default void broken() {}
    }

    /** Gives up the checks that are under way. */
    public synchronized void cancel() {
        check.ifPresent(running -> running.cancel(true));
    }

    /**
     * Checks values in three ways, one after the other.
     *
     * @param values that exist in the walk
     */
    public synchronized void check(Snapshot snapshot, List<Value> values, Listener listener) {
        cancel();
        check = Optional.of(checks.submit(() -> guarded(() -> {
            ThreeWayCheck walk = new ThreeWayCheck(snapshot.iteration());
            List<ThreeWay> known = new ArrayList<>();
            for (Value value : values) {
                if (Thread.currentThread().isInterrupted()) {
                    return;
                }
                known.add(walk.check(value));
                if (!walk.isCurrent()) {
                    listener.broken();
                    return;
                }
                listener.checked(List.copyOf(known));
            }
        })));
    }

    /**
     * What can be asked for where the walk stands.
     *
     * @param answered learns it, on a thread of this checker
     */
    public void ask(Snapshot snapshot, Consumer<Optional<DerivationQuestion>> answered) {
        derivations.execute(() -> guarded(() -> {
            ThreeWayCheck walk = new ThreeWayCheck(snapshot.iteration());
            Optional<DerivationQuestion> question = snapshot.node().flatMap(node -> DerivationQuestion.of(
                    snapshot.iteration(), snapshot.program(), node));
            if (walk.isCurrent()) {
                answered.accept(question);
            }
        }));
    }

    /**
     * Compares what a person has typed with what was asked for.
     *
     * @param answered learns the verdict, on a thread of this checker
     */
    public synchronized void derive(
            Snapshot snapshot, DerivationQuestion asked, String text, Consumer<Verdict> answered) {
        derivation.ifPresent(running -> running.cancel(true));
        derivation = Optional.of(derivations.submit(() -> guarded(() -> {
            ThreeWayCheck walk = new ThreeWayCheck(snapshot.iteration());
            Verdict verdict = Derivation.check(text, asked.names(), asked.question());
            if (!Thread.currentThread().isInterrupted() && walk.isCurrent()) {
                answered.accept(verdict);
            }
        })));
    }

    private static void guarded(Runnable work) {
        try {
            work.run();
        } catch (RuntimeException e) {
            LOG.log(Level.ERROR, "A check failed", e);
        }
    }

    @Override
    public void close() {
        checks.shutdownNow();
        derivations.shutdownNow();
    }
}
