package org.gradwalk.app.session;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * What was measured of watches at the moments of each run, in their order. It is bounded: where the points of a watch become
 * too many, every second one goes. It belongs to the session's thread.
 */
final class WatchLog {

    /** Of a watch in a run. */
    static final int MOST_POINTS = 400;

    private static final Comparator<WatchPoint> ORDER = Comparator.comparingLong(WatchPoint::iteration)
            .thenComparingInt(WatchPoint::operations);

    private final Map<Integer, Map<Watch, List<WatchPoint>>> runs = new HashMap<>();

    /** The same points, for when what comes now is undone. */
    WatchLog copy() {
        WatchLog copy = new WatchLog();
        runs.forEach((run, watches) -> copy.runs.put(run, copy(watches)));
        return copy;
    }

    private static Map<Watch, List<WatchPoint>> copy(Map<Watch, List<WatchPoint>> watches) {
        Map<Watch, List<WatchPoint>> copy = new HashMap<>();
        watches.forEach((watch, points) -> copy.put(watch, new ArrayList<>(points)));
        return copy;
    }

    /** The points of a watch in a run. */
    List<WatchPoint> points(int run, Watch watch) {
        return List.copyOf(runs.getOrDefault(run, Map.of()).getOrDefault(watch, List.of()));
    }

    /** Notes a point; one of the same moment goes. */
    void add(int run, Watch watch, WatchPoint point) {
        List<WatchPoint> points = runs.computeIfAbsent(run, _ -> new HashMap<>())
                .computeIfAbsent(watch, _ -> new ArrayList<>());
        int at = points.size();
        while (at > 0 && ORDER.compare(points.get(at - 1), point) > 0) {
            at--;
        }
        if (at > 0 && ORDER.compare(points.get(at - 1), point) == 0) {
            points.set(at - 1, point);
        } else {
            points.add(at, point);
            if (points.size() > MOST_POINTS) {
                thin(points);
            }
        }
    }

    /** Drops every second point, but not the first and the last one. */
    private static void thin(List<WatchPoint> points) {
        List<WatchPoint> kept = new ArrayList<>();
        for (int i = 0; i < points.size(); i++) {
            if (i % 2 == 0 || i == points.size() - 1) {
                kept.add(points.get(i));
            }
        }
        points.clear();
        points.addAll(kept);
    }

    /** Something else is set in a run from an iteration on: what was measured from there on goes. */
    void changed(int run, long iteration) {
        runs.getOrDefault(run, Map.of()).values().forEach(
                points -> points.removeIf(point -> point.iteration() >= iteration));
    }

    /** A run begins with the iterations of another one, up to the one in which it leaves it. */
    void branched(int from, int run, long iteration) {
        runs.put(run, copy(runs.getOrDefault(from, Map.of())));
        changed(run, iteration);
    }

    /** Forgets watches that are watched no longer. */
    void retain(List<Watch> watches) {
        runs.values().forEach(run -> run.keySet().retainAll(watches));
    }

    void clear() {
        runs.clear();
    }
}
