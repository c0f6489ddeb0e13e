package org.gradwalk.app.chart;

import java.awt.Shape;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Collects the marks of a picture, from the bottom up. */
public final class PictureBuilder {

    private final List<Mark> marks = new ArrayList<>();
    private final List<Target> targets = new ArrayList<>();
    private final Map<String, Picture.Explanation> explanations = new HashMap<>();

    /** A filled rectangle. */
    public PictureBuilder fill(Bounds bounds, double radius, Ink ink) {
        return add(new Mark.Box(bounds, radius, Optional.of(ink), Optional.empty(), 0));
    }

    /** The outline of a rectangle. */
    public PictureBuilder frame(Bounds bounds, double lineWidth, Ink ink) {
        return add(new Mark.Box(bounds, 0, Optional.empty(), Optional.of(ink), lineWidth));
    }

    /** A line of text from x on. */
    public PictureBuilder text(double x, double baseline, String text, Typeface face, double size, Ink ink) {
        return text(x, baseline, text, face, size, ink, Mark.Anchor.START);
    }

    public PictureBuilder text(
            double x, double baseline, String text, Typeface face, double size, Ink ink, Mark.Anchor anchor) {
        return add(new Mark.Text(x, baseline, text, face, size, ink, anchor));
    }

    /** A sentence in the middle of a room in which there is nothing to be seen. */
    public PictureBuilder message(Bounds room, String sentence, Ink ink) {
        return text(
                room.x() + room.width() / 2, room.y() + room.height() / 2, sentence, Typeface.SANS, 12, ink,
                Mark.Anchor.MIDDLE);
    }

    /** A filled outline. */
    public PictureBuilder fill(Shape shape, Ink ink) {
        return add(new Mark.Path(shape, Optional.of(ink), Optional.empty(), 0));
    }

    /** A line. */
    public PictureBuilder line(Shape shape, double width, Ink ink) {
        return add(new Mark.Path(shape, Optional.empty(), Optional.of(ink), width));
    }

    public PictureBuilder add(Mark mark) {
        marks.add(mark);
        return this;
    }

    /** Something that can be pointed at. */
    public PictureBuilder target(Target target) {
        targets.add(target);
        return this;
    }

    /** How the entries of a value come about. */
    public PictureBuilder explain(String value, Picture.Explanation explanation) {
        explanations.put(value, explanation);
        return this;
    }

    public Picture build(double width, double height, String title) {
        return new Picture(width, height, title, marks, targets, explanations);
    }
}
