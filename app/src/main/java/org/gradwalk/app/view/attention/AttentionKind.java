package org.gradwalk.app.view.attention;

import java.util.Locale;
import org.gradwalk.app.view.Messages;
import org.gradwalk.app.view.ViewState;
import org.gradwalk.model.program.Program;
import org.gradwalk.model.program.Value;

/** What can be looked at of an attention layer. */
enum AttentionKind {
    PROBS(false, "probs"),
    SCORES(false, "scores"),
    PROBS_ERROR(true, "probs"),
    SCORES_ERROR(true, "scores");

    private final boolean error;
    private final String end;

    AttentionKind(boolean error, String end) {
        this.error = error;
        this.end = end;
    }

    /** The value of a layer, as the program calls it. */
    private String valueName(String layer) {
        return (error ? "grad/act/" : "") + layer + "." + end;
    }

    /** Whether the way back brings it. */
    boolean isError() {
        return error;
    }

    /** The value of a layer. */
    Value value(Program program, String layer) {
        return program.requireValue(valueName(layer));
    }

    /** Its letter in a layer's formulas. */
    String letter(ViewState state, String layer) {
        return state.letter(value(state.snapshot().program(), layer));
    }

    /** What its letter stands for. */
    String words(String letter) {
        return Messages.get("attention.caption", letter, Messages.get(key() + ".words"));
    }

    /** Where it will come from, as long as it is not there. */
    String awaited(String block) {
        return Messages.get(key() + ".awaited", block);
    }

    /** What stands above the selected token's row. */
    String rowTitle(int head, String token, int position) {
        return Messages.get(this == PROBS ? "attention.reads" : "attention.row", head, token, position);
    }

    /** What stands above the selected token's column. */
    String columnTitle(int head, String token, int position) {
        return Messages.get(this == PROBS ? "attention.readBy" : "attention.column", head, token, position);
    }

    private String key() {
        return "attention." + name().toLowerCase(Locale.ROOT);
    }
}
