package org.gradwalk.app.view;

import java.util.ArrayList;
import java.util.List;
import org.gradwalk.app.chart.Numbers;
import org.gradwalk.model.program.Value;
import org.gradwalk.model.run.Intervention;
import org.gradwalk.model.run.Where;

/** What is said of a change by hand. */
public final class ByHandWords {

    private ByHandWords() {}

    /** Which entries of a value, with rows and columns as its heat maps count them. */
    public static String of(Value value, Where where) {
        return switch (where) {
            case Where.All() -> Messages.get("hand.where.all");
            case Where.Head(int head) -> Messages.get("hand.where.head", head);
            case Where.Block block -> block(value, block);
        };
    }

    private static String block(Value value, Where.Block block) {
        List<String> parts = new ArrayList<>();
        if (block.rows() == 1 && value.rows() > 1) {
            parts.addAll(row(value, block.firstRow()));
        } else if (block.rows() < value.rows()) {
            parts.add(Messages.get("hand.where.rows", block.firstRow(), block.firstRow() + block.rows() - 1));
        }
        if (block.columns() == 1 && value.columns() > 1) {
            parts.addAll(column(value, block.firstColumn()));
        } else if (block.columns() < value.columns()) {
            parts.add(Messages.get(
                    "hand.where.columns", block.firstColumn(), block.firstColumn() + block.columns() - 1));
        }
        return parts.isEmpty() ? Messages.get("hand.where.all") : String.join(", ", parts);
    }

    private static List<String> row(Value value, int row) {
        int positions = value.extent().positions();
        List<String> parts = new ArrayList<>();
        if (value.extent().sequences() > 1 && isOfSequences(value)) {
            parts.add(Messages.get("hand.where.sequence", row / (value.rows() / value.extent().sequences())));
        }
        if (value.layout() == Value.Layout.ATTENTION) {
            parts.add(Messages.get("hand.where.head", row / positions % value.extent().heads()));
        }
        parts.add(Messages.get("hand.where.row", isOfSequences(value) ? row % positions : row));
        return parts;
    }

    private static boolean isOfSequences(Value value) {
        return switch (value.layout()) {
            case SEQUENCES, HEADS, ATTENTION -> true;
            case POSITIONS, PARAMETER, VECTOR, SCALAR -> false;
        };
    }

    private static List<String> column(Value value, int column) {
        if (value.layout() != Value.Layout.HEADS) {
            return List.of(Messages.get("hand.where.column", column));
        }
        int width = value.columns() / value.extent().heads();
        return List.of(
                Messages.get("hand.where.head", column / width), Messages.get("hand.where.column", column % width));
    }

    /** What is done to them. */
    public static String done(Intervention change) {
        String addend = Numbers.shortly(change.addend());
        String factor = Numbers.shortly(change.factor());
        if (change.factor() == 0) {
            return Messages.get("hand.set", addend);
        }
        return change.addend() == 0
                ? Messages.get("hand.scale", factor)
                : Messages.get("hand.both", factor, addend);
    }
}
