package org.gradwalk.model.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import net.jqwik.api.domains.Domain;
import net.jqwik.api.domains.DomainContext;
import org.gradwalk.model.program.CountedProgram;
import org.gradwalk.model.program.Node;
import org.gradwalk.model.program.Program;
import org.gradwalk.model.run.Stepper.Move;
import org.gradwalk.model.run.Stepper.Position;
import org.gradwalk.model.tensor.Workers;
import org.gradwalk.model.testing.Bits;
import org.gradwalk.model.testing.RandomNetwork;
import org.gradwalk.model.testing.RandomNetworks;

/** However one walks, the cursor and the numbers are right. */
@Domain(RandomNetworks.class)
@Domain(DomainContext.Global.class)
class StepperWalksTest {

    /** A walk through a program that counts its computations. */
    private static final class Walk {

        private final CountedProgram counted;
        private final Stepper stepper;

        Walk(RandomNetwork network) {
            counted = new CountedProgram(network.program(network.fullUpdate()));
            stepper = new Stepper(network.iteration(counted.program(), Workers.CALLER));
        }

        /** One of all the moves there are, chosen by a number. */
        void move(int choice) {
            Program program = counted.program();
            int target = choice / 10;
            switch (choice % 10) {
                case 0 -> stepper.forward(Move.INTO);
                case 1 -> stepper.forward(Move.OVER);
                case 2 -> stepper.forward(Move.OUT);
                case 3 -> stepper.back(Move.INTO);
                case 4 -> stepper.back(Move.OVER);
                case 5 -> stepper.back(Move.OUT);
                case 6 -> {
                    List<Node> nodes = program.root().stream().toList();
                    stepper.to(nodes.get(target % nodes.size()));
                }
                case 7 -> stepper.toLoss();
                case 8 -> stepper.toStart();
                default -> stepper.to(target % (program.operations().size() + 1));
            }
        }
    }

    @Property(tries = 40)
    void theCursorStandsBehindWhatWasComputed(
            @ForAll RandomNetwork network, @ForAll @Size(max = 50) List<@IntRange(max = 9999) Integer> moves) {
        Walk walk = new Walk(network);
        int operations = walk.counted.program().operations().size();
        int computed = 0;
        for (int move : moves) {
            walk.move(move);
            int at = walk.stepper.position().operations();
            assertThat(at).isBetween(0, walk.stepper.computed());
            assertThat(walk.stepper.computed()).isBetween(Math.max(at, computed), operations);
            assertThat(walk.stepper.atEnd()).isEqualTo(at == operations);
            assertThat(walk.stepper.node().isPresent()).isEqualTo(at > 0);
            walk.stepper.node().ifPresent(node -> assertThat(node.covers(at - 1)).isTrue());
            walk.stepper.next().ifPresent(node -> assertThat(node.covers(at)).isTrue());
            computed = walk.stepper.computed();
        }
    }

    @Property(tries = 40)
    void nothingIsEverComputedTwice(
            @ForAll RandomNetwork network, @ForAll @Size(max = 50) List<@IntRange(max = 9999) Integer> moves) {
        Walk walk = new Walk(network);
        moves.forEach(walk::move);
        int computed = walk.stepper.computed();
        List<Integer> once = IntStream.range(0, walk.counted.program().operations().size())
                .mapToObj(i -> i < computed ? 1 : 0)
                .toList();
        assertThat(walk.counted.runs()).containsExactlyElementsOf(once);
    }

    @Property(tries = 40)
    void anyWalkToTheEndGivesTheSameBitsAsRunningThrough(
            @ForAll RandomNetwork network, @ForAll @Size(max = 50) List<@IntRange(max = 9999) Integer> moves) {
        Walk walk = new Walk(network);
        moves.forEach(walk::move);
        walk.stepper.toEnd();
        Iteration through = network.iteration(network.program(network.fullUpdate()), Workers.CALLER);
        through.runAll();
        Bits.assertSame(walk.stepper.iteration(), through);
    }

    @Property(tries = 40)
    void movesOfEachKindAloneReachTheEndAndUndoneTheStart(@ForAll RandomNetwork network, @ForAll Move move) {
        Stepper stepper = new Walk(network).stepper;
        int moves = 0;
        while (stepper.forward(move)) {
            moves++;
        }
        assertThat(stepper.atEnd()).isTrue();
        for (int i = 0; i < moves; i++) {
            assertThat(stepper.back(move)).isTrue();
        }
        assertThat(stepper.position()).isEqualTo(new Position(0, Stepper.START_LEVEL));
        assertThat(stepper.back(move)).as("back at the start").isFalse();
    }

    @Property(tries = 40)
    void fromAnywhereSoManyMovesBackAsForwardOfTheSameKindReturn(
            @ForAll RandomNetwork network, @ForAll @Size(max = 20) List<@IntRange(max = 9999) Integer> moves,
            @ForAll Move move, @ForAll @IntRange(min = 1, max = 5) int times) {
        Walk walk = new Walk(network);
        moves.forEach(walk::move);
        Deque<Position> passed = new ArrayDeque<>();
        for (int i = 0; i < times; i++) {
            Position before = walk.stepper.position();
            if (walk.stepper.forward(move)) {
                passed.push(before);
                assertThat(walk.stepper.position()).as("%s moves on, or up", move).isNotEqualTo(before);
            } else {
                assertThat(walk.stepper.position()).isEqualTo(before);
            }
        }
        for (Position before : passed) {
            assertThat(walk.stepper.back(move)).isTrue();
            assertThat(walk.stepper.position()).isEqualTo(before);
        }
    }

    @Property(tries = 40)
    void fromAnywhereMovesBackOfOneKindReachTheStart(
            @ForAll RandomNetwork network, @ForAll @Size(max = 20) List<@IntRange(max = 9999) Integer> moves,
            @ForAll Move move) {
        Walk walk = new Walk(network);
        moves.forEach(walk::move);
        int computed = walk.stepper.computed();
        Position before = walk.stepper.position();
        while (walk.stepper.back(move)) {
            assertThat(walk.stepper.position()).as("a move back changes the position").isNotEqualTo(before);
            assertThat(walk.stepper.position().operations()).isLessThanOrEqualTo(before.operations());
            before = walk.stepper.position();
        }
        assertThat(before.operations()).isEqualTo(0);
        assertThat(walk.stepper.computed()).as("nothing is computed or forgotten on the way").isEqualTo(computed);
    }

    @Property(tries = 40)
    void backWithoutAMoveToUndoGoesBack(
            @ForAll RandomNetwork network, @ForAll Move move, @ForAll @IntRange(max = 9999) int from) {
        Walk walk = new Walk(network);
        walk.stepper.to(from % (walk.counted.program().operations().size() + 1));
        int at = walk.stepper.position().operations();
        while (walk.stepper.back(move)) {
            assertThat(walk.stepper.position().operations()).isLessThan(at);
            at = walk.stepper.position().operations();
        }
        assertThat(at).isEqualTo(0);
    }

    @Property(tries = 20)
    void aValueIsWholeFromTheOperationThatMadeItOn(@ForAll RandomNetwork network) {
        Program program = new Walk(network).counted.program();
        program.operations().forEach(operation -> assertThat(program.writtenBy(operation.result().value()))
                .as(operation.address()).isEqualTo(operation.index()));
    }
}
