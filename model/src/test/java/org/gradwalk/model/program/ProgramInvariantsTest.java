package org.gradwalk.model.program;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.domains.Domain;
import net.jqwik.api.domains.DomainContext;
import org.gradwalk.model.program.Operation.Binding;
import org.gradwalk.model.program.Operation.Output;
import org.gradwalk.model.testing.RandomNetwork;
import org.gradwalk.model.testing.RandomNetworks;

/** What must hold of the list of operations of every network. */
@Domain(RandomNetworks.class)
@Domain(DomainContext.Global.class)
class ProgramInvariantsTest {

    /** Columns of a value that has numbers of its own. */
    private record Place(Value value, int firstColumn, int columns) {

        static Place of(Value value) {
            return value.source()
                    .map(source -> {
                        Place whole = of(source.value());
                        return new Place(whole.value, whole.firstColumn + source.firstColumn(), value.columns());
                    })
                    .orElseGet(() -> new Place(value, 0, value.columns()));
        }

        Stream<Integer> each() {
            return Stream.iterate(firstColumn, column -> column < firstColumn + columns, column -> column + 1);
        }
    }

    /** Whether an operation only gives other names to the numbers that it reads. */
    private static boolean relabels(Operation operation) {
        return operation.template() == Template.RELABEL;
    }

    @Property(tries = 40)
    void noNumberIsWrittenTwice(@ForAll RandomNetwork network) {
        Program program = network.program(network.fullUpdate());
        Map<Value, Set<Integer>> written = new HashMap<>();
        for (Operation operation : program.operations()) {
            if (!relabels(operation)) {
                for (Output output : operation.outputs()) {
                    Place place = Place.of(output.value());
                    place.each().forEach(column -> assertThat(
                            written.computeIfAbsent(place.value, key -> new HashSet<>()).add(column))
                            .as("%s writes column %d of %s for the first time", operation, column, place.value)
                            .isTrue());
                }
            }
        }
    }

    @Property(tries = 40)
    void noNameIsWrittenTwice(@ForAll RandomNetwork network) {
        Program program = network.program(network.fullUpdate());
        List<Value> written = program.operations().stream()
                .flatMap(operation -> operation.outputs().stream())
                .map(Output::value)
                .toList();
        assertThat(written).doesNotHaveDuplicates();
    }

    @Property(tries = 40)
    void whatAnOperationReadsIsWrittenBeforeOrComesFromOutside(@ForAll RandomNetwork network) {
        Program program = network.program(network.fullUpdate());
        Map<Value, Set<Integer>> there = new HashMap<>();
        outside(program).forEach(value -> Place.of(value).each().forEach(
                column -> there.computeIfAbsent(value, key -> new HashSet<>()).add(column)));
        for (Operation operation : program.operations()) {
            for (Binding input : operation.inputs()) {
                Place place = Place.of(input.value());
                assertThat(there.getOrDefault(place.value, Set.of()))
                        .as("columns of %s that are there when %s reads them", input.value(), operation)
                        .containsAll(place.each().toList());
                assertThat(program.writtenBy(input.value())).isLessThan(operation.index());
            }
            operation.outputs().forEach(output -> {
                Place place = Place.of(output.value());
                place.each().forEach(column -> there.computeIfAbsent(place.value, key -> new HashSet<>()).add(column));
            });
        }
    }

    /** Tokens, targets, their number, constants, parameters and what the optimizer remembers. */
    private static List<Value> outside(Program program) {
        List<Value> outside = new ArrayList<>(program.constants().keySet());
        Stream.of("tokens", "targets", "counted").map(program::requireValue).forEach(outside::add);
        program.parameters().forEach(parameter -> {
            outside.add(parameter.value());
            parameter.carried().stream()
                    .map(Parameter.Carried::before)
                    .filter(before -> !before.equals(parameter.value()))
                    .forEach(outside::add);
        });
        return outside;
    }

    @Property(tries = 40)
    void everyValueIsWrittenOrComesFromOutside(@ForAll RandomNetwork network) {
        Program program = network.program(network.fullUpdate());
        Set<Value> known = new HashSet<>(outside(program));
        program.operations().forEach(operation -> operation.outputs().forEach(output -> known.add(output.value())));
        assertThat(program.values()).allMatch(value -> known.contains(value) || known.contains(Place.of(value).value));
    }

    @Property(tries = 40)
    void relabellingWritesNothingButPartsOfWhatItReads(@ForAll RandomNetwork network) {
        Program program = network.program(network.fullUpdate());
        for (Operation operation : program.operations()) {
            if (relabels(operation)) {
                List<Value> read = operation.inputs().stream()
                        .map(input -> Place.of(input.value()).value)
                        .toList();
                operation.outputs().forEach(output -> assertThat(read)
                        .as("whose numbers %s gives the name %s", operation, output.value())
                        .contains(Place.of(output.value()).value));
            }
        }
    }

    @Property(tries = 40)
    void anOperationStandsWhereItsIndexSays(@ForAll RandomNetwork network) {
        List<Operation> operations = network.program(network.fullUpdate()).operations();
        for (int i = 0; i < operations.size(); i++) {
            assertThat(operations.get(i).index()).isEqualTo(i);
        }
    }

    @Property(tries = 40)
    void phasesFollowOneAnother(@ForAll RandomNetwork network) {
        assertThat(network.program(network.fullUpdate()).operations()).extracting(Operation::phase).isSorted();
    }

    @Property(tries = 40)
    void everyParameterHasAGradientOfItsShapeAndEveryTrainedOneASuccessor(@ForAll RandomNetwork network) {
        Program program = network.program(network.fullUpdate());
        for (Parameter parameter : program.parameters()) {
            Value value = parameter.value();
            assertThat(parameter.gradient().name()).isEqualTo("grad/param/" + parameter.name());
            assertThat(parameter.gradient().shape()).isEqualTo(value.shape());
            assertThat(program.writtenBy(parameter.gradient())).isPositive();
            assertThat(parameter.carried()).extracting(Parameter.Carried::before).first().isEqualTo(value);
            parameter.carried().forEach(carried -> {
                assertThat(carried.after().shape()).isEqualTo(carried.before().shape());
                if (parameter.isTrained()) {
                    assertThat(program.writtenBy(carried.after())).isPositive();
                } else {
                    assertThat(carried.after()).isEqualTo(value);
                }
            });
        }
    }
}
