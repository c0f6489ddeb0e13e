package org.gradwalk.app.view;

import org.gradwalk.app.chart.ChartTheme;
import org.gradwalk.app.session.Snapshot;

/** All that a panel shows: the walk, what is selected in it, and the colours. */
public record ViewState(Snapshot snapshot, Selection selection, ChartTheme theme) {}
