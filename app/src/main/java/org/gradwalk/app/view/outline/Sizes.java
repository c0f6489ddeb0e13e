package org.gradwalk.app.view.outline;

import java.util.List;
import java.util.Optional;
import org.gradwalk.app.session.Norms;
import org.gradwalk.app.session.Snapshot;
import org.gradwalk.model.formula.SymbolClass;
import org.gradwalk.model.program.Value;

/** How large values are, as shares of the largest of their kind: root mean squares forward, norms of errors back. */
record Sizes(Norms norms, double largestForward, double largestError) {

    static final Sizes NONE = new Sizes(Norms.NONE, 1, 1);

    /** The largest sizes among all rows of a walk. */
    static Sizes of(Snapshot snapshot, List<Row> rows) {
        double forward = 0;
        double error = 0;
        for (Row row : rows) {
            forward = Math.max(forward, largest(snapshot, row, false));
            error = Math.max(error, largest(snapshot, row, true));
        }
        return new Sizes(snapshot.norms(), forward, error);
    }

    private static double largest(Snapshot snapshot, Row row, boolean errors) {
        Optional<Value> value = errors ? row.error(snapshot.program()) : row.value(snapshot.program());
        double largest = value.filter(snapshot::exists)
                .map(found -> size(snapshot.norms(), found))
                .orElse(0.0);
        for (Row child : row.children()) {
            largest = Math.max(largest, largest(snapshot, child, errors));
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

    /** The root of the share of the largest: small ones can still be told from nothing. */
    double share(Value value) {
        double largest = value.kind() == SymbolClass.ERROR ? largestError : largestForward;
        return largest == 0 ? 0 : Math.sqrt(of(value) / largest);
    }
}
