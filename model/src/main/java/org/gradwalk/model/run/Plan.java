package org.gradwalk.model.run;

import java.util.List;
import java.util.Set;
import org.gradwalk.model.optimizer.Update;
import org.gradwalk.model.program.Program;
import org.gradwalk.model.program.Settings;
import org.gradwalk.model.text.Batch;

/**
 * How iterations go, apart from the weights that they start with: two iterations with the same weights, number and plan
 * are equal to the bit.
 *
 * @param feed what each reads
 * @param update the rule by which parameters change
 * @param schedule the learning rate of each
 * @param settings all other numbers that steer the update; their learning rate is not used
 * @param interventions what is changed by hand in each
 * @param frozen names of parameters that no update changes
 */
public record Plan(
        Feed feed, Update update, Schedule schedule, Settings settings, List<Intervention> interventions,
        Set<String> frozen) {

    public Plan {
        interventions = List.copyOf(interventions);
        frozen = Set.copyOf(frozen);
    }

    /** One in which nothing is changed by hand. */
    public Plan(Feed feed, Update update, Schedule schedule, Settings settings) {
        this(feed, update, schedule, settings, List.of(), Set.of());
    }

    /** The same with other changes by hand. */
    public Plan withInterventions(List<Intervention> others) {
        return new Plan(feed, update, schedule, settings, others, frozen);
    }

    /** The same with other frozen parameters. */
    public Plan withFrozen(Set<String> others) {
        return new Plan(feed, update, schedule, settings, interventions, others);
    }

    /**
     * Lets pass changes by hand that have a place in a program.
     *
     * @throws IllegalArgumentException if one does not fit it
     */
    public void requireFits(Program program) {
        Interventions.of(program, interventions, frozen);
    }

    /**
     * Loads what the coming iteration reads, and sets what steers it.
     *
     * @throws IllegalArgumentException if the batch or a change by hand does not fit
     */
    public void prepare(Iteration iteration) {
        Batch batch = feed.batch(iteration.number());
        iteration.load(batch.tokens(), batch.targets());
        iteration.setInterventions(interventions, frozen);
        iteration.setSettings(settings.withLearningRate(schedule.rate(iteration.number())));
    }
}
