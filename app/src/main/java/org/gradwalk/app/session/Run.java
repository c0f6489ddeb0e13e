package org.gradwalk.app.session;

import org.gradwalk.model.metrics.MetricLog;

/**
 * A training, from its first iteration on; a branch of another one begins with that one's.
 *
 * @param number of the run, from 0
 * @param label what it is called beside others
 * @param log what was measured of its iterations
 */
public record Run(int number, String label, MetricLog log) {}
