package org.gradwalk.app.view.stage;

import java.util.List;
import java.util.Optional;
import org.gradwalk.app.chart.Bounds;
import org.gradwalk.app.chart.Ink;
import org.gradwalk.app.chart.Mark;
import org.gradwalk.app.chart.Numbers;
import org.gradwalk.app.chart.Picture;
import org.gradwalk.app.chart.PictureBuilder;
import org.gradwalk.app.chart.Typeface;
import org.gradwalk.app.view.KeyAction;
import org.gradwalk.app.view.Messages;
import org.gradwalk.app.view.ViewState;
import org.gradwalk.model.formula.Arithmetic;
import org.gradwalk.model.program.Equation;
import org.gradwalk.model.program.Node;
import org.gradwalk.model.program.Operation;
import org.gradwalk.model.program.Template;
import org.gradwalk.model.program.Value;
import org.gradwalk.model.run.FormulaScope;

/** Draws the operations of a node: their formulas, and below these what goes in and what comes out. */
final class StagePicture {

    private static final double MARGIN = 16;
    private static final double INVARIANT_SIZE = 14;
    private static final int INVARIANT_ROWS = 2;
    /** Below this, numbers beside a derivation cannot be told apart. */
    private static final double LEAST_ROOM = 120;
    private static final double LEAST_WORDS = 24;
    private static final double CHANGE = 20;
    private static final double CHANGE_SIZE = 12;

    private final ViewState state;
    private final Node node;
    private final List<Operation> operations;
    private final Optional<Invariants> invariants;

    /** A picture with invariants below it, or without, where a derivation has them. */
    StagePicture(ViewState state, Node node, Optional<Invariants> invariants) {
        this.invariants = invariants;
        this.state = state;
        this.node = node;
        operations = state.snapshot().program().operations().subList(node.first(), node.end());
    }

    /** The numbers that make an entry of the selected head of the selected sequence. */
    private Picture.Explanation explanation(Equation equation) {
        int sequence = state.selection().sequence();
        boolean perHead = equation.isPerHead();
        FormulaScope scope = new FormulaScope(
                state.snapshot().iteration(), equation,
                perHead
                        ? new FormulaScope.Part.Head(sequence, state.selection().head())
                        : new FormulaScope.Part.Whole());
        return (row, column) -> {
            if (equation.value().layout() == Value.Layout.VECTOR) {
                return text(equation, scope, column, 0); // a row in memory, a column in formulas
            }
            boolean perSequence = !perHead && equation.value().layout() == Value.Layout.SEQUENCES;
            return text(
                    equation, scope, perSequence ? row + sequence * equation.value().extent().positions() : row,
                    column);
        };
    }

    private static Optional<String> text(Equation equation, FormulaScope scope, int row, int column) {
        return Arithmetic.of(equation.formula(), scope, row, column, Numbers::shortly).map(Arithmetic::text);
    }

    Picture draw(double width, double height) {
        PictureBuilder b = new PictureBuilder();
        boolean wholeGradient = operations.stream().allMatch(operation -> operation.step().equals("optim.clip"))
                && operations.getFirst().inputs().size() > 2;
        if (wholeGradient) {
            UpdatePicture.drawClipping(b, state, operations, new Bounds(MARGIN, 0, width - 2 * MARGIN, height - 4));
            return b.build(width, height, node.address());
        }
        boolean updates = operations.size() > 1
                && !UpdatePicture.updated(state.snapshot().program(), node).isEmpty();
        if (updates) {
            UpdatePicture.draw(b, state, node, new Bounds(MARGIN, 0, width - 2 * MARGIN, height - 4));
            return b.build(width, height, node.address());
        }
        boolean one = operations.size() == 1;
        Operation last = operations.getLast();
        List<Term> terms = (one
                ? Term.of(last)
                : Term.of(state.snapshot().program(), operations, width - 2 * MARGIN, height))
                .stream()
                .filter(term -> term.isShown(state))
                .toList();
        double top = FormulaBlock.of(state, FormulaBlock.equations(node, operations), operations.size(), terms).draw(b,
                width,
                height);
        InvariantRows all = InvariantRows.of(
                invariants.map(known -> known.at(state.snapshot(), node)).orElse(List.of()), state.notation(),
                INVARIANT_SIZE,
                width - 2 * MARGIN, INVARIANT_ROWS);
        Optional<String> change = change();
        Template template = one ? last.template() : Template.RELABEL;
        Optional<ProductPicture> product = template == Template.PRODUCT
                ? ProductPicture.of(state, last, terms)
                : Optional.empty();
        LinePicture line = new LinePicture(state, template, terms);
        Bounds whole = new Bounds(
                MARGIN, top, width - 2 * MARGIN, height - top - 4 - (change.isPresent() ? CHANGE : 0));
        InvariantRows holding = isEnough(whole.withoutBottom(all.height()), line, product) ? all : all.none();
        double below = holding.height() + (change.isPresent() ? CHANGE : 0);
        Bounds room = whole.withoutBottom(holding.height());
        if (one) {
            last.equations().forEach(equation -> b.explain(equation.value().name(), explanation(equation)));
        }
        if (!isEnough(room, line, product)) {
            if (room.height() > LEAST_WORDS) {
                b.message(room, noRoom(), Ink.MUTED);
            }
            return b.build(width, height, node.address());
        }
        double bottom = product.map(picture -> picture.draw(b, room))
                .orElseGet(() -> line.draw(b, room));
        double end = Math.min(bottom, height - 4 - below);
        holding.draw(b, MARGIN, end, 0.5);
        change.ifPresent(words -> b.text(
                width / 2, end + holding.height() + CHANGE - 5, words, Typeface.SANS, CHANGE_SIZE,
                Ink.of(Ink.Role.WEIGHT), Mark.Anchor.MIDDLE));
        return b.build(width, height, node.address());
    }

    private static boolean isEnough(Bounds room, LinePicture line, Optional<ProductPicture> product) {
        return room.height() >= LEAST_ROOM
                && product.map(picture -> picture.fits(room)).orElseGet(() -> line.fits(room));
    }

    private String noRoom() {
        return invariants.isEmpty()
                ? Messages.get("stage.noroom", KeyAction.EXPLAIN.shortKey())
                : Messages.get("stage.noroom.window");
    }

    /** How large a step of the update is, or why there will be none; in a look-up, how many positions it adds. */
    private Optional<String> change() {
        Optional<String> counts = Lookup.counts(state, operations);
        if (counts.isPresent()) {
            return counts;
        }
        Optional<String> zero = ZeroFactor.of(state.snapshot(), operations);
        Value value = operations.getLast().result().value();
        return zero.isPresent() || operations.size() > 1
                ? zero
                : state.snapshot().program().parameters().stream()
                        .filter(parameter -> parameter.after().equals(value))
                        .findFirst()
                        .map(parameter -> UpdateWords.sentence(state.snapshot(), parameter));
    }
}
