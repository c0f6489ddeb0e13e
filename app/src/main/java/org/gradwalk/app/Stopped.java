package org.gradwalk.app;

import java.util.Optional;
import org.gradwalk.app.session.Snapshot;
import org.gradwalk.app.view.Selection;
import org.gradwalk.model.program.Value;
import org.gradwalk.model.program.Value.Extent;
import org.gradwalk.model.run.FormulaScope.Part;
import org.gradwalk.model.run.Hit;
import org.gradwalk.model.run.NonFinite;

/** Which head or sequence it was that stopped a walk. */
final class Stopped {

    private Stopped() {}

    /** Where the entry that is not finite stands; none where all sequences share it. */
    static Optional<Part> place(NonFinite stop) {
        Value value = stop.value();
        Extent extent = value.extent();
        int group = stop.row() / extent.positions();
        return switch (value.layout()) {
            case SEQUENCES -> Optional.of(new Part.Sequence(group));
            case HEADS -> Optional.of(new Part.Head(group, stop.column() / (value.columns() / extent.heads())));
            case ATTENTION -> Optional.of(new Part.Head(group / extent.heads(), group % extent.heads()));
            case POSITIONS, PARAMETER, VECTOR, SCALAR -> Optional.empty();
        };
    }

    /** What is selected at a moment at which the walk has just stopped; the rest of a selection stays. */
    static Selection select(Selection selection, Snapshot moment) {
        return moment.stop().flatMap(Stopped::place).or(() -> moment.hit().flatMap(Hit::where))
                .map(part -> switch (part) {
                    case Part.Whole() -> selection;
                    case Part.Sequence(int sequence) -> selection.withSequence(sequence);
                    case Part.Head(int sequence, int head) -> selection.withSequence(sequence).withHead(head);
                })
                .orElse(selection);
    }

    /** Whether a moment stopped otherwise than the one before it. */
    static boolean isNew(Snapshot before, Snapshot now) {
        return !before.stop().equals(now.stop()) || !before.hit().equals(now.hit());
    }
}
