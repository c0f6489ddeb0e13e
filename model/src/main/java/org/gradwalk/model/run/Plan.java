package org.gradwalk.model.run;

import org.gradwalk.model.program.Settings;
import org.gradwalk.model.text.Batch;

/**
 * How iterations go, apart from the weights that they start with: two iterations with the same weights, number and plan
 * are equal to the bit.
 *
 * @param feed what each reads
 * @param schedule the learning rate of each
 * @param settings all other numbers that steer the update; their learning rate is not used
 */
public record Plan(Feed feed, Schedule schedule, Settings settings) {

    /** Whether an iteration's buffers have the sizes of what is read. */
    public boolean fits(Iteration iteration) {
        var extent = iteration.program().extent();
        return extent.sequences() == feed.sequences() && extent.positions() == feed.positions();
    }

    /** Loads what the coming iteration reads, and sets the numbers that steer its update. */
    public void prepare(Iteration iteration) {
        Batch batch = feed.batch(iteration.number());
        iteration.load(batch.tokens(), batch.targets());
        iteration.setSettings(settings.withLearningRate(schedule.rate(iteration.number())));
    }
}
