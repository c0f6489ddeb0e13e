package org.gradwalk.app.session;

import java.util.Optional;
import org.gradwalk.model.metrics.MetricLog;

/**
 * A run of a walk: one line in the charts. Another one begins where somebody goes back and sets something else.
 *
 * @param number from 0
 * @param branch where and why it left another run; none of the first
 * @param first its first iteration that can come back
 * @param last the iteration that has not been done yet
 * @param log what was measured of its iterations
 */
public record Run(int number, Optional<Branch> branch, long first, long last, MetricLog.View log) {

    /**
     * Where a run left another one.
     *
     * @param run that it left
     * @param iteration its first own one
     * @param before how the other one went on
     * @param after how this one went on
     */
    public record Branch(int run, long iteration, Training before, Training after) {}
}
