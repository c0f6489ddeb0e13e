package org.gradwalk.app.session;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.TimeUnit;
import org.gradwalk.model.program.Program;
import org.gradwalk.model.run.Iteration;
import org.gradwalk.model.run.Weights;
import org.gradwalk.model.tensor.Workers;

/**
 * Copies of iterations for the window while a run goes on, at a rate the eye can use. There are two, in turns: the one
 * that was shown last is not written.
 */
final class Frames {

    private static final long INTERVAL = TimeUnit.SECONDS.toNanos(1);
    private static final int COPIES = 2;

    private final Deque<Iteration> copies = new ArrayDeque<>();
    private long last = System.nanoTime();

    /** Whether it is time for another one. */
    boolean due() {
        return System.nanoTime() - last > INTERVAL;
    }

    /** A copy of an iteration, with all that has been computed of it. */
    Iteration of(Iteration iteration) {
        last = System.nanoTime();
        Program program = iteration.program();
        copies.removeIf(copy -> !copy.program().equals(program));
        Iteration copy = copies.size() < COPIES ? empty(iteration) : copies.removeFirst();
        copy.mirror(iteration);
        copies.addLast(copy);
        return copy;
    }

    /** A copy that nobody writes again. */
    static Iteration copy(Iteration iteration) {
        Iteration copy = empty(iteration);
        copy.mirror(iteration);
        return copy;
    }

    private static Iteration empty(Iteration like) {
        return new Iteration(like.program(), Weights.ofShapes(like.program()), Workers.CALLER, like.settings());
    }

    /** Gives back the memory. */
    void clear() {
        copies.clear();
    }
}
