package org.gradwalk.app.command;

import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.gradwalk.app.gallery.AddressPatterns;
import org.gradwalk.app.session.RefusedException;
import org.gradwalk.app.view.ValueWords;
import org.gradwalk.model.program.Node;
import org.gradwalk.model.program.Operation;
import org.gradwalk.model.program.Program;

/** The tree of a program as lines: address, identifier of the step, and what an operation writes. */
final class NodeLines {

    private NodeLines() {}

    /**
     * Of the nodes whose addresses fit, each indented below those that it is a part of.
     *
     * @throws RefusedException if a pattern fits none
     */
    static List<String> of(Program program, AddressPatterns addresses) throws RefusedException {
        addresses.requireMatches(program.root().stream().map(Node::address).toList());
        return TextColumns.lines(
                program.root().stream()
                        .filter(node -> addresses.test(node.address()))
                        .map(node -> row(node, program.operations().subList(node.first(), node.end())))
                        .toList(),
                Set.of());
    }

    private static List<String> row(Node node, List<Operation> operations) {
        return List.of(
                "  ".repeat(node.level()) + node.address(),
                isStep(node) ? operations.getFirst().step() : "",
                node.isOperation() ? written(operations.getFirst()) : "");
    }

    private static boolean isStep(Node node) {
        return node.isOperation()
                || (node.address().contains(":") && node.children().stream().allMatch(Node::isOperation));
    }

    private static String written(Operation operation) {
        return operation.outputs().stream()
                .map(output -> output.value().name() + " " + ValueWords.shape(output.value()))
                .map(String::stripTrailing)
                .collect(Collectors.joining(", "));
    }
}
