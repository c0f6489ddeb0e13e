package org.gradwalk.app.view;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Stream;
import org.gradwalk.app.chart.Excerpt;
import org.gradwalk.app.chart.Window;
import org.gradwalk.app.session.Runs;
import org.gradwalk.app.session.Snapshot;
import org.gradwalk.model.formula.SymbolClass;
import org.gradwalk.model.program.Phase;
import org.gradwalk.model.program.Program;
import org.gradwalk.model.program.Value;
import org.gradwalk.model.run.Intervention;
import org.gradwalk.model.run.Where;
import org.gradwalk.model.tensor.Matrix;

/** What was changed by hand in a walk, as its values show it. */
public final class ByHand {

    private ByHand() {}

    /**
     * A change by hand.
     *
     * @param value that is changed
     * @param iteration before which a parameter was changed, once; empty for what is changed in every iteration
     */
    public record Deed(Intervention change, Value value, OptionalLong iteration) {

        /** The value, which of its entries, and what was done to them. */
        public String words() {
            String done = Messages.get(
                    "hand.done", value.name(), ByHandWords.of(value, change.where()), ByHandWords.done(change));
            return iteration.isEmpty()
                    ? done
                    : Messages.get("hand.done.once", done, Long.toString(iteration.getAsLong()));
        }
    }

    /** All changes that hold in an iteration, those of parameters first. */
    public static List<Deed> of(Snapshot snapshot) {
        Runs runs = snapshot.runs();
        return Stream.concat(
                runs.edits().stream().map(
                        edit -> deed(snapshot, edit.change(), OptionalLong.of(edit.iteration()))),
                runs.training().interventions().stream().map(
                        change -> deed(snapshot, change, OptionalLong.empty())))
                .toList();
    }

    private static Deed deed(Snapshot snapshot, Intervention change, OptionalLong iteration) {
        return new Deed(change, snapshot.program().requireValue(change.value()), iteration);
    }

    /** Those of a value, or of one that it is a part or another name of. */
    public static List<Deed> of(Snapshot snapshot, Value value) {
        return of(snapshot).stream()
                .filter(deed -> there(snapshot.program(), deed.change, value).isPresent())
                .toList();
    }

    /** Whether no update changes a parameter because a person has frozen it. */
    public static boolean isFrozen(Snapshot snapshot, Value value) {
        return snapshot.runs().training().frozen().contains(value.name());
    }

    /** The same of all of a value's numbers; empty where they are not there. */
    public static Optional<Excerpt> excerpt(Snapshot snapshot, Value value) {
        return snapshot.numbers(value).flatMap(numbers -> excerpt(snapshot, value, numbers));
    }

    /** Where a part of a value's numbers stands in it, with what was changed there; empty where they are others. */
    public static Optional<Excerpt> excerpt(Snapshot snapshot, Value value, Matrix numbers) {
        return snapshot.numbers(value)
                .filter(numbers::isBeside)
                .map(whole -> {
                    Window shown = window(whole, numbers);
                    return new Excerpt(
                            shown.firstRow(), shown.firstColumn(), changes(snapshot, value, whole, shown),
                            isFrozen(snapshot, value)
                                    ? Optional.of(Messages.get("hand.frozen", value.name()))
                                    : Optional.empty());
                });
    }

    private static List<Excerpt.Change> changes(Snapshot snapshot, Value value, Matrix whole, Window shown) {
        List<Excerpt.Change> changes = new ArrayList<>();
        for (Deed deed : of(snapshot)) {
            there(snapshot.program(), deed.change, value).ifPresent(where -> where.of(
                    value, whole, part -> window(whole, part).common(shown).ifPresent(seen -> changes.add(
                            new Excerpt.Change(
                                    new Window(
                                            seen.firstRow() - shown.firstRow(), seen.rows(),
                                            seen.firstColumn() - shown.firstColumn(), seen.columns()),
                                    deed.words())))));
        }
        return changes;
    }

    private static Window window(Matrix whole, Matrix part) {
        int from = part.offset() - whole.offset();
        return new Window(from / whole.stride(), part.rows(), from % whole.stride(), part.columns());
    }

    /** Which entries of a value a change has changed. */
    private static Optional<Where> there(Program program, Intervention change, Value value) {
        if (change.value().equals(value.name())) {
            return Optional.of(change.where());
        }
        return program.value(change.value())
                .filter(value::isOf)
                .filter(of -> program.writtenBy(value) >= program.writtenBy(of))
                .flatMap(of -> change.where().in(value, value.firstColumn() - of.firstColumn()))
                .filter(where -> where.isIn(value));
    }

    /** Why a value cannot be changed by hand at a moment of the walk; empty where it can. */
    public static Optional<String> refusal(Snapshot snapshot, Value value) {
        return refusalKey(snapshot, value).map(key -> Messages.get(key, value.name()));
    }

    private static Optional<String> refusalKey(Snapshot snapshot, Value value) {
        Program program = snapshot.program();
        int writer = program.writtenBy(value);
        if (snapshot.isRunning()) {
            return Optional.of("hand.running");
        }
        if (writer < 0) {
            return value.kind() == SymbolClass.WEIGHT ? Optional.empty() : Optional.of("hand.given");
        }
        if (writer >= program.phase(Phase.UPDATE).first()) {
            return Optional.of("hand.update");
        }
        if (writer >= program.phase(Phase.LOSS).end()) {
            return Optional.of("hand.backward");
        }
        if (snapshot.withholds(value)) {
            return Optional.of("hand.hidden");
        }
        return snapshot.exists(value) ? Optional.empty() : Optional.of("hand.notyet");
    }

    /** Whether a value is a parameter that can be frozen, or let go again. */
    public static boolean canBeFrozen(Snapshot snapshot, Value value) {
        return !snapshot.isRunning()
                && snapshot.program().trainedParameters().stream().anyMatch(each -> each.value().equals(value));
    }
}
