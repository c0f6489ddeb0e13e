package org.gradwalk.app.session;

import java.util.List;
import java.util.Map;

/**
 * What a person has derived.
 *
 * @param lines what stands in the field at each node, by its address
 * @param kept the answers that were kept, the newest first
 */
public record Derivations(Map<String, String> lines, List<Kept> kept) {

    /** Nothing was derived yet. */
    public static final Derivations NONE = new Derivations(Map.of(), List.of());

    /** Copies the collections. */
    public Derivations {
        lines = Map.copyOf(lines);
        kept = List.copyOf(kept);
    }

    /**
     * An answer.
     *
     * @param node the address of what was asked
     * @param text as it was typed
     * @param right whether it was found right
     */
    public record Kept(String node, String text, boolean right) {}
}
