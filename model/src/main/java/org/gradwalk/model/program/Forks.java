package org.gradwalk.model.program;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Which values go several ways, so that their errors come back as summands. */
final class Forks {

    private final Map<Value, List<Use>> uses = new LinkedHashMap<>();

    /** A place from which an error comes back, and what its summand is called in formulas. */
    record Use(String consumer, String label) {}

    void add(Value value, Use use) {
        uses.computeIfAbsent(value, _ -> new ArrayList<>()).add(use);
    }

    List<Use> of(Value value) {
        return uses.getOrDefault(value, List.of());
    }

    /**
     * What a consumer's part of the error is called: a summand, or, where there is no other, the error itself.
     *
     * @throws IllegalStateException if it did not say that it uses the value
     */
    String contribution(Value value, String consumer) {
        List<Use> all = of(value);
        if (all.stream().noneMatch(use -> use.consumer().equals(consumer))) {
            throw new IllegalStateException(consumer + " did not say that it uses " + value.name());
        }
        return all.size() == 1 ? ErrorNames.of(value) : ErrorNames.summand(value, consumer);
    }
}
