package org.gradwalk.app.view.stage;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;
import org.gradwalk.app.session.Snapshot;
import org.gradwalk.model.program.Invariant;
import org.gradwalk.model.program.Node;
import org.gradwalk.model.run.InvariantCheck;

/**
 * What must hold at a node, and whether it does on the numbers of the walk; what was found lately is kept. Evaluating is
 * done beside the painting: in a large model it may take a good part of a second.
 */
final class Invariants {

    private static final int MOST_KEPT = 64;
    /** Of the steps of a layer so many are shown. */
    private static final int MOST_OF_STEPS = 6;

    /** An invariant, and what came of evaluating it: nothing yet, while that goes on. */
    record Found(Invariant invariant, Optional<InvariantCheck> check) {}

    private record Key(long version, Invariant invariant) {}

    private record Place(long version, String address) {}

    private final Map<Key, InvariantCheck> kept = new LinkedHashMap<>(16, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<Key, InvariantCheck> eldest) {
            return size() > MOST_KEPT;
        }
    };
    private final Executor evaluating;
    private final Duration patience;
    private final Runnable learned;
    private volatile Place asked = new Place(-1, "");

    /**
     * Nothing is evaluated yet.
     *
     * @param evaluating where it is evaluated
     * @param patience how long a picture waits for it: who sees a quick one at once sees no flicker
     * @param learned is run, on any thread, when something was found that a picture did not wait for
     */
    Invariants(Executor evaluating, Duration patience, Runnable learned) {
        this.evaluating = evaluating;
        this.patience = patience;
        this.learned = learned;
    }

    /** What is to hold of values that are there, as far as it is known. */
    List<Found> at(Snapshot snapshot, Node node) {
        List<Invariant> stated = stated(snapshot, node)
                .filter(invariant -> InvariantCheck.applies(snapshot.iteration(), invariant))
                .filter(invariant -> invariant.values().stream().allMatch(snapshot::exists))
                .toList();
        Place place = new Place(snapshot.version(), node.address());
        if (!place.equals(asked) && stated.stream().anyMatch(invariant -> known(snapshot, invariant).isEmpty())) {
            asked = place;
            CountDownLatch all = new CountDownLatch(1);
            AtomicBoolean waiting = new AtomicBoolean(true);
            evaluating.execute(() -> {
                try {
                    evaluate(place, snapshot, stated, waiting);
                } finally {
                    all.countDown();
                }
            });
            await(all);
            waiting.set(false);
        }
        return stated.stream().map(invariant -> new Found(invariant, known(snapshot, invariant))).toList();
    }

    private void await(CountDownLatch all) {
        try {
            boolean _ = all.await(patience.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private Optional<InvariantCheck> known(Snapshot snapshot, Invariant invariant) {
        synchronized (kept) {
            return Optional.ofNullable(kept.get(new Key(snapshot.version(), invariant)));
        }
    }

    /** One by one, until another place is asked for. */
    private void evaluate(Place place, Snapshot snapshot, List<Invariant> stated, AtomicBoolean waiting) {
        for (Invariant invariant : stated) {
            if (!place.equals(asked)) {
                return;
            }
            InvariantCheck check = InvariantCheck.of(snapshot.iteration(), invariant);
            synchronized (kept) {
                kept.put(new Key(snapshot.version(), invariant), check);
            }
            if (!waiting.get()) {
                learned.run();
            }
        }
    }

    /** Its own; else, of an operation of a step, those of the step; else, of a layer, those of its steps. */
    private static Stream<Invariant> stated(Snapshot snapshot, Node node) {
        if (!node.invariants().isEmpty()) {
            return node.invariants().stream();
        }
        if (node.isOperation()) {
            List<Node> path = new ArrayList<>(snapshot.program().path(node));
            return path.reversed().stream()
                    .filter(above -> above.address().contains(":"))
                    .flatMap(above -> above.invariants().stream());
        }
        boolean layer = node.children().stream().allMatch(child -> child.address().contains(":"));
        return layer
                ? node.stream().flatMap(below -> below.invariants().stream()).limit(MOST_OF_STEPS)
                : Stream.empty();
    }
}
