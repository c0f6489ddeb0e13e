package org.gradwalk.model.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.util.List;
import org.gradwalk.model.program.Node;
import org.gradwalk.model.program.Phase;
import org.gradwalk.model.run.Stepper.Move;
import org.gradwalk.model.tensor.Workers;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Where the moves land in a network of one block. */
class StepperMovesTest {

    private final Iteration iteration = new Iteration(
            Preset.PAPER.program(1, 4), Weights.of(Preset.PAPER.parameters(1)), Workers.CALLER,
            Preset.PAPER.settings());
    private final Breakpoints breakpoints = new Breakpoints();
    private final Stepper stepper = new Stepper(iteration, breakpoints);

    @BeforeEach
    void load() {
        iteration.load(new int[][]{{1, 2, 3, 4}}, new int[][]{{2, 3, 4, 5}});
    }

    private void forward(Move move, String node) {
        assertThat(stepper.forward(move)).isTrue();
        assertStandsOn(node);
    }

    private void back(Move move, String node) {
        assertThat(stepper.back(move)).isTrue();
        assertStandsOn(node);
    }

    private void assertStandsOn(String node) {
        assertThat(stepper.node()).map(Node::address).contains(node);
        assertThat(stepper.position().operations()).as("everything of %s has run", node)
                .isEqualTo(stepper.node().orElseThrow().end());
    }

    private void standOn(String node) {
        stepper.to(iteration.program().node(node).orElseThrow());
        assertStandsOn(node);
    }

    @Test
    void overRunsBlocksAndTheLayersBesideThem() {
        assertThat(stepper.node()).isEmpty();
        forward(Move.OVER, "embed");
        forward(Move.OVER, "h.0");
        forward(Move.OVER, "ln_f");
        forward(Move.OVER, "lm_head");
        forward(Move.OVER, "loss:logprobs");
    }

    @Test
    void intoRunsTheFirstPartOfTheNextNode() {
        forward(Move.OVER, "embed");
        forward(Move.INTO, "h.0.fork_attn");
        forward(Move.OVER, "h.0.ln_1");
        forward(Move.INTO, "h.0.attn:c_attn");
        forward(Move.OVER, "h.0.attn:split");
        forward(Move.INTO, "h.0.attn:scores");
    }

    @Test
    void outFinishesTheParent() {
        standOn("h.0.attn:split");
        forward(Move.OUT, "h.0.attn");
        forward(Move.OUT, "h.0");
        forward(Move.OUT, "forward");
    }

    @Test
    void outAtTheLastPartGoesUpOntoTheParent() {
        standOn("h.0.ln_1:affine");
        forward(Move.OUT, "h.0.ln_1");
        back(Move.OUT, "h.0.ln_1:affine");
        standOn("h.0.resid_mlp");
        forward(Move.OUT, "h.0");
    }

    @Test
    void outOfAPhaseThatHasRunRunsTheNextOne() {
        standOn("forward");
        forward(Move.OUT, "loss");
        forward(Move.OUT, "backward");
        forward(Move.OUT, "update");
        assertThat(stepper.forward(Move.OUT)).as("out of the end").isFalse();
    }

    @Test
    void outFromEveryPartOfTheTreeStandsOnItsParent() {
        Node root = iteration.program().root();
        int end = root.end();
        root.stream().filter(parent -> parent.level() >= 1).forEach(parent -> parent.children().stream()
                .filter(child -> child.end() < end)
                .forEach(child -> {
                    stepper.to(child);
                    forward(Move.OUT, parent.address());
                }));
    }

    @Test
    void backByAFinerMoveGoesIntoWhatWasSteppedOver() {
        standOn("h.0.ln_1");
        forward(Move.OVER, "h.0.attn");
        back(Move.INTO, "h.0.attn:merge");
        back(Move.OVER, "h.0.attn:values");
    }

    @Test
    void backByTheSameMovesReturnsOverAllOfThem() {
        standOn("embed:token");
        forward(Move.OUT, "embed");
        forward(Move.OVER, "h.0");
        forward(Move.OVER, "ln_f");
        back(Move.OVER, "h.0");
        forward(Move.INTO, "ln_f:mean");
        back(Move.INTO, "h.0");
        back(Move.OVER, "embed");
        back(Move.OUT, "embed:token");
    }

    @Test
    void overAtTheEndOfAParentGoesOnInTheNextOne() {
        standOn("embed:sum");
        forward(Move.OVER, "h.0.fork_attn");
        standOn("h.0.ln_1:affine");
        forward(Move.OVER, "h.0.attn:c_attn");
    }

    @Test
    void backWithoutAMoveToUndoGoesBackNodeByNode() {
        standOn("h.0.attn");
        back(Move.OVER, "h.0.ln_1");
        back(Move.OVER, "h.0.fork_attn");
        back(Move.OVER, "embed:sum");
        standOn("h.0.attn");
        back(Move.INTO, "h.0.attn:merge");
        standOn("h.0.attn:scores");
        back(Move.OUT, "h.0.ln_1");
    }

    @Test
    void theLossIsReachedFromBothSides() {
        stepper.toLoss();
        assertStandsOn("loss:mean");
        stepper.toEnd();
        assertThat(stepper.atEnd()).isTrue();
        assertThat(stepper.next()).isEmpty();
        stepper.toLoss();
        assertStandsOn("loss:mean");
        forward(Move.OVER, "backward/loss");
        forward(Move.OVER, "backward/lm_head");
        stepper.toStart();
        assertThat(stepper.node()).isEmpty();
        assertThat(stepper.next()).map(Node::address).contains("embed");
    }

    @Test
    void insideIsTheFirstPartOfWhatTheCursorStandsOn() {
        assertThat(stepper.inside()).as("at the start there is nothing to go into").isFalse();
        standOn("h.0");
        assertThat(stepper.inside()).isTrue();
        assertStandsOn("h.0.fork_attn");
        standOn("backward/h.0.attn:c_proj");
        assertThat(stepper.inside()).isTrue();
        assertStandsOn("backward/h.0.attn:c_proj/weight");
        assertThat(stepper.inside()).as("an operation has no parts").isFalse();
        forward(Move.INTO, "backward/h.0.attn:c_proj/bias");
    }

    @Test
    void theSamePlaceAndMoveGiveTheSameStepHoweverDeepTheWalkWasBefore() {
        standOn("h.0.ln_1:mean");
        stepper.toLoss();
        assertStandsOn("loss:mean");
        forward(Move.OVER, "backward/loss");
        standOn("h.0.ln_1:mean");
        stepper.toStart();
        forward(Move.OVER, "embed");
    }

    @Test
    void aNumberOfOperationsLeadsToTheEndOfTheNodeThatIsShown() {
        standOn("h.0.ln_1");
        int middle = stepper.position().operations() - 2;
        stepper.to(middle);
        assertStandsOn("h.0.ln_1");
        assertThat(stepper.position().operations()).isEqualTo(middle + 2);
        stepper.to(0);
        assertThat(stepper.node()).isEmpty();
    }

    @Test
    void fromAWholePhaseANumberOfOperationsLeadsToALayer() {
        stepper.toEnd();
        stepper.to(iteration.program().phase(Phase.BACKWARD).end());
        assertStandsOn("backward/embed");
    }

    @Test
    void aMoveOverANodeStopsAtABreakpointInsideAndGoesOnFromThere() {
        forward(Move.OVER, "embed");
        breakpoints.set(List.of(Breakpoint.at("h.0.ln_1")));
        forward(Move.OVER, "h.0.ln_1");
        forward(Move.OVER, "h.0.attn");
        back(Move.OVER, "h.0.ln_1");
        assertThat(stepper.hit()).as("walking back meets nothing").isEmpty();
        forward(Move.OUT, "h.0");
        assertThat(stepper.hit()).as("nor does leaving where one stands").isEmpty();
        assertThat(breakpoints.hits(Breakpoint.at("h.0.ln_1"))).isEqualTo(1);
    }

    @Test
    void aBreakpointAtTheEndOfAMoveIsToldAndTheMoveLeadsWhereItWould() {
        forward(Move.OVER, "embed");
        breakpoints.set(List.of(Breakpoint.at("h.0.resid_mlp"), Breakpoint.at("h.0")));
        forward(Move.OVER, "h.0");
        assertThat(stepper.hit().map(Hit::breakpoint)).as("the first of the list")
                .contains(Breakpoint.at("h.0.resid_mlp"));
        assertThat(breakpoints.hits(Breakpoint.at("h.0"))).as("both are counted").isEqualTo(1);
        stepper.restart();
        assertThat(stepper.hit()).isEmpty();
    }

    @Test
    void countsStayWhenWhetherOrWhenItStopsChangesAndNotWhenTheConditionDoes() {
        Breakpoint first = Breakpoint.at("h.0.ln_1");
        Breakpoint other = Breakpoint.at("h.0");
        breakpoints.set(List.of(first, other));
        stepper.toEnd();
        stepper.toEnd();
        stepper.toEnd();
        assertThat(breakpoints.hits(first)).isEqualTo(1);
        breakpoints.set(List.of(other, first.enabled(false)));
        assertThat(breakpoints.hits(first.enabled(false))).isEqualTo(1);
        breakpoints.set(List.of(other, first.from(5)));
        assertThat(breakpoints.hits(first.from(5))).isEqualTo(1);
        breakpoints.set(List.of(other, first.when("norm(Y) > 1")));
        assertThat(breakpoints.hits(first.when("norm(Y) > 1"))).isZero();
        assertThat(breakpoints.hits(other)).isEqualTo(1);
        assertThat(breakpoints.all()).containsExactly(other, first.when("norm(Y) > 1"));
    }

    @Test
    void whatIsWrongWithABreakpointIsKnownBeforeTheWalk() {
        Breakpoint entries = Breakpoint.at("h.0").when("Y > 3");
        Breakpoint nowhere = Breakpoint.at("h.7");
        breakpoints.set(List.of(entries, nowhere));
        assertThat(breakpoints.error(entries, iteration.program())).contains(
                "Y > 3 is a condition for each entry, shape (4, 32): say whether it must hold for any of them or for all."
                        + " Try any(Y > 3) or all(Y > 3).");
        assertThat(breakpoints.error(nowhere, iteration.program())).contains("There is no h.7 in this network.");
    }

    @Test
    void theNextIterationAsksForTheEndOfThisOne() {
        stepper.toLoss();
        assertThatIllegalStateException().isThrownBy(stepper::nextIteration);
    }
}
