package org.gradwalk.app.chart;

import java.util.OptionalInt;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Draws the labels of places along cells or bars; {@link SideLabels} says which of them. */
public final class PlaceLabels {

    /** Height of the labels below something. */
    public static final double BELOW = 14;
    /** Width of the labels left of something. */
    public static final double LEFT = 18;

    private static final double SIZE = 9.5;
    /** Where labels would be smaller than this, some are left out. */
    private static final double LEAST_SIZE = 9;
    /** Letters without their ascenders' air: lines may come as close as this share of the size. */
    private static final double LINE = 0.85;
    /** Beyond the labels, where a click still means the nearest. */
    private static final double NEAR = 4;
    private static final double GAP = 4;
    /** From a label to the one that stands beside it for want of room. */
    private static final double LANE = 7;
    private static final int LANES = 2;
    /** Of rounding, where something just fits. */
    private static final double SLACK = 1e-6;

    private PlaceLabels() {}

    /**
     * Labels below something that shows {@code count} places from {@code first} on.
     *
     * @param lit a place whose label stands out
     */
    public static void below(
            PictureBuilder b, Side side, Bounds shown, int first, int count, OptionalInt lit) {
        double room = shown.width() / count;
        for (SideLabels.Label label : SideLabels.of(side, first, count, room, PlaceLabels::needed, 1)) {
            b.text(
                    shown.x() + (label.place() + 0.5) * room, shown.bottom() + SIZE + 2, label.text(), Typeface.MONO,
                    SIZE, ink(first + label.place(), lit), Mark.Anchor.MIDDLE);
        }
        b.target(new Target.Labels(
                side, new Bounds(shown.x(), shown.bottom(), shown.width(), BELOW + NEAR), first, count, true));
    }

    /** Whether all labels fit below places of this width. */
    public static boolean fit(Side side, double room) {
        return side.labels().stream().allMatch(label -> needed(label) <= room);
    }

    private static double needed(String label) {
        return Typeface.MONO.width(label, SIZE) + 1;
    }

    /**
     * Labels left of something that shows {@code count} places from {@code first} on.
     *
     * @param width that they have
     */
    public static void left(
            PictureBuilder b, Side side, Bounds shown, int first, int count, OptionalInt lit, double width) {
        double room = shown.height() / count;
        double size = Math.clamp(room / LINE, LEAST_SIZE, SIZE);
        for (SideLabels.Label label : SideLabels.of(side, first, count, room, text -> height(text, size, width),
                LANES)) {
            b.text(
                    shown.x() - GAP - label.lane() * LANE, shown.y() + (label.place() + 0.5) * room + size * 0.35,
                    label.text(), Typeface.MONO, size, ink(first + label.place(), lit), Mark.Anchor.END);
        }
        b.target(new Target.Labels(
                side, new Bounds(shown.x() - width - NEAR, shown.y(), width + NEAR, shown.height()), first, count,
                false));
    }

    /** A label that is too wide has no room at any height; numbers, which come in its place, are narrow. */
    private static double height(String label, double size, double width) {
        boolean number = label.chars().allMatch(Character::isDigit);
        return number || Typeface.MONO.width(label, size) <= width - GAP ? LINE * size : Double.MAX_VALUE;
    }

    /**
     * Labels left of a square and below it, of one kind and one size: tokens, if need be in letters as small as {@code
     * least}, where all of them have room on both sides, else their numbers.
     */
    public static void square(PictureBuilder b, Side rows, Side columns, Bounds shown, double least) {
        int count = rows.labels().size();
        double room = shown.height() / count;
        double size = Math.clamp(room / LINE, least, SIZE);
        double widest = Stream.concat(rows.labels().stream(), columns.labels().stream())
                .mapToDouble(label -> Typeface.MONO.width(label, size)).max().orElse(0);
        if (LINE * size > room + SLACK || widest > Math.min(room, LEFT - GAP)) {
            left(b, numbered(rows), shown, 0, count, OptionalInt.empty(), LEFT);
            below(b, numbered(columns), shown, 0, count, OptionalInt.empty());
            return;
        }
        for (int i = 0; i < count; i++) {
            double middle = (i + 0.5) * room;
            b.text(
                    shown.x() - GAP, shown.y() + middle + size * 0.35, rows.labels().get(i), Typeface.MONO, size,
                    Ink.MUTED, Mark.Anchor.END);
            b.text(
                    shown.x() + middle, shown.bottom() + size + 2, columns.labels().get(i), Typeface.MONO, size,
                    Ink.MUTED, Mark.Anchor.MIDDLE);
        }
    }

    private static Side numbered(Side side) {
        return new Side(
                side.axis(), IntStream.range(0, side.labels().size()).mapToObj(Integer::toString).toList());
    }

    private static Ink ink(int place, OptionalInt lit) {
        return lit.isPresent() && lit.getAsInt() == place ? Ink.FOREGROUND : Ink.MUTED;
    }
}
