package org.gradwalk.model.run;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.Set;
import org.gradwalk.model.gpt.Gpt;
import org.gradwalk.model.program.Memory;
import org.gradwalk.model.program.Operation;
import org.gradwalk.model.program.Parameter;
import org.gradwalk.model.program.Phase;
import org.gradwalk.model.program.Program;
import org.gradwalk.model.program.Value;
import org.gradwalk.model.tensor.Matrix;

/**
 * Changes by hand at their places in a program: each is done as soon as its value is whole, and before anybody reads it.
 * The error of a changed value is changed with it, so that the gradients are those of the network as it was changed. There
 * are two exceptions: the way back of softmax and layer norm reads their own results, and so the changed ones; and the
 * summands of an adapter take the error of their sum.
 */
final class Interventions {

    /** None. */
    static final Interventions NONE = new Interventions(List.of(), Set.of(), Map.of());

    /**
     * What happens to a value when it is whole.
     *
     * @param value that is changed
     * @param inPlace whether its own numbers are written over, and a copy is put aside; else it gets others
     * @param byHand what is done, one after the other
     * @param kept what its numbers become before that: an update's result what it was before
     * @param allowed of attention, which pairs of positions are read
     * @param views its parts and other names that come later, in the order of the program
     */
    private record Place(
            Value value, boolean inPlace, List<Intervention> byHand, Optional<Value> kept, Optional<Value> allowed,
            List<Value> views) {

        void undo(Rebinding rebinding) {
            rebinding.undo(value);
            views.forEach(rebinding::undo);
        }

        void apply(Memory memory, Rebinding rebinding) {
            Matrix spare = rebinding.spare(value);
            spare.copyFrom(memory.matrix(value));
            if (!inPlace) {
                rebinding.bind(value, spare);
                for (Value view : views) {
                    Value.Source source = view.source().orElseThrow();
                    rebinding.bind(
                            view, memory.matrix(source.value()).columns(source.firstColumn(), view.columns()));
                }
            }
            Matrix numbers = memory.matrix(value);
            kept.ifPresent(before -> numbers.copyFrom(memory.matrix(before)));
            Optional<Matrix> pairs = allowed.map(memory::matrix);
            byHand.forEach(intervention -> intervention.apply(value, numbers, pairs));
        }
    }

    private final List<Intervention> byHand;
    private final Set<String> frozen;
    /** By the index of the operation after which they are done. */
    private final Map<Integer, List<Place>> places;

    private Interventions(List<Intervention> byHand, Set<String> frozen, Map<Integer, List<Place>> places) {
        this.byHand = byHand;
        this.frozen = frozen;
        this.places = places;
    }

    /**
     * Finds their places.
     *
     * @param frozen names of parameters that no update changes
     * @throws IllegalArgumentException if a name or an entry is not the program's, or nothing in it writes the value
     */
    static Interventions of(Program program, List<Intervention> interventions, Set<String> frozen) {
        SequencedMap<Value, List<Intervention>> byValue = new LinkedHashMap<>();
        for (Intervention intervention : interventions) {
            Value value = value(program, intervention);
            if (program.writtenBy(value) < 0) {
                throw new IllegalArgumentException(
                        value.name() + " is there from the start: it is changed before an iteration, not in it");
            }
            byValue.computeIfAbsent(value, _ -> new ArrayList<>()).add(intervention);
            onTheWayBack(program, intervention, value)
                    .forEach((error, adjoint) -> byValue.computeIfAbsent(error, _ -> new ArrayList<>()).add(adjoint));
        }
        Map<Value, Value> kept = new HashMap<>();
        for (Parameter parameter : program.trainedParameters()) {
            if (frozen.contains(parameter.name())) {
                parameter.carried().forEach(carried -> {
                    kept.put(carried.after(), carried.before());
                    byValue.putIfAbsent(carried.after(), new ArrayList<>());
                });
            }
        }
        Map<Integer, List<Place>> places = new HashMap<>();
        byValue.forEach((value, changes) -> {
            int writer = program.writtenBy(value);
            places.computeIfAbsent(writer, _ -> new ArrayList<>()).add(new Place(
                    value, isHandedOn(program, value), changes, Optional.ofNullable(kept.get(value)),
                    value.layout() == Value.Layout.ATTENTION
                            ? program.value(Gpt.ATTENTION_MASK)
                            : Optional.empty(),
                    program.values().stream()
                            .filter(each -> !each.equals(value) && each.isOf(value)
                                    && program.writtenBy(each) >= writer)
                            .toList()));
        });
        return new Interventions(interventions, frozen, places);
    }

    /** Whether its numbers become those of another value without being copied: of a whole, or of the next iteration. */
    private static boolean isHandedOn(Program program, Value value) {
        boolean becomesWhole = value.source()
                .filter(source -> program.writtenBy(source.value()) >= program.writtenBy(value))
                .isPresent();
        return becomesWhole || program.parameters().stream()
                .flatMap(parameter -> parameter.carried().stream())
                .anyMatch(carried -> carried.after().equals(value));
    }

    /**
     * The value that is changed.
     *
     * @throws IllegalArgumentException if a name or an entry is not the program's
     */
    static Value value(Program program, Intervention intervention) {
        Value value = program.value(intervention.value())
                .orElseThrow(() -> new IllegalArgumentException("There is no value " + intervention.value()));
        if (!intervention.where().isIn(value)) {
            throw new IllegalArgumentException(value + " has no " + intervention.where());
        }
        return value;
    }

    /** What is done to the errors that come back of a value; where only its parts are read, to theirs. */
    private static Map<Value, Intervention> onTheWayBack(Program program, Intervention intervention, Value value) {
        int writer = program.writtenBy(value);
        if (writer >= program.phase(Phase.LOSS).end()) {
            return Map.of();
        }
        SequencedMap<Value, Intervention> adjoints = new LinkedHashMap<>();
        for (Value part : program.values()) {
            boolean isPart = part.columns() < value.columns() && program.writtenBy(part) > writer
                    && part.source().filter(source -> source.value().equals(value)).isPresent();
            if (isPart) {
                Optional<Where> there = intervention.where().in(part, part.source().orElseThrow().firstColumn());
                error(program, part).ifPresent(error -> there
                        .ifPresent(where -> adjoints.put(error, intervention.adjoint(error.name(), where))));
            }
        }
        if (adjoints.isEmpty()) {
            error(program, value).ifPresent(
                    error -> adjoints.put(error, intervention.adjoint(error.name(), intervention.where())));
        }
        return adjoints;
    }

    private static Optional<Value> error(Program program, Value value) {
        return program.error(value).filter(error -> program.writtenBy(error) >= 0);
    }

    /** Whether nothing is changed. */
    boolean isEmpty() {
        return places.isEmpty();
    }

    /** Whether these are the changes that are done. */
    boolean isOf(List<Intervention> others, Set<String> othersFrozen) {
        return byHand.equals(others) && frozen.equals(othersFrozen);
    }

    /** Runs an operation, and does what is to be done after it. */
    void run(Operation operation, Memory memory, Rebinding rebinding) {
        List<Place> due = places.isEmpty() ? null : places.get(operation.index());
        if (due == null) {
            operation.kernel().run(memory);
        } else {
            due.forEach(place -> place.undo(rebinding)); // what was done when it ran before
            operation.kernel().run(memory);
            due.forEach(place -> place.apply(memory, rebinding));
        }
    }

    /** The numbers of a value as its operation wrote them; empty where they have not been changed. */
    Optional<Matrix> original(Value value, Rebinding rebinding) {
        return places.values().stream()
                .flatMap(List::stream)
                .filter(place -> place.value.equals(value))
                .findFirst()
                .map(place -> place.inPlace
                        ? rebinding.spare(value)
                        : rebinding.before(value).orElseGet(() -> rebinding.spare(value)));
    }
}
