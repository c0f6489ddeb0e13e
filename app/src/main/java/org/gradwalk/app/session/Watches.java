package org.gradwalk.app.session;

import java.util.List;

/** What is watched in a walk. Any thread may change the list; the session's thread measures it. */
public final class Watches {

    private volatile List<Watch> all = List.of();
    private volatile List<WatchReading> readings = List.of();

    /** Takes the place of the list there was. */
    public void set(List<Watch> watches) {
        all = watches.stream().distinct().toList();
    }

    /** The list, in its order; none stands in it twice. */
    public List<Watch> all() {
        return all;
    }

    /** What was measured last, in the order of the list as it was then. */
    public List<WatchReading> readings() {
        return readings;
    }

    void publish(List<WatchReading> measured) {
        readings = List.copyOf(measured);
    }
}
