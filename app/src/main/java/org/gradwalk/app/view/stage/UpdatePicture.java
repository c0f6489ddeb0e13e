package org.gradwalk.app.view.stage;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.gradwalk.app.chart.Bounds;
import org.gradwalk.app.chart.Excerpt;
import org.gradwalk.app.chart.HandSign;
import org.gradwalk.app.chart.HeatMap;
import org.gradwalk.app.chart.Ink;
import org.gradwalk.app.chart.Mark;
import org.gradwalk.app.chart.Numbers;
import org.gradwalk.app.chart.PictureBuilder;
import org.gradwalk.app.chart.Scale;
import org.gradwalk.app.chart.Target;
import org.gradwalk.app.chart.Typeface;
import org.gradwalk.app.session.Snapshot;
import org.gradwalk.app.view.ByHand;
import org.gradwalk.app.view.Figures;
import org.gradwalk.app.view.Messages;
import org.gradwalk.app.view.ViewState;
import org.gradwalk.model.formula.SymbolClass;
import org.gradwalk.model.program.Equation;
import org.gradwalk.model.program.Node;
import org.gradwalk.model.program.Notation;
import org.gradwalk.model.program.Operation;
import org.gradwalk.model.program.Parameter;
import org.gradwalk.model.program.Phase;
import org.gradwalk.model.program.Program;
import org.gradwalk.model.program.Value;
import org.gradwalk.model.tensor.Entries;

/** Draws how far an update has moved each parameter of a part of the network, against the parameter's own size. */
final class UpdatePicture {

    private static final double MOST_ROW = 22;
    private static final double HEAD = 40;
    private static final double NAME = 190;
    private static final double NUMBER = 82;
    private static final double SIZE = 11.5;
    /** A row that is too low for text is left out, and the last line says so. */
    private static final double LEAST_ROW = 13;

    /** Of the rule and its settings, at most. */
    private static final double RULE = 160;
    private static final double MAP_GAP = 24;
    private static final double REMARK_GAP = 8;
    /** The bar that says which part of a list is shown, in the margin. */
    private static final double SCROLL = 5;
    private static final double SCROLL_GAP = 5;
    /** Room below the rows for the line that says how many are left out. */
    private static final double LAST_LINE = 10;

    /**
     * Of a parameter: the norm of its gradient, the number that the bar shows, what is said beside it, and what a person
     * has done to it.
     */
    private record Change(
            String name, double gradient, double ratio, Optional<String> remark, Optional<Excerpt> byHand) {}

    private UpdatePicture() {}

    /** The parameters that a node takes to their next step. */
    static List<Parameter> updated(Program program, Node node) {
        return program.trainedParameters().stream()
                .filter(parameter -> node.covers(program.writtenBy(parameter.after())))
                .toList();
    }

    /** On paper nothing is moved: a height in which all parameters of a node have a row. */
    static double wholeHeight(ViewState state, Node node) {
        return RULE + HEAD + LAST_LINE + LEAST_ROW * state.snapshot().program().parameters().size()
                * (node.address().startsWith(Phase.UPDATE.address()) ? 1 : 0);
    }

    static void draw(PictureBuilder b, ViewState state, Node node, Bounds room) {
        Snapshot snapshot = state.snapshot();
        List<Parameter> parameters = updated(snapshot.program(), node);
        ViewState written = parameters.size() == 1
                ? state
                : state.withNotation(Notation.PLAIN); // of many θ is none of them, whatever the first one's letter is
        double top = FormulaBlock.rule(written, rule(snapshot.program(), parameters.getFirst()))
                .draw(b, room.right() + room.x(), room.height());
        Bounds below = new Bounds(room.x(), top, room.width(), room.bottom() - top);
        draw(
                b, state, node.address(), below, "gradients.update", "update.more",
                parameters.stream().map(parameter -> change(snapshot, parameter)).toList());
        if (parameters.size() == 1) {
            drawStep(b, state, parameters.getFirst(), below.withoutTop(HEAD + MOST_ROW));
        }
    }

    /** The gradient of one parameter and what the update made of it, entry by entry, where there is room. */
    private static void drawStep(PictureBuilder b, ViewState state, Parameter parameter, Bounds room) {
        List<HeatMap> maps = Stream.concat(
                state.snapshot().numbers(parameter.gradient()).stream()
                        .map(gradient -> Figures.heatMap(
                                state, parameter.gradient(), gradient, Messages.get("update.map.gradient"),
                                Ink.of(SymbolClass.GRADIENT))),
                UpdateWords.step(state.snapshot(), parameter).stream()
                        .map(step -> Figures.heatMap(
                                state, parameter.after(), step, Messages.get("update.map.step"),
                                Ink.of(SymbolClass.WEIGHT))
                                .withNumbers(step).withScale(Scale.symmetric(Entries.largestFinite(step)))))
                .toList();
        double width = (room.width() - MAP_GAP) / 2;
        double height = room.height() - HeatMap.HEAD - HeatMap.FOOT;
        if (maps.stream().allMatch(map -> height >= map.leastHeight())) {
            for (int i = 0; i < maps.size(); i++) {
                maps.get(i).draw(b, new Bounds(room.x() + i * (width + MAP_GAP), room.y(), width, room.height()));
            }
        }
    }

    /** How one parameter is updated: all others in the same way. */
    private static List<Equation> rule(Program program, Parameter parameter) {
        return parameter.carried().stream()
                .map(Parameter.Carried::after)
                .sorted(Comparator.comparingInt(program::writtenBy))
                .flatMap(after -> program.equation(after).stream())
                .toList();
    }

    /** What part of the whole gradient's squared norm each parameter has, and the factor that all are scaled by. */
    static void drawClipping(PictureBuilder b, ViewState state, List<Operation> operations, Bounds room) {
        double top = FormulaBlock.of(state, operations.getLast().equations(), 1, List.of())
                .draw(b, room.right() + room.x(), room.height());
        List<Change> gradients = operations.getFirst().inputs().stream()
                .filter(input -> input.value().layout() != Value.Layout.SCALAR)
                .map(input -> new Change(
                        input.value().name().replaceFirst("^grad/param/", ""),
                        state.snapshot().norms().norm(input.value()), 0, Optional.empty(), Optional.empty()))
                .toList();
        double all = gradients.stream().mapToDouble(change -> change.gradient * change.gradient).sum();
        draw(
                b, state, operations.getLast().address(),
                new Bounds(room.x(), top, room.width(), room.bottom() - top), "gradients.share",
                "update.more.parameters",
                gradients.stream()
                        .map(change -> new Change(
                                change.name, change.gradient, 100 * change.gradient * change.gradient / all,
                                change.remark, change.byHand))
                        .sorted(Comparator.comparingDouble(Change::gradient).reversed())
                        .toList());
    }

    /** As many rows as have room, from the one on that the selection has moved the list to. */
    private static void draw(
            PictureBuilder b, ViewState state, String name, Bounds room, String barTitle, String more,
            List<Change> changes) {
        int fitting = Math.clamp((long) ((room.height() - HEAD - LAST_LINE) / LEAST_ROW), 0, changes.size());
        double row = Math.min(MOST_ROW, (room.height() - HEAD - LAST_LINE) / Math.max(1, fitting));
        double largest = changes.stream().mapToDouble(Change::ratio).filter(Double::isFinite).max().orElse(1);
        double bars = room.x() + NAME + 2 * NUMBER + 12;
        double remarks = changes.stream().flatMap(change -> change.remark.stream())
                .mapToDouble(remark -> Typeface.SANS.width(remark, SIZE) + REMARK_GAP).max().orElse(0);
        double longest = room.right() - bars - remarks;
        double head = room.y() + 18;
        b.text(room.x(), head, Messages.get("update.parameter"), Typeface.SANS, SIZE, Ink.MUTED);
        b.text(
                room.x() + NAME + NUMBER, head, Messages.get("update.gradient"), Typeface.SANS, SIZE, Ink.MUTED,
                Mark.Anchor.END);
        b.text(
                room.x() + NAME + 2 * NUMBER, head, Messages.get(barTitle), Typeface.SANS, SIZE, Ink.MUTED,
                Mark.Anchor.END);
        double y = room.y() + HEAD - 8;
        String list = name + " rows";
        int first = Optional.ofNullable(state.selection().windows().get(list))
                .map(window -> Math.clamp(window.firstRow(), 0, changes.size() - fitting))
                .orElse(0);
        for (Change change : changes.subList(first, first + fitting)) {
            double baseline = y + row / 2 + SIZE * 0.35;
            b.text(room.x(), baseline, change.name, Typeface.MONO, SIZE, Ink.FOREGROUND);
            b.text(
                    room.x() + NAME + NUMBER, baseline, Numbers.shortly(change.gradient), Typeface.MONO, SIZE,
                    Ink.of(SymbolClass.GRADIENT), Mark.Anchor.END);
            boolean known = !Double.isNaN(change.ratio);
            b.text(
                    room.x() + NAME + 2 * NUMBER, baseline, known ? Numbers.shortly(change.ratio) : "–",
                    Typeface.MONO, SIZE, Ink.of(SymbolClass.WEIGHT), Mark.Anchor.END);
            double length = !Double.isFinite(change.ratio) || largest <= 0 ? 0 : longest * change.ratio / largest;
            if (length > 0) {
                b.fill(
                        new Bounds(bars, y + row * 0.25, length, row * 0.5), 2,
                        Ink.of(SymbolClass.WEIGHT));
            }
            change.remark.ifPresent(remark -> b.text(
                    bars + length + REMARK_GAP, baseline, remark, Typeface.SANS, SIZE, Ink.MUTED));
            change.byHand.ifPresent(done -> done.drawSigns(
                    b, change.name, room.x() + Typeface.MONO.width(change.name, SIZE) + 5,
                    baseline - HandSign.SIZE + 1));
            b.target(new Target.Named(
                    "grad/param/" + change.name, change.remark.orElseGet(() -> Numbers.fully(change.ratio)),
                    new Bounds(room.x(), y, room.width(), row)));
            y += row;
        }
        if (fitting < changes.size()) {
            Bounds rows = new Bounds(room.x(), room.y() + HEAD - 8, room.width() + SCROLL_GAP + SCROLL, fitting * row);
            b.target(new Target.Rows(list, rows, first, fitting, changes.size()));
            drawScroll(b, rows, first, fitting, changes.size());
        }
        int left = changes.size() - first - fitting;
        if (left > 0) {
            b.text(room.x(), room.bottom(), Messages.get(more, left), Typeface.SANS, SIZE, Ink.MUTED);
        }
    }

    /** Which part of the rows is shown, at their right. */
    private static void drawScroll(PictureBuilder b, Bounds rows, int first, int shown, int count) {
        double row = rows.height() / count;
        double x = rows.right() - SCROLL;
        b.fill(new Bounds(x, rows.y(), SCROLL, rows.height()), SCROLL / 2, Ink.of(Ink.Role.RAISED));
        b.fill(new Bounds(x, rows.y() + first * row, SCROLL, shown * row), SCROLL / 2, Ink.MUTED);
    }

    private static Change change(Snapshot snapshot, Parameter parameter) {
        return new Change(
                parameter.name(), snapshot.norms().norm(parameter.gradient()),
                UpdateWords.startsAtZero(snapshot, parameter)
                        ? Double.POSITIVE_INFINITY
                        : snapshot.updateRatio(parameter),
                UpdateWords.remark(snapshot, parameter),
                ByHand.excerpt(snapshot, parameter.value()));
    }
}
