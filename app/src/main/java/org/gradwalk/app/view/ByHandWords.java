package org.gradwalk.app.view;

import java.util.ArrayList;
import java.util.List;
import org.gradwalk.app.chart.Numbers;
import org.gradwalk.model.program.Value;
import org.gradwalk.model.program.Value.Layout;
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
        rows(value, block.firstRow(), block.rows(), parts);
        columns(value, block.firstColumn(), block.columns(), parts);
        return parts.isEmpty() ? Messages.get("hand.where.all") : String.join(", ", parts);
    }

    /** Of sequences and heads each counts its own rows. */
    private static void rows(Value value, int first, int count, List<String> parts) {
        int sequences = isOfSequences(value) ? value.extent().sequences() : 1;
        int heads = value.layout() == Layout.ATTENTION ? value.extent().heads() : 1;
        int own = value.rows() / sequences / heads;
        if (count == value.rows()) {
            return;
        }
        boolean inOne = first / own == (first + count - 1) / own;
        if (inOne && sequences > 1) {
            parts.add(Messages.get("hand.where.sequence", first / own / heads));
        }
        if (inOne && heads > 1) {
            parts.add(Messages.get("hand.where.head", first / own % heads));
        }
        if (count < own || !inOne) {
            stretch("row", inOne ? first % own : first, count, parts);
        }
    }

    private static void columns(Value value, int first, int count, List<String> parts) {
        int heads = value.layout() == Layout.HEADS ? value.extent().heads() : 1;
        int own = value.columns() / heads;
        if (count == value.columns()) {
            return;
        }
        boolean inOne = first / own == (first + count - 1) / own;
        if (inOne && heads > 1) {
            parts.add(Messages.get("hand.where.head", first / own));
        }
        if (count < own || !inOne) {
            stretch("column", inOne ? first % own : first, count, parts);
        }
    }

    private static void stretch(String of, int first, int count, List<String> parts) {
        parts.add(count == 1
                ? Messages.get("hand.where." + of, first)
                : Messages.get("hand.where." + of + "s", first, first + count - 1));
    }

    private static boolean isOfSequences(Value value) {
        return switch (value.layout()) {
            case SEQUENCES, HEADS, ATTENTION -> true;
            case POSITIONS, PARAMETER, VECTOR, SCALAR -> false;
        };
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
