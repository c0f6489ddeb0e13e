package org.gradwalk.app.view;

import java.util.ArrayList;
import java.util.List;
import org.gradwalk.app.chart.Bounds;
import org.gradwalk.app.chart.Ink;
import org.gradwalk.app.chart.Mark;
import org.gradwalk.app.chart.PictureBuilder;
import org.gradwalk.app.chart.Typeface;
import org.gradwalk.model.program.Value;

/** What an empty panel says: what will appear in it, or is hidden, and which keys bring it. */
public final class Awaited {

    private static final double SIZE = 12;
    private static final double LINE = 18;
    private static final double MARGIN = 24;

    private Awaited() {}

    /** Of a value that the way to the loss yields. */
    public static void forward(PictureBuilder b, Bounds room, ViewState state, Value value, String sentence) {
        draw(
                b, room, state, value, sentence,
                Messages.get("awaited.forward", key(KeyAction.OVER), key(KeyAction.TO_LOSS)));
    }

    /** Of a value that the way back from the loss yields. */
    public static void backward(PictureBuilder b, Bounds room, ViewState state, Value value, String sentence) {
        boolean back = state.snapshot().loss().isPresent();
        draw(b, room, state, value, sentence, Messages.get(
                back ? "awaited.back" : "awaited.backward", key(KeyAction.OVER), key(KeyAction.TO_LOSS),
                key(KeyAction.TO_END)));
    }

    private static String key(KeyAction action) {
        return action.keyNames().getFirst();
    }

    private static void draw(
            PictureBuilder b, Bounds room, ViewState state, Value value, String sentence, String keys) {
        if (state.snapshot().withholds(value)) {
            draw(
                    b, room, Messages.get("awaited.hidden"),
                    Messages.get("awaited.ask", key(KeyAction.SHOW), key(KeyAction.OVER), key(KeyAction.HIDE)));
        } else {
            draw(b, room, sentence, keys);
        }
    }

    private static void draw(PictureBuilder b, Bounds room, String sentence, String keys) {
        List<String> first = lines(sentence, room.width() - 2 * MARGIN);
        List<String> second = lines(keys, room.width() - 2 * MARGIN);
        double y = room.y() + (room.height() - (first.size() + second.size()) * LINE) / 2 + SIZE;
        for (String line : first) {
            b.text(middle(room), y, line, Typeface.SANS, SIZE, Ink.FOREGROUND, Mark.Anchor.MIDDLE);
            y += LINE;
        }
        for (String line : second) {
            b.text(middle(room), y + 4, line, Typeface.SANS, SIZE, Ink.MUTED, Mark.Anchor.MIDDLE);
            y += LINE;
        }
    }

    private static double middle(Bounds room) {
        return room.x() + room.width() / 2;
    }

    /** A text in lines that are no wider than the room, where words allow it. */
    private static List<String> lines(String text, double width) {
        List<String> lines = new ArrayList<>();
        StringBuilder line = new StringBuilder();
        for (String word : text.split(" ", -1)) {
            if (!line.isEmpty() && Typeface.SANS.width(line + " " + word, SIZE) > width) {
                lines.add(line.toString());
                line.setLength(0);
            }
            line.append(line.isEmpty() ? "" : " ").append(word);
        }
        lines.add(line.toString());
        return lines;
    }
}
