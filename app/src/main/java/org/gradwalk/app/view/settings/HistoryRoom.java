package org.gradwalk.app.view.settings;

import java.util.OptionalLong;
import org.gradwalk.app.view.TypedNumber;

/**
 * How much memory what is kept of earlier iterations may take.
 *
 * @param usual megabytes where nothing else is said
 * @param most megabytes that can be asked for
 */
record HistoryRoom(long usual, long most) {

    private static final long MEGABYTE = 1_000_000;
    /** The rest is for the iteration at hand, its copies and what undo keeps. */
    private static final int MOST_SHARE = 2;

    /** In so many bytes of memory. */
    static HistoryRoom of(long usualBytes, long allBytes) {
        return new HistoryRoom(usualBytes / MEGABYTE, allBytes / MOST_SHARE / MEGABYTE);
    }

    /** The megabytes that were typed; none where these cannot be. */
    OptionalLong read(String typed) {
        return TypedNumber.whole(typed, 1, most);
    }

    /** What was asked for on another day, as far as it can be; 0 is what is usual. */
    long remembered(long megabytes) {
        return megabytes == 0 ? usual : Math.min(megabytes, most);
    }

    /** How it is remembered: 0 is what is usual. */
    long toRemember(long megabytes) {
        return megabytes == usual ? 0 : megabytes;
    }

    static long bytes(long megabytes) {
        return megabytes * MEGABYTE;
    }
}
