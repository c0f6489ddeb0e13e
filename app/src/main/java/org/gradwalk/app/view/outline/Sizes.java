package org.gradwalk.app.view.outline;

import java.util.List;
import java.util.Optional;
import org.gradwalk.app.session.Norms;
import org.gradwalk.app.session.Snapshot;
import org.gradwalk.model.formula.SymbolClass;
import org.gradwalk.model.program.Value;

/** How large values are, as shares of the largest of their kind: root mean squares forward, norms of errors back. */
record Sizes(Norms norms, double largestForward, double largestError) {

    static final Sizes NONE = new Sizes(Norms.NONE, 0, 0);

    /** The largest sizes among all rows of a walk. */
    static Sizes of(Snapshot snapshot, List<Row> rows) {
        return new Sizes(snapshot.norms(), largest(snapshot, rows, false), largest(snapshot, rows, true));
    }

    private static double largest(Snapshot snapshot, List<Row> rows, boolean errors) {
        double largest = 0;
        for (Row row : rows) {
            Optional<Value> value = errors ? row.error() : row.value();
            if (value.isPresent() && snapshot.exists(value.get())) {
                largest = Math.max(largest, size(snapshot.norms(), value.get()));
            }
            largest = Math.max(largest, largest(snapshot, row.children(), errors));
        }
        return largest;
    }

    private static double size(Norms norms, Value value) {
        double size = value.kind() == SymbolClass.ERROR ? norms.norm(value) : norms.rms(value);
        return Double.isFinite(size) ? size : 0;
    }

    double of(Value value) {
        return size(norms, value);
    }

    /** The root of the share of the largest, at most 1: small ones can still be told from nothing. */
    double share(Value value) {
        double largest = value.kind() == SymbolClass.ERROR ? largestError : largestForward;
        return largest == 0 ? 0 : Math.sqrt(of(value) / largest);
    }
}
