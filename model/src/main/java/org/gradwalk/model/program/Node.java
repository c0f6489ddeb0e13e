package org.gradwalk.model.program;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A node of the tree over a program: iteration, phase, block, layer, step, operation. It covers the operations
 * {@code first} (inclusive) to {@code end} (exclusive).
 *
 * @param address unique in the program: {@code forward}, {@code h.0.attn}, {@code backward/h.0.attn:softmax}
 * @param name last part of the address, for a row of an outline
 * @param level distance from the root
 * @param first index of its first operation
 * @param end index after its last operation
 * @param children parts, in the order in which they run; empty for an operation
 * @param fused what a layer computes as a whole, each in one formula; the formulas of an operation are its own
 * @param invariants what must hold of its values once it has run
 */
public record Node(
        String address,
        String name,
        int level,
        int first,
        int end,
        List<Node> children,
        List<Equation> fused,
        List<Invariant> invariants) {

    /** Whether this node is one operation. */
    public boolean isOperation() {
        return children.isEmpty();
    }

    /** Whether the operation of this index belongs to it. */
    public boolean covers(int operation) {
        return first <= operation && operation < end;
    }

    /** The child that covers an operation. */
    public Optional<Node> childAt(int operation) {
        return children.stream().filter(child -> child.covers(operation)).findFirst();
    }

    /** This node and all below it, parents first. */
    public Stream<Node> stream() {
        return Stream.concat(Stream.of(this), children.stream().flatMap(Node::stream));
    }

    /** The address without its phase: the same for the forward, backward and update nodes of a layer. */
    public String row() {
        int slash = address.indexOf('/');
        if (slash > 0) {
            String start = address.substring(0, slash);
            if (start.equals(Phase.BACKWARD.address()) || start.equals(Phase.UPDATE.address())) {
                return address.substring(slash + 1);
            }
        }
        return address;
    }

    @Override
    public String toString() {
        return address;
    }
}
