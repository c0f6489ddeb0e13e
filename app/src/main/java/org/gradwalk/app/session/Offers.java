package org.gradwalk.app.session;

import java.util.List;

/**
 * What can be opened from the window's menu.
 *
 * @param models samples, and presets with start values
 * @param sessions that show a fault
 */
public record Offers(List<Opening> models, List<SampleSession> sessions) {

    /** Nothing. */
    public static final Offers NONE = new Offers(List.of(), List.of());

    /** Copies the lists. */
    public Offers {
        models = List.copyOf(models);
        sessions = List.copyOf(sessions);
    }

    /** All that comes with the program. */
    public static Offers of(Samples samples) {
        return new Offers(Opening.offers(samples), samples.sessions());
    }
}
