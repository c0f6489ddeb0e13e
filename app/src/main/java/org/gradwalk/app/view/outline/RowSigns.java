package org.gradwalk.app.view.outline;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.gradwalk.app.chart.HandSign;
import org.gradwalk.app.session.Snapshot;
import org.gradwalk.app.view.ByHand;
import org.gradwalk.app.view.Messages;
import org.gradwalk.model.program.Parameter;
import org.gradwalk.model.program.Program;
import org.gradwalk.model.program.Value;

/**
 * Which rows show that something in them was changed by hand: the step that computes it, the layer that owns it, and all
 * rows above.
 *
 * @param byRow in words, by the address of the row
 */
record RowSigns(Map<String, Map<String, HandSign>> byRow) {

    static final RowSigns NONE = new RowSigns(Map.of());

    static RowSigns of(Snapshot snapshot) {
        Program program = snapshot.program();
        Map<String, Map<String, HandSign>> signs = new LinkedHashMap<>();
        for (ByHand.Deed deed : ByHand.of(snapshot)) {
            rows(program, deed.value()).forEach(row -> put(signs, row, deed.words(), HandSign.CHANGED));
        }
        for (Parameter parameter : program.parameters()) {
            if (ByHand.isFrozen(snapshot, parameter.value())) {
                String words = Messages.get("hand.frozen", parameter.name());
                rows(program, parameter.value()).forEach(row -> put(signs, row, words, HandSign.FROZEN));
            }
        }
        return new RowSigns(Map.copyOf(signs));
    }

    private static void put(Map<String, Map<String, HandSign>> signs, String row, String words, HandSign sign) {
        signs.computeIfAbsent(row, _ -> new LinkedHashMap<>()).put(words, sign);
    }

    /** From the step that computes a value, or the layer that owns a parameter, upwards. */
    private static List<String> rows(Program program, Value value) {
        List<String> rows = new ArrayList<>();
        program.parameters().stream().filter(parameter -> parameter.value().equals(value)).findFirst()
                .flatMap(parameter -> program.node(parameter.layer()))
                .or(() -> Optional.of(program.nodeOf(
                        program.operations().get(Math.max(0, program.writtenBy(value))))))
                .ifPresent(node -> program.path(node).forEach(above -> rows.add(above.row())));
        return rows;
    }

    /** The signs of a row, each once. */
    List<HandSign> of(String row) {
        return byRow.getOrDefault(row, Map.of()).values().stream().distinct().sorted().toList();
    }

    /** What was done in a row, a line each, each after a line break. */
    String words(String row) {
        StringBuilder words = new StringBuilder();
        byRow.getOrDefault(row, Map.of()).keySet().forEach(line -> words.append('\n').append(line));
        return words.toString();
    }
}
