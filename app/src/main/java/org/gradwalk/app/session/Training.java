package org.gradwalk.app.session;

import java.util.List;
import java.util.Set;
import org.gradwalk.model.optimizer.Update;
import org.gradwalk.model.program.Settings;
import org.gradwalk.model.run.Feed;
import org.gradwalk.model.run.Intervention;
import org.gradwalk.model.run.Plan;
import org.gradwalk.model.run.Schedule;

/**
 * How a model is trained on, as a person sets it.
 *
 * @param source what it reads
 * @param update the optimizer, and whether gradients are clipped
 * @param schedule of the learning rate
 * @param settings all other numbers of the update
 * @param interventions what is changed by hand in each iteration
 * @param frozen names of parameters that no update changes
 */
public record Training(
        Source source, Update update, Schedule schedule, Settings settings, List<Intervention> interventions,
        Set<String> frozen) {

    /** What a walk holds at once: the iteration at hand, and two copies of it for the window. */
    private static final int ITERATIONS = 3;

    /** Copies the lists. */
    public Training {
        interventions = List.copyOf(interventions);
        frozen = Set.copyOf(frozen);
    }

    /** As the model comes. */
    public static Training of(Model model, Source source) {
        return new Training(
                source, model.update(), new Schedule.Constant(model.settings().learningRate()), model.settings(),
                List.of(), Set.of());
    }

    /** The same on something else. */
    public Training withSource(Source other) {
        return new Training(other, update, schedule, settings, interventions, frozen);
    }

    /** The same with other changes by hand. */
    Training withInterventions(List<Intervention> others) {
        return new Training(source, update, schedule, settings, others, frozen);
    }

    /** The same with other frozen parameters. */
    Training withFrozen(Set<String> others) {
        return new Training(source, update, schedule, settings, interventions, others);
    }

    /** The same with nothing changed by hand. */
    Training untouched() {
        return new Training(source, update, schedule, settings, List.of(), Set.of());
    }

    /**
     * Lets pass what the model can read and what fits into the memory that Java may use.
     *
     * @throws RefusedException if passages are longer than the context, a batch is too large, or the model cannot read what is to be read
     */
    void requireRoom(Model model) throws RefusedException {
        BatchMemory memory = switch (source) {
            case Source.Sentence(String text) -> memory(model, 1, model.tokens(text).length);
            case Source.Passages passages -> {
                Source.Passages.requireLength(
                        passages.positions(), model.name(), model.config().contextLength());
                yield memory(model, passages.sequences(), passages.positions());
            }
        };
        memory.require(Runtime.getRuntime().maxMemory());
    }

    private BatchMemory memory(Model model, int sequences, int positions) {
        return BatchMemory.of(model.name(), model.config(), sequences, positions, update, ITERATIONS);
    }

    /**
     * What it means for each iteration.
     *
     * @throws RefusedException if the model cannot read what is to be read
     */
    Plan plan(Model model) throws RefusedException {
        return plan(source.feed(model));
    }

    /** The same where what is read is known. */
    Plan plan(Feed feed) {
        return new Plan(feed, update, schedule, settings, interventions, frozen);
    }
}
