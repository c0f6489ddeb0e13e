package org.gradwalk.app.chart;

import java.util.List;
import java.util.OptionalInt;

/**
 * The labels of places along cells or bars: all of them, or, where they do not fit, the numbers of places at regular
 * distances. A text in which letters are left out would read as another text.
 */
public final class PlaceLabels {

    /** Height of the labels below something. */
    public static final double BELOW = 14;
    /** Width of the labels left of something. */
    public static final double LEFT = 18;

    private static final double SIZE = 9.5;
    private static final double LEAST_SIZE = 8;
    private static final double GAP = 4;

    private PlaceLabels() {}

    /**
     * Labels below something that shows {@code count} places from {@code first} on.
     *
     * @param lit a place whose label stands out
     */
    public static void below(
            PictureBuilder b, Side side, Bounds shown, int first, int count, OptionalInt lit) {
        double room = shown.width() / count;
        double baseline = shown.bottom() + SIZE + 2;
        int every = every(widest(side.labels(), SIZE) + 1, room, widestNumber(first + count) + GAP);
        for (int place = start(first, every); place < first + count; place += Math.abs(every)) {
            b.text(
                    shown.x() + (place - first + 0.5) * room, baseline, label(side, place, every), Typeface.MONO, SIZE,
                    ink(place, lit), Mark.Anchor.MIDDLE);
        }
        b.target(new Target.Labels(
                side, new Bounds(shown.x(), shown.bottom(), shown.width(), BELOW), first, count, true));
    }

    /** Whether all labels fit below places of this width. */
    public static boolean fit(Side side, double room) {
        return widest(side.labels(), SIZE) + 1 <= room;
    }

    /** Labels left of something that shows {@code count} places from {@code first} on. */
    public static void left(PictureBuilder b, Side side, Bounds shown, int first, int count, OptionalInt lit) {
        double room = shown.height() / count;
        double size = Math.clamp(room, LEAST_SIZE, SIZE);
        boolean narrow = widest(side.labels(), size) <= LEFT - GAP;
        int every = every(narrow ? LEAST_SIZE : Double.MAX_VALUE, room, LEAST_SIZE + GAP);
        for (int place = start(first, every); place < first + count; place += Math.abs(every)) {
            b.text(
                    shown.x() - GAP, shown.y() + (place - first + 0.5) * room + size * 0.35,
                    label(side, place, every), Typeface.MONO, size, ink(place, lit), Mark.Anchor.END);
        }
        b.target(new Target.Labels(
                side, new Bounds(shown.x() - LEFT, shown.y(), LEFT, shown.height()), first, count, false));
    }

    /** 1 where all labels fit; else minus the distance of the numbers, one of 1, 2, 5, 10, 20 and so on. */
    private static int every(double label, double room, double number) {
        if (label <= room) {
            return 1;
        }
        int distance = 1;
        for (int i = 0; distance * room < number && i < 18; i++) {
            distance = distance / leading(distance) * (leading(distance) == 2 ? 5 : 2 * leading(distance));
        }
        return -distance;
    }

    private static int leading(int distance) {
        return Character.digit(Integer.toString(distance).charAt(0), 10);
    }

    private static int start(int first, int every) {
        return every > 0 ? first : Math.ceilDiv(first, -every) * -every;
    }

    private static String label(Side side, int place, int every) {
        return every > 0 ? side.labels().get(place) : Integer.toString(place);
    }

    private static Ink ink(int place, OptionalInt lit) {
        return lit.isPresent() && lit.getAsInt() == place ? Ink.FOREGROUND : Ink.MUTED;
    }

    private static double widest(List<String> labels, double size) {
        return labels.stream().mapToDouble(label -> Typeface.MONO.width(label, size)).max().orElse(0);
    }

    private static double widestNumber(int most) {
        return Typeface.MONO.width(Integer.toString(most), SIZE);
    }
}
