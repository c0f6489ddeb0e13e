package org.gradwalk.app.session;

import java.util.Locale;
import org.gradwalk.model.run.Schedule;

/** How the learning rate can go. */
public enum ScheduleKind {
    /** The same all the way. */
    CONSTANT,
    /** Up to the peak, then down along half a cosine. */
    COSINE;

    /** Iterations of a warm-up where nothing else is said. */
    public static final int USUAL_WARM_UP = 100;

    /** The one that a schedule is. */
    public static ScheduleKind of(Schedule schedule) {
        return switch (schedule) {
            case Schedule.Constant _ -> CONSTANT;
            case Schedule.WarmUpCosine _ -> COSINE;
        };
    }

    /** Its name on the command line. */
    public String id() {
        return name().toLowerCase(Locale.ROOT);
    }
}
