package org.gradwalk.app.view.outline;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.gradwalk.model.program.Node;
import org.gradwalk.model.program.Phase;
import org.gradwalk.model.program.Program;
import org.gradwalk.model.program.Value;

/**
 * A row of the outline: the forward node and the backward node of one place in the network.
 *
 * @param address without the phase
 * @param name as it is read in the outline
 * @param forward the node on the way forward
 * @param backward its partner on the way back
 * @param value what the place yields
 * @param error of that value; none where it is a side value that may be infinite
 * @param children rows below it, in the order in which they run
 */
record Row(String address, String name, Optional<Node> forward, Optional<Node> backward, Optional<Value> value,
        Optional<Value> error, List<Row> children) {

    /** The rows of a program: the network in forward order, the loss, and the update. */
    static List<Row> of(Program program) {
        return new Builder(program).rows();
    }

    /** Whether it is a step of a layer, or a part of one. */
    boolean isStep() {
        return address.contains(":");
    }

    private record Builder(Program program) {

        List<Row> rows() {
            List<Row> rows = new ArrayList<>(merge(
                    program.phase(Phase.FORWARD).children(),
                    program.phase(Phase.BACKWARD).children().reversed()));
            Node loss = program.phase(Phase.LOSS);
            rows.removeIf(row -> row.address.equals(loss.address()));
            rows.add(row(Optional.of(loss), program.partner(loss, Phase.BACKWARD)));
            Node update = program.phase(Phase.UPDATE);
            rows.add(new Row(
                    update.row(), update.name(), Optional.of(update), Optional.empty(), Optional.empty(),
                    Optional.empty(), List.of()));
            return rows;
        }

        private List<Row> merge(List<Node> forward, List<Node> backward) {
            Map<String, Node> ahead = new LinkedHashMap<>();
            forward.forEach(node -> ahead.put(node.row(), node));
            Map<String, Node> behind = new LinkedHashMap<>();
            backward.forEach(node -> behind.put(node.row(), node));
            List<String> addresses = new ArrayList<>(ahead.keySet());
            behind.keySet().stream().filter(address -> !ahead.containsKey(address)).forEach(addresses::add);
            return addresses.stream()
                    .map(address -> row(
                            Optional.ofNullable(ahead.get(address)), Optional.ofNullable(behind.get(address))))
                    .toList();
        }

        private Row row(Optional<Node> forward, Optional<Node> backward) {
            Node any = forward.or(() -> backward).orElseThrow();
            Optional<Value> value = forward.map(node -> program.operations().get(node.end() - 1).result().value());
            Optional<Value> error = value.flatMap(program::error)
                    .filter(found -> !found.mayBeMinusInfinity());
            return new Row(
                    any.row(), readable(any.name()), forward, backward, value, error,
                    merge(
                            forward.map(Node::children).orElse(List.of()),
                            backward.map(Node::children).orElse(List.of()).reversed()));
        }

        /** The two residual sums and the two forks of a block are told apart by their places. */
        private static String readable(String name) {
            return name.startsWith("resid_") ? "+ residual" : name.startsWith("fork_") ? "fork" : name;
        }
    }
}
