package org.gradwalk.app.view.flow;

import java.util.List;
import java.util.Optional;
import org.gradwalk.app.chart.Bounds;
import org.gradwalk.app.chart.Ink;
import org.gradwalk.app.chart.Mark;
import org.gradwalk.app.chart.Numbers;
import org.gradwalk.app.chart.Picture;
import org.gradwalk.app.chart.PictureBuilder;
import org.gradwalk.app.chart.Typeface;
import org.gradwalk.app.session.Snapshot;
import org.gradwalk.app.view.Messages;
import org.gradwalk.app.view.flow.FlowLayout.Kind;
import org.gradwalk.app.view.flow.FlowLayout.Part;
import org.gradwalk.app.view.flow.River.Half;
import org.gradwalk.model.formula.SymbolClass;
import org.gradwalk.model.program.Phase;

/** Draws the river: a band for the residual stream, arcs for the branches, filled as far as it has been walked. */
final class FlowPicture {

    /** Below this height only the blocks are named. */
    private static final double ROOM_FOR_LABELS = 110;

    private static final Ink OUTLINE = Ink.BORDER;
    private static final double SMALL = 10;
    private static final double UNDERLINE = 4;
    /** A half that is narrower has no labels. */
    private static final double LEAST_LABELLED = 26;
    private static final double GAP = 7;

    private final PictureBuilder b = new PictureBuilder();
    private final Snapshot snapshot;
    private final FlowLayout layout;
    private final River river;
    private final double width;
    private final double height;
    private final boolean labelled;
    private final double middle;
    private final double arc;
    private final double widest;
    private final double cursor;

    FlowPicture(Snapshot snapshot, double width, double height) {
        this.snapshot = snapshot;
        this.width = width;
        this.height = height;
        layout = new FlowLayout(snapshot.program(), width);
        river = River.of(snapshot, layout);
        labelled = height >= ROOM_FOR_LABELS;
        double top = labelled ? 16 : 8;
        double bottom = labelled ? 34 : 16;
        middle = top + (height - top - bottom) / 2;
        arc = (height - top - bottom) / 2;
        widest = labelled ? 30 : 16;
        cursor = layout.x(snapshot.ran());
    }

    /** With which every label and every share has room, in points. */
    static double leastWidth(Snapshot snapshot) {
        FlowLayout unit = new FlowLayout(snapshot.program(), 1 + 2 * FlowLayout.MARGIN);
        River river = River.of(snapshot, unit);
        double least = 0;
        for (Part part : unit.parts()) {
            if (part.isHalf()) {
                double shares = river.join(part).map(FlowPicture::length).orElse(0.0);
                least = Math.max(least, Math.max(LEAST_LABELLED + 1, room(shares)) / part.width());
            }
        }
        return Math.ceil(least + 2 * FlowLayout.MARGIN);
    }

    Picture draw() {
        layout.parts().forEach(this::draw);
        drawBlockNames();
        return b.build(width, height, Messages.get("flow.title"));
    }

    private void draw(Part part) {
        switch (part.kind()) {
            case ATTENTION, MLP -> drawHalf(part);
            case EMBEDDING, HEAD -> drawEnd(part);
            case LOSS -> drawBox(part, Messages.get("phase.loss"), snapshot.loss().isPresent()
                    ? Numbers.shortly(snapshot.loss().getAsDouble())
                    : snapshot.withholdsLoss() ? Messages.get("transport.loss.hidden") : "–");
            case UPDATE -> drawBox(part, Messages.get("phase.update"), "");
        }
    }

    private boolean isWalked(Part part) {
        return snapshot.ran() >= part.end();
    }

    private static Ink ink(Part part) {
        return Ink.of(part.phase() == Phase.FORWARD ? SymbolClass.ACTIVATION : SymbolClass.ERROR);
    }

    /** The stream before and after a half of a block, in the order of the walk. */
    private void drawHalf(Part part) {
        Half half = Half.of(part);
        boolean forward = part.phase() == Phase.FORWARD;
        boolean attention = part.kind() == Kind.ATTENTION;
        drawStream(
                part, forward ? half.before() : "grad/act/" + half.after(),
                forward ? half.after() : "grad/act/" + half.before());
        drawBranch(
                part, attention ? -1 : 1,
                forward ? half.branch() : "grad/act/" + half.before() + "@" + half.branchFrom());
        if (labelled && part.width() > LEAST_LABELLED) {
            b.text(
                    part.middle(), attention ? 10 : height - 20, attention ? "attn" : "mlp", Typeface.SANS, SMALL,
                    Ink.MUTED, Mark.Anchor.MIDDLE);
            river.join(part).ifPresent(join -> shares(join, part, attention ? height - 20 : 10).forEach(b::add));
        }
    }

    private void drawStream(Part part, String before, String after) {
        Optional<Double> in = river.width(before, part.phase()).map(share -> share * widest);
        Optional<Double> out = river.width(after, part.phase()).map(share -> share * widest);
        drawBand(part, Math.max(1, in.or(() -> out).orElse(widest / 4)), Math.max(1, out.or(() -> in)
                .orElse(widest / 4)));
    }

    /** What is beyond the cursor is an outline as wide as what came before. */
    private void drawBand(Part part, double in, double out) {
        if (!isWalked(part)) {
            b.line(FlowShapes.band(part, middle, widest / 2, widest / 2, part.right()), 1, OUTLINE);
        }
        if (cursor > part.left()) {
            b.fill(FlowShapes.band(part, middle, in, out, isWalked(part) ? part.right() : cursor), ink(part));
        }
    }

    private void drawBranch(Part part, int side, String name) {
        double rise = side * arc * 1.3;
        if (!isWalked(part)) {
            b.line(FlowShapes.arc(part, middle, rise, part.right()), 1, OUTLINE);
        }
        if (cursor > part.left()) {
            double thickness = Math.max(1, river.width(name, part.phase()).orElse(0.0) * widest / 3);
            b.line(
                    FlowShapes.arc(part, middle, rise, isWalked(part) ? part.right() : cursor), thickness,
                    ink(part).withOpacity(0.8));
        }
    }

    private void drawEnd(Part part) {
        boolean embedding = part.kind() == Kind.EMBEDDING;
        String last = snapshot.model().config().blocks().getLast() + ".resid_mlp";
        String stream = (part.phase() == Phase.FORWARD ? "" : "grad/act/") + (embedding ? "embed" : last);
        drawStream(part, stream, stream);
        b.text(
                part.middle(), height - 5, embedding ? "embed" : "head", Typeface.MONO, SMALL, Ink.MUTED,
                Mark.Anchor.MIDDLE);
    }

    /** As many blocks are named as there is room for. */
    private void drawBlockNames() {
        List<Part> lasts = layout.parts().stream()
                .filter(part -> part.isHalf() && (part.kind() == Kind.ATTENTION) == (part.phase() == Phase.FORWARD))
                .toList();
        double name = Typeface.MONO.width("h.00", SMALL) + 8;
        int every = (int) Math.ceil(name / (2 * lasts.getFirst().width()));
        for (Part part : lasts) {
            if (Integer.parseInt(part.block().substring(2)) % every == 0) {
                b.text(part.right(), height - 5, part.block(), Typeface.MONO, SMALL, Ink.MUTED, Mark.Anchor.MIDDLE);
            }
        }
    }

    /** The box of a phase; its lower edge is coloured as far as the phase has been walked. */
    private void drawBox(Part part, String title, String number) {
        Bounds box = new Bounds(part.left() + 4, middle - 19, part.width() - 8, 38);
        b.fill(box, 6, Ink.of(Ink.Role.RAISED));
        if (cursor > part.left()) {
            double share = isWalked(part) ? 1 : (cursor - part.left()) / part.width();
            b.fill(new Bounds(box.x() + 4, box.bottom() - 3, share * (box.width() - 8), 2), 1, Ink.MUTED);
        }
        b.text(
                part.middle(), middle + (number.isEmpty() ? 4 : -3), title, Typeface.SANS_SEMIBOLD, 10.5,
                Ink.FOREGROUND, Mark.Anchor.MIDDLE);
        b.text(part.middle(), middle + 12, number, Typeface.MONO, 10.5, Ink.MUTED, Mark.Anchor.MIDDLE);
    }

    /**
     * The shares of skip and branch, above a hatched line where one is negative; none where they would run into their neighbours.
     *
     * @param y the base line
     */
    static List<Mark> shares(Join join, Part part, double y) {
        String text = text(join);
        double length = length(join);
        if (room(length) > part.width()) {
            return List.of();
        }
        Mark numbers = new Mark.Text(part.middle(), y, text, Typeface.MONO, SMALL, Ink.MUTED, Mark.Anchor.MIDDLE);
        Bounds place = new Bounds(part.middle() - length / 2, y + 2, length, UNDERLINE);
        return join.skip() < 0 || join.branch() < 0
                ? List.of(new Mark.Hatch(place.shape(), Ink.of(SymbolClass.ERROR)), numbers)
                : List.of(numbers);
    }

    private static String text(Join join) {
        return Join.percent(join.skip()) + "|" + Join.percent(join.branch());
    }

    private static double length(Join join) {
        return Typeface.MONO.width(text(join), SMALL);
    }

    /** How wide a half must be for shares between the names of its neighbours. */
    private static double room(double shares) {
        return (shares + Typeface.SANS.width("attn", SMALL)) / 2 + GAP;
    }
}
