package org.gradwalk.model.file;

import java.util.List;
import java.util.SequencedMap;

/**
 * What the header of a safetensors file says, in its order.
 *
 * @param tensors where each tensor lies
 * @param metadata free strings about the whole file
 */
record SafeTensorsHeader(List<Entry> tensors, SequencedMap<String, String> metadata) {
    private static final int SHOWN_NAME_LENGTH = 80;

    /**
     * Where a tensor lies.
     *
     * @param entries product(shape)
     * @param begin the first byte, counted from the start of the data
     * @param end the byte after the last one, begin + entries * dtype.bytes()
     */
    record Entry(String name, Dtype dtype, List<Integer> shape, long entries, long begin, long end) {
        /** The name as a message shows it. */
        String shownName() {
            return shown(name);
        }
    }

    /** A tensor's name as a message shows it: short, and without control characters. */
    static String shown(String name) {
        String start = name.length() > SHOWN_NAME_LENGTH ? name.substring(0, SHOWN_NAME_LENGTH) + "..." : name;
        return "tensor '" + start.replaceAll("\\p{Cntrl}", "?") + "'";
    }
}
