package org.gradwalk.app.view.flow;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.gradwalk.model.program.Node;
import org.gradwalk.model.program.Phase;
import org.gradwalk.model.program.Program;

/** Where each part of an iteration lies along the river, and so where each operation does. */
final class FlowLayout {

    static final double MARGIN = 16;
    private static final double HALF = 1;
    private static final double ENDS = 0.7;
    private static final double LOSS = 2;
    private static final double UPDATE = 2;

    /** Kinds of parts. */
    enum Kind {
        EMBEDDING,
        ATTENTION,
        MLP,
        HEAD,
        LOSS,
        UPDATE
    }

    /**
     * A part of the river.
     *
     * @param kind of part
     * @param phase it belongs to
     * @param block {@code h.0} …, empty outside of blocks
     * @param first operation
     * @param end after its last operation
     * @param left where it starts
     * @param right where it ends
     */
    record Part(Kind kind, Phase phase, String block, int first, int end, double left, double right) {

        double width() {
            return right - left;
        }

        /** Whether it is a half of a block: stream and branch. */
        boolean isHalf() {
            return kind == Kind.ATTENTION || kind == Kind.MLP;
        }

        double middle() {
            return (left + right) / 2;
        }
    }

    private record Plan(Kind kind, Phase phase, String block, int first, int end, double weight) {}

    private final List<Part> parts = new ArrayList<>();

    FlowLayout(Program program, double width) {
        List<Plan> plans = new ArrayList<>();
        plan(program, plans);
        double weights = plans.stream().mapToDouble(Plan::weight).sum();
        double x = MARGIN;
        for (Plan plan : plans) {
            double right = x + plan.weight / weights * (width - 2 * MARGIN);
            parts.add(new Part(plan.kind, plan.phase, plan.block, plan.first, plan.end, x, right));
            x = right;
        }
    }

    private static void plan(Program program, List<Plan> plans) {
        for (Node node : program.phase(Phase.FORWARD).children()) {
            planForward(node, plans);
        }
        Node loss = program.phase(Phase.LOSS);
        plans.add(new Plan(Kind.LOSS, Phase.LOSS, "", loss.first(), loss.end(), LOSS));
        for (Node node : program.phase(Phase.BACKWARD).children()) {
            planBackward(node, plans);
        }
        Node update = program.phase(Phase.UPDATE);
        plans.add(new Plan(Kind.UPDATE, Phase.UPDATE, "", update.first(), update.end(), UPDATE));
    }

    private static void planForward(Node node, List<Plan> plans) {
        if (node.name().startsWith("h.")) {
            int middle = child(node, node.row() + ".resid_attn").orElseThrow().end();
            plans.add(new Plan(Kind.ATTENTION, Phase.FORWARD, node.row(), node.first(), middle, HALF));
            plans.add(new Plan(Kind.MLP, Phase.FORWARD, node.row(), middle, node.end(), HALF));
        } else {
            planEnd(node, Phase.FORWARD, plans);
        }
    }

    /** On the way back a half ends with the sum that joins skip and branch, which belongs to the layer before it. */
    private static void planBackward(Node node, List<Plan> plans) {
        if (node.name().startsWith("h.")) {
            int middle = child(node, node.row() + ".resid_attn").orElseThrow().first();
            plans.add(new Plan(Kind.MLP, Phase.BACKWARD, node.row(), node.first(), middle, HALF));
            plans.add(new Plan(Kind.ATTENTION, Phase.BACKWARD, node.row(), middle, node.end(), HALF));
        } else {
            planEnd(node, Phase.BACKWARD, plans);
        }
    }

    private static void planEnd(Node node, Phase phase, List<Plan> plans) {
        Kind kind = node.row().equals("embed") ? Kind.EMBEDDING : Kind.HEAD;
        if (!plans.isEmpty() && plans.getLast().kind == kind && plans.getLast().phase == phase) {
            Plan before = plans.removeLast();
            plans.add(new Plan(kind, phase, "", before.first, node.end(), before.weight));
        } else {
            plans.add(new Plan(kind, phase, "", node.first(), node.end(), ENDS));
        }
    }

    private static Optional<Node> child(Node block, String row) {
        return block.children().stream().filter(node -> node.row().equals(row)).findFirst();
    }

    List<Part> parts() {
        return parts;
    }

    /** The part at a place; none in the margins. */
    Optional<Part> partAt(double x) {
        return parts.stream().filter(part -> part.left <= x && x < part.right).findFirst();
    }

    /** Where the cursor stands when this many operations have run. */
    double x(int operations) {
        for (Part part : parts) {
            if (operations <= part.end) {
                double share = (double) (operations - part.first) / (part.end - part.first);
                return part.left + Math.max(0, share) * part.width();
            }
        }
        return parts.getLast().right;
    }

    /** How many operations have run where the cursor stands here. */
    int operations(double x) {
        for (Part part : parts) {
            if (x <= part.right) {
                double share = Math.clamp((x - part.left) / part.width(), 0, 1);
                return part.first + (int) Math.round(share * (part.end - part.first));
            }
        }
        return parts.getLast().end;
    }
}
