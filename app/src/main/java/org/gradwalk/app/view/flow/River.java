package org.gradwalk.app.view.flow;

import java.util.Optional;
import org.gradwalk.app.session.Snapshot;
import org.gradwalk.app.view.flow.FlowLayout.Kind;
import org.gradwalk.app.view.flow.FlowLayout.Part;
import org.gradwalk.model.program.Phase;

/**
 * How wide the river is: the root of a norm over the largest norm of its direction. Values beyond the cursor have no
 * width yet.
 *
 * @param snapshot the walk
 * @param largestForward largest norm of the residual stream
 * @param largestError largest norm of an error of the residual stream
 */
record River(Snapshot snapshot, double largestForward, double largestError) {

    /**
     * The values of a half of a block.
     *
     * @param before the stream that the half reads, by its name
     * @param after the stream that it yields
     * @param branch what the branch yields
     * @param branchFrom the layer that the branch begins with
     * @param fork where the stream goes both ways, and where on the way back its two errors meet
     */
    record Half(String before, String after, String branch, String branchFrom, String fork) {

        /** The values of a part that is a half of a block. */
        static Half of(Part part) {
            String block = part.block();
            int number = Integer.parseInt(block.substring(2));
            String start = number == 0 ? "embed" : "h." + (number - 1) + ".resid_mlp";
            return part.kind() == Kind.ATTENTION
                    ? new Half(start, block + ".resid_attn", block + ".attn.out", block + ".ln_1",
                            block + ".fork_attn")
                    : new Half(block + ".resid_attn", block + ".resid_mlp", block + ".mlp.out", block + ".ln_2",
                            block + ".fork_mlp");
        }
    }

    static River of(Snapshot snapshot, FlowLayout layout) {
        return new River(snapshot, largest(snapshot, layout, ""), largest(snapshot, layout, "grad/act/"));
    }

    private static double largest(Snapshot snapshot, FlowLayout layout, String prefix) {
        double largest = norm(snapshot, prefix + "embed").orElse(0.0);
        for (Part part : layout.parts()) {
            if (part.isHalf()) {
                largest = Math.max(largest, norm(snapshot, prefix + Half.of(part).after()).orElse(0.0));
            }
        }
        return largest;
    }

    private static Optional<Double> norm(Snapshot snapshot, String name) {
        return snapshot.program().value(name).filter(snapshot::exists).map(value -> snapshot.norms().norm(value));
    }

    /** The share of the largest width, 0 to 1 for the stream; none where the value is not there yet. */
    Optional<Double> width(String name, Phase phase) {
        double largest = phase == Phase.FORWARD ? largestForward : largestError;
        return norm(snapshot, name).filter(_ -> largest > 0).map(norm -> Math.sqrt(norm / largest));
    }

    /** Where the two errors of a half meet on the way back; none before, and none on the way forward. */
    Optional<Join> join(Part part) {
        if (!part.isHalf() || part.phase() != Phase.BACKWARD) {
            return Optional.empty();
        }
        Half half = Half.of(part);
        return Join.at(snapshot, half.before(), half.after(), half.branchFrom());
    }
}
