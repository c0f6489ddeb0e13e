package org.gradwalk.app.session;

import java.lang.System.Logger.Level;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.gradwalk.model.derivation.Derivation;
import org.gradwalk.model.derivation.Verdict;
import org.gradwalk.model.program.Equation;
import org.gradwalk.model.program.Value;
import org.gradwalk.model.run.DerivationQuestion;
import org.gradwalk.model.run.Iteration;
import org.gradwalk.model.run.ThreeWay;
import org.gradwalk.model.run.ThreeWayCheck;

/**
 * Checks what a walk has computed, on threads of its own, so that the walk goes on meanwhile. A request takes the place
 * of the one before of its kind: that one is given up and not answered. What was asked of an iteration that is over in
 * the meantime is not answered either, since its numbers are no longer there.
 */
public final class Checker implements AutoCloseable {

    private static final System.Logger LOG = System.getLogger(Checker.class.getName());

    private final Requests checks = new Requests("gradwalk-checks");
    private final Requests derivations = new Requests("gradwalk-derivations");
    /** What was checked last, to be used again as long as its iteration goes on; of the checking thread alone. */
    private Optional<ThreeWayCheck> last = Optional.empty();

    /** Requests of one kind, on a thread: the newest is done. */
    private static final class Requests {

        private final ExecutorService thread;
        private Optional<Future<?>> newest = Optional.empty();

        Requests(String name) {
            thread = Executors.newSingleThreadExecutor(Thread.ofPlatform().name(name).daemon().factory());
        }

        synchronized void close() {
            thread.shutdownNow();
        }

        synchronized void cancel() {
            newest.ifPresent(request -> request.cancel(true));
        }

        /** Does nothing once it is closed: then there is nobody who waits for an answer. */
        synchronized void replace(Runnable work, Consumer<RefusedException> failed) {
            cancel();
            if (thread.isShutdown()) {
                return;
            }
            newest = Optional.of(thread.submit(() -> {
                try {
                    work.run();
                } catch (RuntimeException e) {
                    LOG.log(Level.ERROR, "A check failed", e);
                    failed.accept(new RefusedException("check.failed", e, e.toString()));
                } catch (OutOfMemoryError full) {
                    failed.accept(new RefusedException("check.memory", full));
                }
            }));
        }
    }

    /** Hears of checks, on a thread of the checker. */
    public interface Listener {

        /** One more, in the order in which they were asked for. */
        void checked(ThreeWay known);

        /** The iteration went over before all values were checked. */
        default void broken() {}

        /** A check could not be done: memory is full, or a fault of the program. */
        void failed(RefusedException reason);
    }

    /** Gives up the checks that are under way. */
    public void cancel() {
        checks.cancel();
    }

    /** Gives up the checks that are under way, and lets go of the numbers they were made with. */
    public void rest() {
        checks.replace(() -> last = Optional.empty(), _ -> {});
    }

    /**
     * Checks values in three ways, one after the other.
     *
     * @param values that exist in the walk
     */
    public void check(Snapshot snapshot, List<Value> values, Listener listener) {
        check(snapshot, values, ThreeWayCheck::check, listener);
    }

    /** The same for what equations yield, each by its own formula as well. */
    public void checkEquations(Snapshot snapshot, List<Equation> equations, Listener listener) {
        check(snapshot, equations, ThreeWayCheck::check, listener);
    }

    private <T> void check(
            Snapshot snapshot, List<T> all, BiFunction<ThreeWayCheck, T, ThreeWay> check, Listener listener) {
        checks.replace(() -> {
            if (!snapshot.isCurrent()) {
                listener.broken();
                return;
            }
            ThreeWayCheck walk = checkOf(snapshot.iteration());
            for (T each : all) {
                ThreeWay known = check.apply(walk, each);
                if (Thread.currentThread().isInterrupted()) {
                    return;
                }
                if (!snapshot.isCurrent()) {
                    listener.broken();
                    return;
                }
                listener.checked(known);
            }
        }, listener::failed);
    }

    private ThreeWayCheck checkOf(Iteration iteration) {
        ThreeWayCheck check = last.filter(ThreeWayCheck::isCurrent)
                .filter(before -> before.isOf(iteration))
                .orElseGet(() -> new ThreeWayCheck(iteration));
        last = Optional.of(check);
        return check;
    }

    /**
     * What can be asked for where the walk stands.
     *
     * @param answered learns it, on a thread of this checker
     * @param failed learns why it could not be found out
     */
    public void ask(
            Snapshot snapshot, Consumer<Optional<DerivationQuestion>> answered, Consumer<RefusedException> failed) {
        answer(snapshot, () -> snapshot.node().flatMap(node -> DerivationQuestion.of(
                snapshot.iteration(), snapshot.program(), node)), answered, failed);
    }

    /**
     * Compares what a person has typed with what was asked for.
     *
     * @param answered learns the verdict, on a thread of this checker
     * @param failed learns why there is none
     */
    public void derive(
            Snapshot snapshot, DerivationQuestion asked, String text, Consumer<Verdict> answered,
            Consumer<RefusedException> failed) {
        answer(snapshot, () -> Derivation.check(text, asked.names(), asked.question()), answered, failed);
    }

    private <A> void answer(
            Snapshot snapshot, Supplier<A> work, Consumer<A> answered, Consumer<RefusedException> failed) {
        derivations.replace(() -> {
            A answer = work.get();
            if (!Thread.currentThread().isInterrupted() && snapshot.isCurrent()) {
                answered.accept(answer);
            }
        }, failed);
    }

    @Override
    public void close() {
        checks.close();
        derivations.close();
    }
}
