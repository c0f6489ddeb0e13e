package org.gradwalk.app.session;

import java.util.OptionalLong;

/**
 * How a run that is under way goes.
 *
 * @param done iterations since it was started
 * @param of how many are asked for; none where it goes on until it is paused
 * @param perSecond iterations a second
 */
public record Pace(long done, OptionalLong of, double perSecond) {

    /** The seconds that the rest takes at this pace; NaN where there is no end. */
    public double secondsLeft() {
        return of.isPresent() ? (of.getAsLong() - done) / perSecond : Double.NaN;
    }
}
