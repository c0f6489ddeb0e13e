package org.gradwalk.app.view.flow;

import java.awt.geom.Path2D;
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
import org.gradwalk.app.view.ViewState;
import org.gradwalk.app.view.flow.FlowLayout.Kind;
import org.gradwalk.app.view.flow.FlowLayout.Part;
import org.gradwalk.model.formula.SymbolClass;
import org.gradwalk.model.program.Phase;
import org.gradwalk.model.program.Program;
import org.gradwalk.model.program.Value;

/** Draws the river: a band for the residual stream, arcs for the branches, as wide as their norms are large. */
final class FlowPicture {

    private static final double TITLE = 22;
    private static final double LABELS = 30;
    private static final double MOST_WIDTH = 30;
    private static final Ink OUTLINE = Ink.BORDER;

    private final Snapshot snapshot;
    private final Program program;
    private final FlowLayout layout;
    private final double middle;
    private final double arc;
    private final double largestForward;
    private final double largestBackward;

    FlowPicture(ViewState state, double width, double height) {
        snapshot = state.snapshot();
        program = snapshot.program();
        layout = new FlowLayout(program, width);
        middle = TITLE + (height - TITLE - LABELS) / 2;
        arc = Math.max(8, (height - TITLE - LABELS) / 2 - 4);
        largestForward = largest("");
        largestBackward = largest("grad/act/");
    }

    private double largest(String prefix) {
        double largest = 0;
        for (Part part : layout.parts()) {
            if (!part.block().isEmpty()) {
                largest = Math.max(largest, norm(prefix + part.block() + ".resid_attn").orElse(0.0));
                largest = Math.max(largest, norm(prefix + part.block() + ".resid_mlp").orElse(0.0));
            }
        }
        return Math.max(largest, norm(prefix + "embed").orElse(0.0));
    }

    private Optional<Double> norm(String name) {
        return program.value(name).filter(snapshot::exists).map(value -> snapshot.norms().norm(value));
    }

    Picture draw(double width, double height) {
        PictureBuilder b = new PictureBuilder();
        b.text(16, 15, Messages.get("flow.title"), Typeface.SANS_SEMIBOLD, 12, Ink.MUTED);
        b.text(
                16 + Typeface.SANS_SEMIBOLD.width(Messages.get("flow.title"), 12) + 10, 15,
                Messages.get("flow.scale", scale(largestForward), scale(largestBackward)), Typeface.SANS, 11,
                Ink.SUBTLE);
        for (Part part : layout.parts()) {
            switch (part.kind()) {
                case ATTENTION, MLP -> drawHalf(b, part);
                case EMBEDDING, HEAD -> drawEnd(b, part);
                case LOSS -> drawLoss(b, part);
                case UPDATE -> drawBox(b, part, Messages.get("phase.update"), "");
            }
        }
        return b.build(width, height, Messages.get("flow.title"));
    }

    private static String scale(double largest) {
        return largest == 0 ? "–" : Numbers.briefly(largest);
    }

    /** The stream before and after a half of a block, in the order of the walk. */
    private void drawHalf(PictureBuilder b, Part part) {
        boolean forward = part.phase() == Phase.FORWARD;
        boolean attention = part.kind() == Kind.ATTENTION;
        String before = attention ? streamBefore(part.block()) : part.block() + ".resid_attn";
        String after = part.block() + (attention ? ".resid_attn" : ".resid_mlp");
        Ink ink = Ink.of(forward ? SymbolClass.ACTIVATION : SymbolClass.ERROR);
        double in = width(forward ? before : "grad/act/" + after, forward);
        double out = width(forward ? after : "grad/act/" + before, forward);
        boolean reached = out > 0;
        band(b, part, reached ? in : MOST_WIDTH / 2, reached ? out : MOST_WIDTH / 2, ink, reached);
        String branch = part.block() + (attention ? ".attn.out" : ".mlp.out");
        String back = "grad/act/" + before + "@" + part.block() + (attention ? ".ln_1" : ".ln_2");
        double thickness = width(forward ? branch : back, forward);
        drawBranch(b, part, attention ? -1 : 1, thickness, ink);
        double labelY = middle + arc + 14;
        String name = attention ? "attn" : "mlp";
        if (part.width() > 30) {
            b.text(
                    part.middle(), attention ? TITLE + 4 : labelY, name, Typeface.SANS, 10, Ink.SUBTLE,
                    Mark.Anchor.MIDDLE);
        }
        if (attention == forward) {
            double x = forward ? part.right() : part.left();
            b.text(x, labelY + 12, part.block(), Typeface.MONO, 10, Ink.MUTED, Mark.Anchor.MIDDLE);
        }
        if (!forward) {
            Join.at(snapshot, before, after, part.block() + (attention ? ".ln_1" : ".ln_2"))
                    .ifPresent(join -> drawJoin(b, part, join, attention));
        }
    }

    private String streamBefore(String block) {
        int number = Integer.parseInt(block.substring(2));
        return number == 0 ? "embed" : "h." + (number - 1) + ".resid_mlp";
    }

    /** The shares at the end of a half: above where the branch is below, and the other way round. */
    private void drawJoin(PictureBuilder b, Part part, Join join, boolean attention) {
        if (part.width() < 34) {
            return;
        }
        String shares = Math.round(100 * join.skip()) + "|" + Math.round(100 * join.branch());
        double y = attention ? middle + arc - 2 : TITLE + 12;
        boolean opposed = join.skip() < 0 || join.branch() < 0;
        if (opposed) {
            b.add(new Mark.Hatch(new Bounds(part.middle() - 15, y - 9, 30, 12).shape(), Ink.of(SymbolClass.ERROR)));
        }
        b.text(
                part.middle(), y, shares.replace('-', '−'), Typeface.MONO, 9.5, Ink.MUTED, Mark.Anchor.MIDDLE);
    }

    private double width(String name, boolean forward) {
        double largest = forward ? largestForward : largestBackward;
        Optional<Value> value = program.value(name).filter(snapshot::exists);
        return value.isEmpty() || largest == 0
                ? 0
                : Math.max(1, MOST_WIDTH * Math.sqrt(snapshot.norms().norm(value.get()) / largest));
    }

    private void band(PictureBuilder b, Part part, double in, double out, Ink ink, boolean reached) {
        Path2D.Double shape = new Path2D.Double();
        shape.moveTo(part.left(), middle - in / 2);
        shape.lineTo(part.right(), middle - out / 2);
        shape.lineTo(part.right(), middle + out / 2);
        shape.lineTo(part.left(), middle + in / 2);
        shape.closePath();
        if (reached) {
            b.fill(shape, ink);
        } else {
            b.line(shape, 1, OUTLINE);
        }
    }

    private void drawBranch(PictureBuilder b, Part part, int side, double thickness, Ink ink) {
        Path2D.Double curve = new Path2D.Double();
        double inset = part.width() * 0.12;
        double far = middle + side * arc * 1.15;
        curve.moveTo(part.left() + inset, middle);
        curve.curveTo(
                part.left() + inset * 2, far, part.right() - inset * 2, far, part.right() - inset, middle);
        boolean reached = thickness > 0;
        b.line(curve, reached ? Math.max(1, thickness / 3) : 1, reached ? ink.withOpacity(0.8) : OUTLINE);
    }

    private void drawEnd(PictureBuilder b, Part part) {
        boolean forward = part.phase() == Phase.FORWARD;
        boolean embedding = part.kind() == Kind.EMBEDDING;
        String last = snapshot.model().config().blocks().getLast() + ".resid_mlp";
        String stream = (forward ? "" : "grad/act/") + (embedding ? "embed" : last);
        double thickness = width(stream, forward);
        boolean reached = snapshot.position().operations() >= part.end() && thickness > 0;
        double shown = reached ? thickness : MOST_WIDTH / 2;
        Ink ink = Ink.of(forward ? SymbolClass.ACTIVATION : SymbolClass.ERROR);
        band(b, part, shown, shown, ink, reached);
        b.text(
                part.middle(), middle + arc + 26, embedding ? "embed" : "head", Typeface.MONO, 10, Ink.MUTED,
                Mark.Anchor.MIDDLE);
    }

    private void drawLoss(PictureBuilder b, Part part) {
        String number = snapshot.loss().isPresent() ? Numbers.shortly(snapshot.loss().getAsDouble()) : "–";
        drawBox(b, part, Messages.get("phase.loss"), number);
    }

    private void drawBox(PictureBuilder b, Part part, String title, String number) {
        Bounds box = new Bounds(part.left() + 5, middle - 20, part.width() - 10, 40);
        b.fill(box, 6, Ink.of(Ink.Role.RAISED));
        b.text(
                part.middle(), middle + (number.isEmpty() ? 4 : -3), title, Typeface.SANS_SEMIBOLD, 10.5,
                Ink.FOREGROUND, Mark.Anchor.MIDDLE);
        b.text(part.middle(), middle + 13, number, Typeface.MONO, 10.5, Ink.MUTED, Mark.Anchor.MIDDLE);
    }
}
