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
 * @param name last part of the address
 * @param forward the node on the way forward
 * @param backward its partner on the way back
 * @param children rows below it, in the order in which they run
 */
record Row(String address, String name, Optional<Node> forward, Optional<Node> backward, List<Row> children) {

    /** The rows of a program: the network in forward order, the loss, and the update. */
    static List<Row> of(Program program) {
        List<Row> rows = new ArrayList<>(merge(
                program.phase(Phase.FORWARD).children(),
                program.phase(Phase.BACKWARD).children().reversed()));
        Node loss = program.phase(Phase.LOSS);
        rows.removeIf(row -> row.address.equals(loss.address()));
        rows.add(row(Optional.of(loss), program.partner(loss, Phase.BACKWARD)));
        Node update = program.phase(Phase.UPDATE);
        rows.add(new Row(update.row(), update.name(), Optional.of(update), Optional.empty(), List.of()));
        return rows;
    }

    private static List<Row> merge(List<Node> forward, List<Node> backward) {
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

    private static Row row(Optional<Node> forward, Optional<Node> backward) {
        Node any = forward.or(() -> backward).orElseThrow();
        return new Row(
                any.row(), any.name(), forward, backward,
                merge(
                        forward.map(Node::children).orElse(List.of()),
                        backward.map(Node::children).orElse(List.of()).reversed()));
    }

    /** What the row's place in the network yields. */
    Optional<Value> value(Program program) {
        return forward.map(node -> program.operations().get(node.end() - 1).result().value());
    }

    /** The error at that place; none where it is a side value that may be infinite. */
    Optional<Value> error(Program program) {
        return value(program)
                .flatMap(value -> program.value("grad/act/" + value.name()))
                .filter(error -> !error.mayBeMinusInfinity());
    }
}
