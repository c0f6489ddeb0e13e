package org.gradwalk.model.run;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import org.gradwalk.model.program.Node;
import org.gradwalk.model.program.Operation;
import org.gradwalk.model.program.Phase;
import org.gradwalk.model.program.Program;

/**
 * The cursor of a walk through an iteration.
 *
 * <p>The cursor stands behind the operations that count as run, on the node that ran last, at a level of the tree.
 * Moving back only moves the cursor; what lies beyond it stays in memory, so that moving forward again computes
 * nothing that was computed before.
 *
 * <p>A move forward goes no further than to the first breakpoint on its way, and stands on its node then. Where a breakpoint
 * is met at the end of the way, the cursor stands where the move leads.
 */
public final class Stepper {

    /** The level at which a walk starts: blocks, and layers outside of blocks. */
    public static final int START_LEVEL = 2;

    private static final int PHASE_LEVEL = 1;

    /** The three moves of a debugger, each with its way back. */
    public enum Move {
        /** To behind the first part of the next node; back to before the last part of the cursor's node. */
        INTO,
        /** To behind the next node of the cursor's level; back to before the cursor's node. */
        OVER,
        /**
         * To behind the parent of the cursor's node, and onto it; back to before that parent. At the last part of a
         * parent nothing is left to run, and the cursor goes up onto it. From a phase, to behind the next one.
         */
        OUT
    }

    /** Where a cursor stands: how many operations count as run, and at which level of the tree it moves. */
    public record Position(int operations, int level) {}

    private record Done(Move move, Position before) {}

    private final Iteration iteration;
    private final Program program;
    private final Breakpoints breakpoints;
    private final Telltales telltales;
    private final Deque<Done> history = new ArrayDeque<>();
    private Position position = new Position(0, START_LEVEL);
    private int computed;
    private Optional<NonFinite> stop = Optional.empty();
    private Optional<Hit> hit = Optional.empty();

    /** A walk that only stops where numbers are not finite. */
    public Stepper(Iteration iteration) {
        this(iteration, new Breakpoints());
    }

    /** A walk that stops at breakpoints. */
    public Stepper(Iteration iteration, Breakpoints breakpoints) {
        this.iteration = iteration;
        this.breakpoints = breakpoints;
        program = iteration.program();
        telltales = new Telltales(program);
        breakpoints.meet(program);
    }

    public Iteration iteration() {
        return iteration;
    }

    public Position position() {
        return position;
    }

    /** How many operations have been computed; the cursor never stands behind more. */
    public int computed() {
        return computed;
    }

    /** Whether all operations count as run. */
    public boolean atEnd() {
        return position.operations == program.operations().size();
    }

    /** The number that stopped the walk, if the operation at the cursor wrote one that is not finite. */
    public Optional<NonFinite> stop() {
        return stop.filter(found -> found.operation().index() == position.operations - 1);
    }

    /** The breakpoint that was met at the cursor by the move that led there. */
    public Optional<Hit> hit() {
        return hit;
    }

    /** The node that ran last, at the cursor's level; none at the start. */
    public Optional<Node> node() {
        return position.operations == 0
                ? Optional.empty()
                : Optional.of(nodeAt(position.operations - 1, position.level));
    }

    /** The node that the next move over would run; none at the end. */
    public Optional<Node> next() {
        return atEnd() ? Optional.empty() : Optional.of(nodeAt(position.operations, position.level));
    }

    /** The ancestor of an operation at a level, or the operation itself where the tree is not that deep. */
    private Node nodeAt(int operation, int level) {
        Node node = program.root();
        while (node.level() < level && !node.isOperation()) {
            node = node.childAt(operation).orElseThrow();
        }
        return node;
    }

    /** Moves forward. Returns false where there is nothing to move to: at the end, and where the walk was stopped. */
    public boolean forward(Move move) {
        if (atEnd()) {
            return false;
        }
        Position before = position;
        switch (move) {
            case OVER -> runTo(nodeAt(position.operations, position.level).end(), position.level);
            case INTO -> {
                Node next = nodeAt(position.operations, position.level);
                Node child = next.childAt(position.operations).orElse(next);
                runTo(child.end(), child.level());
            }
            case OUT -> {
                Node parent = parentAt(Math.max(position.operations - 1, 0));
                boolean onDonePhase = position.level <= PHASE_LEVEL && parent.end() == position.operations;
                Node target = onDonePhase ? parentAt(position.operations) : parent;
                runTo(target.end(), target.level());
            }
        }
        if (position.equals(before)) {
            return false;
        }
        history.push(new Done(move, before));
        return true;
    }

    /**
     * Moves back. If the last move forward that is not undone yet was of this kind, the cursor returns to exactly where
     * that move began. Else it goes back by the way of this kind, and the moves before are forgotten: over a block and
     * back into it is one part back inside the block. Returns false at the start.
     */
    public boolean back(Move move) {
        if (position.operations == 0) {
            return false;
        }
        if (!history.isEmpty() && history.peek().move == move) {
            place(history.pop().before);
            return true;
        }
        history.clear();
        int last = position.operations - 1;
        Node node = nodeAt(last, position.level);
        switch (move) {
            case OVER -> place(new Position(node.first(), position.level));
            case INTO -> {
                Node child = node.childAt(last).orElse(node);
                place(new Position(child.first(), child.level()));
            }
            case OUT -> {
                Node parent = parentAt(last);
                place(new Position(parent.first(), parent.level()));
            }
        }
        return true;
    }

    /** The node one level above the cursor's that covers an operation; never above the phases. */
    private Node parentAt(int operation) {
        return nodeAt(operation,
                Math.max(PHASE_LEVEL, Math.min(position.level, nodeAt(operation, position.level).level()) - 1));
    }

    /**
     * Goes into the node on which the cursor stands: to behind its first part, whose operations have all run. Returns
     * false where it has no parts.
     */
    public boolean inside() {
        Optional<Node> first = node().filter(node -> !node.isOperation()).map(node -> node.children().getFirst());
        first.ifPresent(this::to);
        return first.isPresent();
    }

    /** Moves to behind the loss, forward or back, and to the level at which a walk starts. */
    public void toLoss() {
        moveTo(program.phase(Phase.LOSS).end(), START_LEVEL);
    }

    /** Moves to the end of the iteration, onto its last phase: the update as a whole. */
    public void toEnd() {
        moveTo(program.operations().size(), PHASE_LEVEL);
    }

    /**
     * Moves to the end of the iteration as {@link #toEnd()} as long as somebody wants it.
     *
     * @param goesOn asked between operations; where it says no, the cursor stays on the operation that ran last
     */
    public void toEnd(BooleanSupplier goesOn) {
        history.clear();
        runTo(program.operations().size(), PHASE_LEVEL, goesOn);
    }

    /** Moves to the start of the iteration and of its levels. Nothing that was computed is lost. */
    public void toStart() {
        moveTo(0, START_LEVEL);
    }

    /** Moves to behind a node, forward or back, and to its level. */
    public void to(Node node) {
        moveTo(node.end(), node.level());
    }

    /**
     * Moves to behind the node of the cursor's level that covers the last of so many operations, forward or back: a
     * cursor never stands inside the node that it shows. One on a whole phase goes down to the level at which a walk
     * starts, since a place in a phase was named.
     */
    public void to(int operations) {
        int count = Math.clamp(operations, 0, program.operations().size());
        int level = Math.max(position.level, START_LEVEL);
        moveTo(count == 0 ? 0 : nodeAt(count - 1, level).end(), level);
    }

    /** Moves to a position where the cursor once stood. */
    public void to(Position other) {
        moveTo(other.operations, other.level);
    }

    /** Moves to a position as if nothing had happened since the cursor stood there: breakpoints on the way do not count. */
    public void returnTo(Position other) {
        history.clear();
        int at = position.operations;
        while (at < other.operations && !failedBefore(at)) {
            compute(at, false);
            at++;
        }
        place(at < other.operations
                ? new Position(at, levelBehind(at, other.operations, other.level, Optional.empty()))
                : other);
    }

    private void moveTo(int operations, int level) {
        history.clear();
        if (operations <= position.operations) {
            place(new Position(operations, level));
        } else {
            runTo(operations, level);
        }
    }

    private void place(Position other) {
        if (other.operations != position.operations) {
            hit = Optional.empty();
        }
        position = other;
    }

    private void runTo(int end, int level) {
        runTo(end, level, () -> true);
    }

    /** Runs, or walks over, operations up to {@code end}, a breakpoint, or the operation that wrote no number. */
    private void runTo(int end, int level, BooleanSupplier goesOn) {
        int start = position.operations;
        int at = start;
        boolean byTelltales = end == program.operations().size() && breakpoints.isEmpty()
                && iteration.interventions().isEmpty();
        Optional<Hit> met = Optional.empty();
        while (at < end && !failedBefore(at) && met.isEmpty() && (at == start || goesOn.getAsBoolean())) {
            compute(at, byTelltales);
            met = breakpoints.after(iteration, at);
            at++;
        }
        if (byTelltales && at > start && (at < end || failedBefore(at))) {
            stop = firstNonFinite(start, at); // a telltale comes no earlier than the operation of which it tells
            at = stop.map(found -> found.operation().index() + 1).orElse(at);
            computed = stop.isPresent() ? at : computed;
        }
        place(new Position(at, levelBehind(at, end, level, met)));
        if (at > start) {
            hit = met;
        }
    }

    /**
     * Runs an operation that has not run yet.
     *
     * @param byTelltales whether it is enough to find out by the end of the iteration that something is not finite
     */
    private void compute(int index, boolean byTelltales) {
        if (index == computed) {
            Operation operation = program.operations().get(index);
            iteration.run(operation);
            computed++;
            stop = iteration.firstNonFinite(
                    operation, byTelltales ? telltales.of(operation) : operation.outputs());
        }
    }

    private Optional<NonFinite> firstNonFinite(int from, int to) {
        return program.operations().subList(from, to).stream()
                .flatMap(operation -> iteration.firstNonFinite(operation).stream())
                .findFirst();
    }

    /** Whether an operation before this one wrote no number: nothing after that has a meaning. */
    private boolean failedBefore(int operation) {
        return stop.filter(found -> found.operation().index() < operation).isPresent();
    }

    /** The level at which a move ends that was to reach {@code level} at {@code end}. */
    private int levelBehind(int operations, int end, int level, Optional<Hit> met) {
        int own = operations == 0 ? level : program.nodeOf(program.operations().get(operations - 1)).level();
        if (failedBefore(operations)) {
            return Math.max(level, own);
        }
        return operations == end ? level : met.map(found -> found.node().level()).orElse(own);
    }

    /** Goes on to the next iteration, with the same input. All operations must count as run. */
    public void nextIteration() {
        if (!atEnd()) {
            throw new IllegalStateException("The iteration is not at its end");
        }
        iteration.advance();
        restart();
    }

    /** Forgets all that was computed: the input, a parameter or a setting has changed. */
    public void restart() {
        history.clear();
        position = new Position(0, Math.max(position.level, START_LEVEL));
        computed = 0;
        stop = Optional.empty();
        hit = Optional.empty();
    }
}
