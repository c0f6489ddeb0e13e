package org.gradwalk.model.program;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/** The tree over the operations of a program while both grow: a path of open nodes, and what they hold so far. */
final class Tree {

    private final List<Operation> operations = new ArrayList<>();
    private final Deque<Frame> open = new ArrayDeque<>();

    private static final class Frame {
        final String address;
        final String name;
        final int first;
        final List<Node> children = new ArrayList<>();
        final List<Equation> fused = new ArrayList<>();
        final List<Invariant> invariants = new ArrayList<>();

        Frame(String address, String name, int first) {
            this.address = address;
            this.name = name;
            this.first = first;
        }
    }

    /** A tree with its root open. */
    Tree(String root) {
        begin(root, root);
    }

    List<Operation> operations() {
        return operations;
    }

    /** Address of the node that is open. */
    String address() {
        return open.element().address;
    }

    /** Opens a node in the one that is open. */
    void begin(String address, String name) {
        open.push(new Frame(address, name, operations.size()));
    }

    /** Closes the node that is open; one without operations has never been there. */
    void end() {
        Node node = close();
        if (node.first() < node.end()) {
            open.element().children.add(collapsed(node));
        }
    }

    /** Closes the root. */
    Node close() {
        Frame frame = open.pop();
        return new Node(
                frame.address, frame.name, open.size(), frame.first, operations.size(), List.copyOf(frame.children),
                List.copyOf(frame.fused), List.copyOf(frame.invariants));
    }

    /** Adds an operation to the node that is open. */
    void add(Operation operation, String name) {
        operations.add(operation);
        open.element().children.add(leaf(operation, name, open.size(), List.of()));
    }

    /** Says what the node that is open computes as a whole. */
    void addFused(Equation equation) {
        open.element().fused.add(equation);
    }

    /** Says what must hold of the values of the node that is open. */
    void addInvariant(Invariant invariant) {
        open.element().invariants.add(invariant);
    }

    /** A step of one operation is that operation. */
    private Node collapsed(Node node) {
        boolean step = node.address().contains(":");
        if (!step || node.children().size() != 1) {
            return node;
        }
        Operation only = operations.get(node.first()).at(node.address());
        operations.set(only.index(), only);
        return leaf(only, node.name(), node.level(), node.invariants());
    }

    private static Node leaf(Operation operation, String name, int level, List<Invariant> invariants) {
        return new Node(
                operation.address(), name, level, operation.index(), operation.index() + 1, List.of(), List.of(),
                invariants);
    }
}
