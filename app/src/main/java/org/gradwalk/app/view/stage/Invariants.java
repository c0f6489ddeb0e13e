package org.gradwalk.app.view.stage;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.gradwalk.app.session.Snapshot;
import org.gradwalk.model.program.Invariant;
import org.gradwalk.model.program.Node;
import org.gradwalk.model.run.InvariantCheck;

/** What must hold at a node, and whether it does on the numbers of the walk; what was found lately is kept. */
final class Invariants {

    private static final int MOST_KEPT = 16;
    /** Of the steps of a layer so many are evaluated: in a large model each may take a tenth of a second. */
    private static final int MOST_OF_STEPS = 6;

    /** An invariant, and what came of evaluating it. */
    record Found(Invariant invariant, InvariantCheck check) {}

    private record Key(long version, String address, boolean withheld) {}

    private final Map<Key, List<Found>> kept = new LinkedHashMap<>(16, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<Key, List<Found>> eldest) {
            return size() > MOST_KEPT;
        }
    };

    /** What holds of values that are there. Evaluates: not for the JavaFX thread. */
    synchronized List<Found> at(Snapshot snapshot, Node node) {
        return kept.computeIfAbsent(
                new Key(snapshot.version(), node.address(), snapshot.isWithheld()), _ -> find(snapshot, node));
    }

    private static List<Found> find(Snapshot snapshot, Node node) {
        return stated(snapshot, node)
                .filter(invariant -> InvariantCheck.applies(snapshot.iteration(), invariant))
                .filter(invariant -> invariant.values().stream().allMatch(snapshot::exists))
                .map(invariant -> new Found(invariant, InvariantCheck.of(snapshot.iteration(), invariant)))
                .toList();
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
