package org.gradwalk.model.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.ToDoubleFunction;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import net.jqwik.api.Assume;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import net.jqwik.api.domains.Domain;
import net.jqwik.api.domains.DomainContext;
import org.gradwalk.model.program.Node;
import org.gradwalk.model.program.Operation;
import org.gradwalk.model.program.Phase;
import org.gradwalk.model.program.Program;
import org.gradwalk.model.program.Value;
import org.gradwalk.model.run.FormulaScope.Part;
import org.gradwalk.model.run.Stepper.Move;
import org.gradwalk.model.run.Stepper.Position;
import org.gradwalk.model.tensor.Matrix;
import org.gradwalk.model.tensor.Workers;
import org.gradwalk.model.testing.Bits;
import org.gradwalk.model.testing.RandomNetwork;
import org.gradwalk.model.testing.RandomNetworks;

/** A walk stops at a breakpoint exactly where and when it should, forward, backward and in the update. */
@Domain(RandomNetworks.class)
@Domain(DomainContext.Global.class)
class BreakpointsTest {

    private static final int ITERATIONS = 4;

    private static Iteration iteration(RandomNetwork network) {
        return network.iteration(network.program(network.fullUpdate()), Workers.CALLER);
    }

    /** A node of a phase that a number chooses. */
    private static Node node(Program program, Phase phase, int choice) {
        List<Node> nodes = program.phase(phase).stream().toList();
        return nodes.get(choice % nodes.size());
    }

    private static Operation operation(Program program, Phase phase, int choice) {
        Node of = program.phase(phase);
        return program.operations().get(of.first() + choice % (of.end() - of.first()));
    }

    private static void move(Stepper stepper, int choice) {
        Program program = stepper.iteration().program();
        List<Node> nodes = program.root().stream().toList();
        int target = choice / 10;
        switch (choice % 10) {
            case 0 -> stepper.forward(Move.INTO);
            case 1 -> stepper.forward(Move.OVER);
            case 2 -> stepper.forward(Move.OUT);
            case 3 -> stepper.to(nodes.get(target % nodes.size()));
            case 4 -> stepper.to(target % (program.operations().size() + 1));
            case 5 -> stepper.toLoss();
            case 6 -> stepper.toEnd();
            case 7 -> stepper.inside();
            case 8 -> stepper.to(new Position(target % (program.operations().size() + 1), 1 + target % 5));
            default -> stepper.toEnd(() -> true);
        }
    }

    @Property(tries = 60)
    void everyMoveStopsThereAndNowhereElse(
            @ForAll RandomNetwork network, @ForAll Phase phase, @ForAll @IntRange(max = 9999) int choice,
            @ForAll @Size(max = 40) List<@IntRange(max = 9999) Integer> moves) {
        Breakpoints breakpoints = new Breakpoints();
        Stepper free = new Stepper(iteration(network));
        Stepper stepper = new Stepper(iteration(network), breakpoints);
        Node node = node(stepper.iteration().program(), phase, choice);
        Breakpoint breakpoint = Breakpoint.at(node.address());
        breakpoints.set(List.of(breakpoint));
        long met = 0;
        for (int move : moves) {
            Position before = stepper.position();
            free.to(before);
            move(free, move);
            move(stepper, move);
            int target = free.position().operations();
            boolean passes = before.operations() < node.end() && node.end() <= target;
            met += passes ? 1 : 0;
            if (passes && node.end() < target) {
                assertThat(stepper.node()).contains(node);
                assertThat(stepper.position().operations()).isEqualTo(node.end());
            } else {
                assertThat(stepper.position()).as("nothing is in the way of move %d from %s", move, before)
                        .isEqualTo(free.position());
            }
            boolean stays = target == before.operations() && stepper.hit().isPresent();
            if (!stays) {
                assertThat(stepper.hit().map(Hit::node)).as("move %d from %s", move, before)
                        .isEqualTo(passes ? Optional.of(node) : Optional.empty());
            }
            assertThat(breakpoints.hits(breakpoint)).isEqualTo(met);
            assertThat(stepper.hit().map(Hit::hits).orElse(met)).isEqualTo(met);
        }
        assertThat(breakpoints.error(breakpoint, stepper.iteration().program())).isEmpty();
    }

    @Property(tries = 40)
    void movesOfOneKindMeetItOnceInEveryIteration(
            @ForAll RandomNetwork network, @ForAll Phase phase, @ForAll @IntRange(max = 9999) int choice,
            @ForAll Move move) {
        Breakpoints breakpoints = new Breakpoints();
        Stepper stepper = new Stepper(iteration(network), breakpoints);
        Node node = node(stepper.iteration().program(), phase, choice);
        breakpoints.set(List.of(Breakpoint.at(node.address())));
        for (int i = 1; i <= ITERATIONS; i++) {
            List<Integer> stops = new ArrayList<>();
            while (stepper.forward(move)) {
                stepper.hit().filter(hit -> stops.isEmpty() || stops.getLast() != stepper.position().operations())
                        .ifPresent(_ -> stops.add(stepper.position().operations()));
            }
            if (stepper.stop().isPresent()) {
                return;
            }
            assertThat(stops).containsExactly(node.end());
            assertThat(breakpoints.hits(Breakpoint.at(node.address()))).isEqualTo(i);
            stepper.nextIteration();
            assertThat(stepper.hit()).isEmpty();
        }
    }

    @Property(tries = 40)
    void whatWasComputedBeforeIsMetAgainAndStaysTheSame(
            @ForAll RandomNetwork network, @ForAll Phase phase, @ForAll @IntRange(max = 9999) int choice) {
        Breakpoints breakpoints = new Breakpoints();
        Stepper stepper = new Stepper(iteration(network), breakpoints);
        stepper.toEnd();
        Node node = node(stepper.iteration().program(), phase, choice);
        breakpoints.set(List.of(Breakpoint.at(node.address())));
        for (int times = 1; times <= 2; times++) {
            stepper.toStart();
            assertThat(stepper.hit()).isEmpty();
            stepper.toEnd();
            assertThat(stepper.position().operations()).isEqualTo(node.end());
            assertThat(stepper.hit().map(Hit::hits)).contains((long) times);
            if (!stepper.atEnd()) {
                stepper.toEnd();
            }
            assertThat(stepper.atEnd()).isTrue();
        }
        Iteration through = iteration(network);
        through.runAll();
        Bits.assertSame(stepper.iteration(), through);
    }

    /** A condition over one array, and what it says computed by hand. */
    enum Asked {
        NORM("norm(%s) > %s", a -> Math.sqrt(Arrays.stream(a).map(x -> x * x).sum())),
        LARGEST("max(%s) > %s", a -> Arrays.stream(a).max().orElseThrow()),
        LARGEST_SIZE("max(abs(%s)) > %s", a -> Arrays.stream(a).map(Math::abs).max().orElseThrow()),
        ANY("any(%s > %s)", a -> Arrays.stream(a).max().orElseThrow()),
        NOT_ALL("not all(%s <= %s)", a -> Arrays.stream(a).max().orElseThrow()),
        SMALLEST("min(%s) > %s", a -> Arrays.stream(a).min().orElseThrow()),
        MEAN("mean(%s) > %s", a -> Arrays.stream(a).sum() / a.length),
        JOINED("sum(%1$s) > %2$s and sum(%1$s) != %2$s or any(isnan(%1$s))", a -> Arrays.stream(a).sum());

        private final String text;
        private final ToDoubleFunction<double[]> number;

        Asked(String text, ToDoubleFunction<double[]> number) {
            this.text = text;
            this.number = number;
        }
    }

    /**
     * Halfway between two of some numbers, so that rounding decides nothing; else below all.
     *
     * @param scale of what the numbers are sums of
     */
    private static double limit(double[] numbers, double scale) {
        double[] finite = Arrays.stream(numbers).filter(Double::isFinite).sorted().distinct().toArray();
        return finite.length == 0
                ? 0
                : IntStream.range(1, finite.length)
                        .filter(i -> finite[i] - finite[i - 1] > 1e-9 * scale)
                        .mapToDouble(i -> (finite[i] + finite[i - 1]) / 2)
                        .findFirst()
                        .orElse(finite[0] - 1 - scale);
    }

    @Property(tries = 150)
    void aConditionHoldsInTheIterationsInWhichItIsTrue(
            @ForAll RandomNetwork network, @ForAll Phase phase, @ForAll @IntRange(max = 9999) int choice,
            @ForAll Asked asked) {
        Iteration plain = iteration(network);
        Operation operation = operation(plain.program(), phase, choice);
        Value value = operation.result().value();
        boolean ofHeads = value.layout() == Value.Layout.HEADS || value.layout() == Value.Layout.ATTENTION;
        boolean isNumber = value.layout() == Value.Layout.SCALAR; // it has no axis to sum along
        Assume.that(!ofHeads && !(isNumber && (asked == Asked.MEAN || asked == Asked.JOINED)));
        double[] numbers = new double[ITERATIONS];
        double scale = 0;
        for (int i = 0; i < ITERATIONS; i++) {
            plain.runAll();
            double[] entries = plain.matrix(value.name()).toArray();
            numbers[i] = asked.number.applyAsDouble(entries);
            scale = Math.max(scale, Arrays.stream(entries).map(Math::abs).filter(Double::isFinite).sum());
            plain.advance();
        }
        double limit = limit(numbers, scale);
        List<Long> expected = IntStream.range(0, ITERATIONS)
                .filter(i -> numbers[i] > limit)
                .mapToObj(i -> (long) i)
                .toList();

        Breakpoints breakpoints = new Breakpoints();
        Stepper stepper = new Stepper(iteration(network), breakpoints);
        String quoted = "`" + value.name() + "`";
        Breakpoint breakpoint = new Breakpoint(
                operation.address(), asked.text.formatted(quoted, limit < 0 ? "(" + limit + ")" : limit), 1, true);
        breakpoints.set(List.of(breakpoint));
        List<Long> found = new ArrayList<>();
        for (int i = 0; i < ITERATIONS; i++) {
            stepper.toEnd();
            if (stepper.hit().isPresent()) {
                assertThat(stepper.position().operations()).isEqualTo(operation.index() + 1);
                found.add(stepper.iteration().number());
                if (!stepper.atEnd()) {
                    stepper.toEnd();
                }
            }
            if (stepper.stop().isPresent()) {
                return;
            }
            stepper.nextIteration();
        }
        assertThat(breakpoints.error(breakpoint, stepper.iteration().program())).as(breakpoint.condition()).isEmpty();
        assertThat(found).as("%s, numbers %s", breakpoint.condition(), Arrays.toString(numbers)).isEqualTo(expected);
    }

    @Property(tries = 60)
    void overHeadsItHoldsForTheFirstHeadForWhichItIsTrue(
            @ForAll RandomNetwork network, @ForAll @IntRange(max = 99) int choice) {
        Iteration plain = network.finished();
        Value probs = plain.program().requireValue("h.0.attn.probs");
        List<Part> parts = new ArrayList<>();
        List<Double> norms = new ArrayList<>();
        for (int b = 0; b < network.sequences(); b++) {
            for (int h = 0; h < network.config().heads(); h++) {
                Matrix head = probs.head(plain.matrix(probs), b, h);
                norms.add(Math.sqrt(Arrays.stream(head.toArray()).map(p -> p * p).sum()));
                parts.add(new Part.Head(b, h));
            }
        }
        double limit = norms.get(choice % norms.size()) - 1e-9;
        int first = IntStream.range(0, norms.size()).filter(i -> norms.get(i) > limit).findFirst().orElseThrow();

        Breakpoints breakpoints = new Breakpoints();
        Stepper stepper = new Stepper(network.iteration(), breakpoints);
        Breakpoint one = Breakpoint.at("h.0.attn:softmax").when("norm(P) > " + limit);
        breakpoints.set(List.of(one));
        stepper.toEnd();
        assertThat(breakpoints.error(one, stepper.iteration().program())).isEmpty();
        assertThat(stepper.hit().flatMap(Hit::where)).contains(parts.get(first));

        breakpoints.set(List.of(one.when("norm(P) > " + (DoubleStream.of(norms.stream()
                .mapToDouble(n -> n).toArray()).max().orElseThrow() + 1e-9))));
        stepper.restart();
        stepper.toEnd();
        assertThat(stepper.hit()).as("above the norm of every head").isEmpty();
        assertThat(stepper.atEnd()).isTrue();
    }

    @Property(tries = 40)
    void itStopsFromTheAskedHitOn(
            @ForAll RandomNetwork network, @ForAll Phase phase, @ForAll @IntRange(max = 9999) int choice,
            @ForAll @IntRange(min = 1, max = 4) int firstHit) {
        Breakpoints breakpoints = new Breakpoints();
        Stepper stepper = new Stepper(iteration(network), breakpoints);
        Node node = node(stepper.iteration().program(), phase, choice);
        breakpoints.set(List.of(Breakpoint.at(node.address()).from(firstHit)));
        for (int i = 1; i <= ITERATIONS; i++) {
            stepper.toEnd();
            assertThat(stepper.hit().map(Hit::hits)).as("hit %d of %d", i, firstHit)
                    .isEqualTo(i >= firstHit ? Optional.of((long) i) : Optional.empty());
            if (!stepper.atEnd()) {
                stepper.toEnd();
            }
            stepper.nextIteration();
        }
    }

    @Property(tries = 40)
    void disabledOrWithAnErrorItNeverStopsAWalk(
            @ForAll RandomNetwork network, @ForAll Phase phase, @ForAll @IntRange(max = 9999) int choice) {
        Breakpoints breakpoints = new Breakpoints();
        Stepper stepper = new Stepper(iteration(network), breakpoints);
        Breakpoint at = Breakpoint.at(node(stepper.iteration().program(), phase, choice).address());
        List<Breakpoint> wrong = List.of(
                at.when("norm(nothing) > 10"), at.when("norm("), at.when("3"), at.when("`loss`"), at.when("1 > "),
                at.when("`after/none` > 1"), at.when("`param` == `param`"), at.when("1 < 2 < 3"),
                at.when("`loss` > 1 and"), at.when("`wte.weight` > 0"), at.when("`wte.weight` @ `wte.weight` > 0"),
                Breakpoint.at("h.99.attn"), Breakpoint.at(""));
        List<Breakpoint> all = new ArrayList<>(wrong);
        all.add(at.enabled(false));
        breakpoints.set(all);
        stepper.toEnd();
        assertThat(stepper.atEnd()).isTrue();
        assertThat(stepper.hit()).isEmpty();
        for (Breakpoint each : wrong) {
            assertThat(breakpoints.error(each, stepper.iteration().program())).as("%s", each)
                    .hasValueSatisfying(told -> assertThat(told).endsWith(".").hasSizeGreaterThan(15));
        }
        assertThat(breakpoints.error(at.enabled(false), stepper.iteration().program())).isEmpty();
        assertThat(all).allMatch(each -> breakpoints.hits(each) == 0);
    }

    @Example
    void whatIsWrongInOneNetworkIsNotToldOfAnother() {
        Breakpoint deep = Breakpoint.at("h.3");
        Program shallow = Preset.PAPER.program(1, 4);
        Program four = Preset.CLASSROOM.program(1, 4);
        for (List<Program> met : List.of(List.of(shallow, four), List.of(four, shallow))) {
            Breakpoints breakpoints = new Breakpoints();
            met.forEach(breakpoints::meet);
            breakpoints.set(List.of(deep));
            assertThat(breakpoints.error(deep, four)).isEmpty();
            assertThat(breakpoints.error(deep, shallow)).contains("There is no h.3 in this network.");
        }
    }

    @Property(tries = 30)
    void whoeverSaysNoStopsItOnTheOperationThatRanLast(
            @ForAll RandomNetwork network, @ForAll @IntRange(min = 1, max = 9999) int choice) {
        Stepper stepper = new Stepper(iteration(network));
        int operations = stepper.iteration().program().operations().size();
        int last = 1 + choice % operations;
        int[] asked = {0};
        stepper.toEnd(() -> ++asked[0] < last);
        assertThat(stepper.computed()).isEqualTo(last);
        assertThat(stepper.position().operations()).isEqualTo(last);
        if (last < operations) {
            assertThat(stepper.node()).contains(
                    stepper.iteration().program().nodeOf(stepper.iteration().program().operations().get(last - 1)));
        }
        stepper.toEnd(() -> true);
        assertThat(stepper.atEnd()).isTrue();
    }

    @Property(tries = 5)
    void countsStayWhileTheListChangesFromAnotherThread(@ForAll RandomNetwork network) throws InterruptedException {
        Breakpoints breakpoints = new Breakpoints();
        Stepper stepper = new Stepper(iteration(network), breakpoints);
        Breakpoint counted = Breakpoint.at("h.0").from(1000);
        breakpoints.set(List.of(counted));
        AtomicBoolean over = new AtomicBoolean();
        AtomicBoolean failed = new AtomicBoolean();
        Thread window = new Thread(() -> {
            for (int i = 0; !over.get(); i++) {
                Breakpoint other = Breakpoint.at("ln_f").when("norm(Y) > " + i % 7).from(1000).enabled(i % 2 == 0);
                breakpoints.set(i % 3 == 0 ? List.of(other, counted) : List.of(counted, other));
            }
        });
        window.setUncaughtExceptionHandler((_, _) -> failed.set(true));
        window.start();
        for (int i = 0; i < 50; i++) {
            stepper.toEnd();
            stepper.restart();
        }
        over.set(true);
        window.join();
        assertThat(failed).isFalse();
        assertThat(breakpoints.hits(counted)).isEqualTo(50);
    }
}
