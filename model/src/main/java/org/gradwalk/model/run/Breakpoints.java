package org.gradwalk.model.run;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.WeakHashMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import org.gradwalk.model.derivation.UnreadableException;
import org.gradwalk.model.formula.ShapeException;
import org.gradwalk.model.formula.UnknownSymbolException;
import org.gradwalk.model.program.Node;
import org.gradwalk.model.program.Program;
import org.gradwalk.model.run.FormulaScope.Part;

/**
 * The breakpoints of a walk. One thread may change the list while another one walks.
 *
 * <p>A hit is counted each time that the node of an enabled breakpoint has run, or is walked over again, with its condition
 * true. The count stays while address and condition do, whatever else changes.
 */
public final class Breakpoints {

    private record Key(String address, String condition) {

        static Key of(Breakpoint breakpoint) {
            return new Key(breakpoint.address(), breakpoint.condition());
        }
    }

    /** A breakpoint of the list, with what is known of it so far. */
    private static final class Entry {

        private final Breakpoint breakpoint;
        private final AtomicLong hits;

        Entry(Breakpoint breakpoint, AtomicLong hits) {
            this.breakpoint = breakpoint;
            this.hits = hits;
        }
    }

    /** A breakpoint that can be met in a program; without a condition it always is. */
    private static final class Armed {

        private final Entry entry;
        private final Node node;
        private final Optional<NodeExpression> condition;
        private final Map<Entry, String> errors;

        Armed(Entry entry, Node node, Optional<NodeExpression> condition, Map<Entry, String> errors) {
            this.entry = entry;
            this.node = node;
            this.condition = condition;
            this.errors = errors;
        }

        /** Counts a hit, if it is one, and returns it if it stops the walk. */
        Optional<Hit> after(Iteration iteration) {
            if (errors.containsKey(entry)) {
                return Optional.empty();
            }
            Optional<Part> where;
            try {
                where = condition.isEmpty()
                        ? Optional.of(new Part.Whole())
                        : condition.get().whereTrue(iteration);
            } catch (ShapeException | UnknownSymbolException unforeseen) {
                errors.put(entry, "The condition cannot be evaluated: " + unforeseen.getMessage() + ".");
                return Optional.empty();
            }
            if (where.isEmpty()) {
                return Optional.empty();
            }
            long hits = entry.hits.incrementAndGet();
            return hits < entry.breakpoint.firstHit()
                    ? Optional.empty()
                    : Optional.of(new Hit(
                            entry.breakpoint, node, hits, where.filter(part -> !(part instanceof Part.Whole))));
        }
    }

    /**
     * What becomes of a list in a program.
     *
     * @param byOperation those that can be met, by the operation after which they are
     * @param errors why the others cannot
     */
    private record Placed(Map<Integer, List<Armed>> byOperation, Map<Entry, String> errors) {

        static Placed of(Program program, List<Entry> entries) {
            Placed placed = new Placed(new HashMap<>(), new ConcurrentHashMap<>());
            entries.forEach(entry -> placed.arm(program, entry));
            return placed;
        }

        private void arm(Program program, Entry entry) {
            Optional<Node> node = program.node(entry.breakpoint.address());
            if (node.isEmpty()) {
                errors.put(entry, "There is no " + entry.breakpoint.address() + " in this network.");
                return;
            }
            String text = entry.breakpoint.condition();
            try {
                Optional<NodeExpression> condition = text.isBlank()
                        ? Optional.empty()
                        : Optional.of(NodeExpression.condition(program, node.get(), text));
                if (entry.breakpoint.enabled()) {
                    byOperation.computeIfAbsent(node.get().end() - 1, _ -> new ArrayList<>())
                            .add(new Armed(entry, node.get(), condition, errors));
                }
            } catch (UnreadableException unreadable) {
                String remedy = unreadable.remedy();
                errors.put(entry, unreadable.sentence() + (remedy.isEmpty() ? "" : " Try " + remedy + "."));
            }
        }
    }

    /** A list of breakpoints, and what becomes of it in each program. */
    private static final class Listed {

        private final List<Entry> entries;
        private final Map<Program, Placed> programs = Collections.synchronizedMap(new WeakHashMap<>());

        Listed(List<Entry> entries) {
            this.entries = entries;
        }

        Placed in(Program program) {
            return programs.computeIfAbsent(program, met -> Placed.of(met, entries));
        }
    }

    private volatile Listed listed = new Listed(List.of());
    /** The programs that have been met; weakly, as runs come and go. */
    private final Map<Program, Boolean> met = Collections.synchronizedMap(new WeakHashMap<>());

    /** Takes the place of the list there was. Counts stay where address and condition are the same. */
    public synchronized void set(List<Breakpoint> breakpoints) {
        Map<Key, Deque<AtomicLong>> counts = new HashMap<>();
        listed.entries.forEach(entry -> counts
                .computeIfAbsent(Key.of(entry.breakpoint), _ -> new ArrayDeque<>()).add(entry.hits));
        List<Entry> entries = new ArrayList<>();
        for (Breakpoint breakpoint : breakpoints) {
            AtomicLong count = counts.getOrDefault(Key.of(breakpoint), new ArrayDeque<>()).poll();
            entries.add(new Entry(breakpoint, count == null ? new AtomicLong() : count));
        }
        Listed next = new Listed(List.copyOf(entries));
        programs().forEach(next::in);
        listed = next;
    }

    private List<Program> programs() {
        synchronized (met) {
            return List.copyOf(met.keySet());
        }
    }

    /** The list, in its order. */
    public List<Breakpoint> all() {
        return listed.entries.stream().map(entry -> entry.breakpoint).toList();
    }

    /** Whether there are none, enabled or not. */
    public boolean isEmpty() {
        return listed.entries.isEmpty();
    }

    /** Reads all conditions for a program, before it is walked through, so that their errors are known. */
    public synchronized void meet(Program program) {
        met.put(program, true);
        listed.in(program);
    }

    /**
     * The breakpoint that stops a walk, if one does: the first of the list. The hits of all others are counted too.
     *
     * @param iteration the numbers
     * @param operation index of the operation that has just counted as run
     */
    public Optional<Hit> after(Iteration iteration, int operation) {
        Listed now = listed;
        if (now.entries.isEmpty()) {
            return Optional.empty();
        }
        Optional<Hit> first = Optional.empty();
        for (Armed armed : now.in(iteration.program()).byOperation.getOrDefault(operation, List.of())) {
            Optional<Hit> hit = armed.after(iteration);
            first = first.or(() -> hit);
        }
        return first;
    }

    /** How often a breakpoint of the list has been met; 0 for one that is not in it. */
    public long hits(Breakpoint breakpoint) {
        return entry(listed, breakpoint).map(entry -> entry.hits.get()).orElse(0L);
    }

    /** Why a breakpoint of the list never stops a walk through a program, in one or two sentences; none where it can. */
    public Optional<String> error(Breakpoint breakpoint, Program program) {
        Listed now = listed;
        return entry(now, breakpoint).map(now.in(program).errors::get);
    }

    private static Optional<Entry> entry(Listed list, Breakpoint breakpoint) {
        return list.entries.stream().filter(entry -> entry.breakpoint.equals(breakpoint)).findFirst();
    }
}
