package org.gradwalk.model.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.gradwalk.model.gpt.Gpt;
import org.gradwalk.model.gpt.GptConfig;
import org.gradwalk.model.gpt.Initialization;
import org.gradwalk.model.layer.Loss.Reduction;
import org.gradwalk.model.optimizer.AdamW;
import org.gradwalk.model.optimizer.Update;
import org.gradwalk.model.program.Settings;
import org.gradwalk.model.tensor.Workers;
import org.gradwalk.model.text.Batch;
import org.gradwalk.model.text.BatchSampler;
import org.junit.jupiter.api.Test;

/** Earlier iterations come back to the bit, whatever was kept of them. */
class HistoryTest {

    private static final GptConfig CONFIG = GptConfig.of(7, 8, 1, 2, 8);
    private static final Update UPDATE = new Update(new AdamW(), true, false);
    private static final int[] TEXT = IntStream.range(0, 300).map(i -> (i * i / 3 + i) % 7).toArray();
    private static final Plan PLAN = plan(2, 3e-3);

    private final Weights weights = Weights.of(Initialization.GPT2.parameters(CONFIG, 3));
    private final Map<Plan, Iteration> buffers = new HashMap<>();
    /** The numbers before each iteration, as they were when it came up first. */
    private final Map<Long, Map<String, double[]>> expected = new HashMap<>();

    private static Plan plan(int sequences, double rate) {
        return new Plan(
                new Feed.Drawn(new BatchSampler(TEXT, sequences, 8), 5), UPDATE, new Schedule.Constant(rate),
                Settings.of(1).withClipNorm(1));
    }

    private Iteration iteration(Plan plan) {
        return buffers.computeIfAbsent(
                plan, _ -> new Iteration(
                        Gpt.program(
                                CONFIG, plan.feed().sequences(), plan.feed().positions(), Reduction.MEAN, UPDATE),
                        weights, Workers.CALLER, plan.settings()));
    }

    private Map<String, double[]> numbers() {
        Map<String, double[]> numbers = new HashMap<>();
        weights.state().numbers().forEach((name, matrix) -> numbers.put(name, matrix.toArray()));
        return numbers;
    }

    private static Map<String, double[]> numbersOf(Map<Long, Map<String, double[]>> all, long iteration) {
        return Objects.requireNonNull(all.get(iteration));
    }

    private void go(History history, int iterations) {
        for (int i = 0; i < iterations; i++) {
            expected.put(weights.updates(), numbers());
            Plan plan = history.timeline().at(weights.updates());
            Iteration iteration = iteration(plan);
            plan.prepare(iteration);
            iteration.runAll();
            iteration.advance();
            history.done(weights);
        }
        expected.put(weights.updates(), numbers());
    }

    private void assertRestores(History history, long iteration) {
        Function<Plan, Iteration> iterations = this::iteration;
        history.restore(iteration, weights, iterations, (_, _) -> true);
        assertThat(weights.updates()).isEqualTo(iteration);
        Map<String, double[]> found = numbers();
        numbersOf(expected, iteration).forEach(
                (name, numbers) -> assertThat(found.get(name)).as("%s before %d", name, iteration).isEqualTo(numbers));
    }

    @Test
    void everyIterationComesBackInAnyOrder() {
        long one = new History(weights, PLAN, 0).states().bytes();
        for (long most : new long[]{0, 20 * one, Long.MAX_VALUE}) {
            History history = new History(weights, PLAN, most);
            expected.clear();
            go(history, 60);
            Random random = new Random(most);
            for (int i = 0; i < 20; i++) {
                assertRestores(history, history.first() + random.nextLong(61));
            }
            assertThat(history.states().bytes()).isLessThanOrEqualTo(Math.max(most, 6 * one));
            assertRestores(history, history.last());
        }
    }

    @Test
    void theRoomIsKeptAndOldStatesAreThinned() {
        History all = new History(weights, PLAN, Long.MAX_VALUE);
        go(all, 20);
        long state = weights.state().bytes();
        History history = new History(weights, PLAN, 6 * state);
        long first = weights.updates();
        go(history, 416);

        assertThat(history.states().bytes()).isLessThanOrEqualTo(6 * state);
        assertThat(history.states().count()).isEqualTo(6);
        List<Long> kept = new ArrayList<>();
        for (long at = first; at <= weights.updates(); at++) {
            if (history.states().has(at)) {
                kept.add(at);
            }
        }
        assertThat(kept).startsWith(first).endsWith(first + 416);
        List<Long> gaps = IntStream.range(1, kept.size()).mapToObj(i -> kept.get(i) - kept.get(i - 1)).toList();
        assertThat(gaps.getLast()).as("newer ones stand closer: %s", kept).isLessThan(gaps.getFirst());
    }

    @Test
    void anotherPlanHoldsFromItsIterationOn() {
        History history = new History(weights, PLAN, Long.MAX_VALUE);
        go(history, 10);
        history = history.branch(weights.updates(), plan(3, 1e-2));
        go(history, 10);
        history = history.branch(weights.updates(), new Plan(
                new Feed.Fixed(Batch.ofText(new int[]{1, 2, 3})), UPDATE, new Schedule.Constant(0.1), Settings.of(1)));
        go(history, 5);

        assertRestores(history, 3);
        assertRestores(history, 23);
        assertRestores(history, 15);
    }

    @Test
    void whatWasChangedByHandComesBackToo() {
        History history = new History(weights, PLAN, Long.MAX_VALUE);
        go(history, 5);
        history = history.branch(weights.updates(), PLAN.withFrozen(Set.of("ln_f.weight")).withInterventions(
                List.of(Intervention.scale("h.0.mlp.act", new Where.All(), 0.5))));
        go(history, 6);
        history.edit(Intervention.set("wte.weight", Where.entry(2, 1), 3), weights, iteration(PLAN));
        history.edit(Intervention.scale("wte.weight", new Where.All(), 2), weights, iteration(PLAN));
        go(history, 6);

        assertThat(numbersOf(expected, 11)).extractingByKey("wte.weight").satisfies(
                table -> assertThat(table[2 * 8 + 1]).isEqualTo(6));
        assertThat(numbersOf(expected, 17).get("ln_f.weight")).isEqualTo(numbersOf(expected, 5).get("ln_f.weight"));
        for (long iteration : new long[]{3, 14, 11, 17, 8}) {
            assertRestores(history, iteration);
        }
    }

    @Test
    void aBranchLeavesTheFirstRunAsItWas() {
        History first = new History(weights, PLAN, Long.MAX_VALUE);
        go(first, 30);
        Map<Long, Map<String, double[]>> before = new HashMap<>(expected);
        first.restore(13, weights, this::iteration, (_, _) -> true);
        History second = first.branch(13, plan(2, 1e-1));
        go(second, 10);

        assertThat(numbersOf(expected, 23L).get("wte.weight")).isNotEqualTo(numbersOf(before, 23L).get("wte.weight"));
        assertRestores(second, 5);
        assertRestores(second, 20);
        expected.clear();
        expected.putAll(before);
        assertRestores(first, 20);
        assertRestores(first, 30);
    }

    @Test
    void whoEndsItEarlyIsAtAnEarlierIteration() {
        History history = new History(weights, PLAN, 0);
        go(history, 7);
        List<Long> done = new ArrayList<>();
        history.restore(6, weights, this::iteration, (iterations, of) -> {
            assertThat(of).isEqualTo(6);
            done.add(iterations);
            return iterations < 3;
        });

        assertThat(done).containsExactly(1L, 2L, 3L);
        assertThat(weights.updates()).isEqualTo(3);
        assertThat(numbers().get("wte.weight")).isEqualTo(numbersOf(expected, 3L).get("wte.weight"));
    }

    @Test
    void thereIsNoIterationBeforeTheFirstOrAfterTheLast() {
        History history = new History(weights, PLAN, 0);
        go(history, 2);

        assertThatIllegalArgumentException().isThrownBy(() -> assertRestores(history, 3));
        assertThatIllegalArgumentException().isThrownBy(() -> assertRestores(history, -1));
        assertThat(weights.updates()).isEqualTo(2);
    }
}
