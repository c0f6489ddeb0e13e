package org.gradwalk.model.metrics;

import java.util.List;
import org.gradwalk.model.program.Program;
import org.gradwalk.model.program.Value;

/**
 * Where on the way back the error along the skip path meets that of the branch: Δ_X = Δ_Y + Δ_X^f.
 *
 * @param layer address of the fork at which they meet, such as {@code h.0.fork_attn}
 * @param skip Δ_Y, B·T × d
 * @param branch Δ_X^f, B·T × d
 */
record Join(String layer, Value skip, Value branch) {

    private static final String SKIP = ".skip";

    /** The joins of a program, in forward order. */
    static List<Join> of(Program program) {
        return program.values().stream()
                .filter(value -> value.name().startsWith("h.") && value.name().endsWith(SKIP))
                .map(value -> at(program, value))
                .toList();
    }

    /** The one of the stream of this name along its skip path: its errors are called by who reads the stream. */
    private static Join at(Program program, Value skip) {
        String fork = skip.name().substring(0, skip.name().length() - SKIP.length());
        boolean attention = fork.endsWith("attn");
        String block = fork.substring(0, fork.lastIndexOf('.'));
        String error = "grad/act/" + skip.root().name() + "@" + block;
        return new Join(
                fork, program.requireValue(error + (attention ? ".resid_attn" : ".resid_mlp")),
                program.requireValue(error + (attention ? ".ln_1" : ".ln_2")));
    }
}
