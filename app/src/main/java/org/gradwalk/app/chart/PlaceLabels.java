package org.gradwalk.app.chart;

import java.util.OptionalInt;

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

    private static Ink ink(int place, OptionalInt lit) {
        return lit.isPresent() && lit.getAsInt() == place ? Ink.FOREGROUND : Ink.MUTED;
    }
}
