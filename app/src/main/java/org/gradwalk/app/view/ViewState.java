package org.gradwalk.app.view;

import org.gradwalk.app.chart.ChartTheme;
import org.gradwalk.app.session.Snapshot;
import org.gradwalk.model.program.Notation;
import org.gradwalk.model.program.Value;

/** All that a panel shows: the walk, what is selected in it, the colours, and the letters of its formulas. */
public record ViewState(Snapshot snapshot, Selection selection, ChartTheme theme, Notation notation) {

    /** The letter of a value in its formulas, in plain text, for a panel that names the block itself. */
    public String letter(Value value) {
        return notation.withoutBlocks().letter(snapshot.program().symbol(value), value, false).text();
    }

    /** The same of another moment. */
    public ViewState with(Snapshot other) {
        return new ViewState(other, selection, theme, notation);
    }
}
