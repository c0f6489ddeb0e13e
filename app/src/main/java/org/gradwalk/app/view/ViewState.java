package org.gradwalk.app.view;

import java.util.List;
import org.gradwalk.app.chart.ChartTheme;
import org.gradwalk.app.session.Snapshot;
import org.gradwalk.app.session.WatchReading;
import org.gradwalk.model.program.Notation;
import org.gradwalk.model.program.Value;

/**
 * All that a panel shows.
 *
 * @param snapshot the walk
 * @param selection what is selected in it
 * @param theme the colours
 * @param notation the letters of formulas
 * @param fineness how many cells of a heat map a point has room for, each way
 * @param breakpoints where the walk stops
 * @param watches what is watched, as it was measured last
 */
public record ViewState(
        Snapshot snapshot, Selection selection, ChartTheme theme, Notation notation, double fineness,
        BreakpointList breakpoints, List<WatchReading> watches) {

    public ViewState {
        watches = List.copyOf(watches);
    }

    /** For the screen, where a cell takes a point at least. */
    public ViewState(Snapshot snapshot, Selection selection, ChartTheme theme, Notation notation) {
        this(snapshot, selection, theme, notation, 1, BreakpointList.NONE, List.of());
    }

    /** The letter of a value in its formulas, in plain text, for a panel that names the block itself. */
    public String letter(Value value) {
        return notation.withoutBlocks().letter(snapshot.program().symbol(value), value, false).text();
    }

    /** The selected sequence as the model sees it, one string for each token. */
    public List<String> tokens() {
        return snapshot.tokens(selection.sequence());
    }

    /** The same of another moment. */
    public ViewState at(Snapshot other) {
        return new ViewState(
                other, selection.within(other.program().extent()), theme, notation, fineness, breakpoints, watches);
    }

    /** The same in another notation. */
    public ViewState withNotation(Notation other) {
        return new ViewState(snapshot, selection, theme, other, fineness, breakpoints, watches);
    }

    /** The same with so many cells for a point. */
    public ViewState withFineness(double cells) {
        return new ViewState(snapshot, selection, theme, notation, cells, breakpoints, watches);
    }

    /** The same with these breakpoints and watches. */
    public ViewState withPoints(BreakpointList newBreakpoints, List<WatchReading> newWatches) {
        return new ViewState(snapshot, selection, theme, notation, fineness, newBreakpoints, newWatches);
    }
}
