package org.gradwalk.app.session;

import java.util.Collections;
import java.util.List;
import java.util.NavigableMap;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import org.gradwalk.model.metrics.MetricLog;
import org.gradwalk.model.run.History;
import org.gradwalk.model.run.Plan;

/**
 * A run with all that brings its iterations back.
 *
 * @param number from 0
 * @param branch where it left another one
 * @param history its iterations
 * @param log what was measured of its iterations
 * @param trainings what was set, each from the iteration of its key on
 */
record Track(
        int number, Optional<Run.Branch> branch, History history, MetricLog log,
        NavigableMap<Long, Training> trainings) {

    Track {
        trainings = Collections.unmodifiableNavigableMap(new TreeMap<>(trainings));
    }

    /** One that begins with an iteration. */
    static Track of(History history, MetricLog log, Training training) {
        return new Track(
                0, Optional.empty(), history, log, new TreeMap<>(Collections.singletonMap(history.first(), training)));
    }

    /** What was set for an iteration. */
    Training training(long iteration) {
        return Objects.requireNonNull(trainings.floorEntry(iteration)).getValue();
    }

    /** The same with something else set from an iteration on; this one stays as it is. */
    Track from(long iteration, Training training, Plan plan) {
        return from(iteration, training, plan, number, branch);
    }

    /** Another run that leaves this one at an iteration, where something else is set; this one stays as it is. */
    Track branch(int newNumber, long iteration, Training training, Plan plan) {
        return from(
                iteration, training, plan, newNumber,
                Optional.of(new Run.Branch(number, iteration, training(iteration), training)));
    }

    private Track from(
            long iteration, Training training, Plan plan, int newNumber, Optional<Run.Branch> newBranch) {
        TreeMap<Long, Training> changed = new TreeMap<>(trainings.headMap(iteration, false));
        changed.put(iteration, training);
        return new Track(newNumber, newBranch, history.branch(iteration, plan), log.upTo(iteration), changed);
    }

    /** The parameters that were changed by hand before an iteration or an earlier one. */
    List<Runs.Edit> edits(long iteration) {
        return history.timeline().edits().headMap(iteration, true).entrySet().stream()
                .flatMap(entry -> entry.getValue().stream().map(change -> new Runs.Edit(entry.getKey(), change)))
                .toList();
    }

    /** What the window shows of it. */
    Run run() {
        return new Run(number, branch, history.first(), history.last(), log.view());
    }
}
