package org.gradwalk.app.session;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.function.LongSupplier;
import java.util.stream.Stream;
import org.gradwalk.model.formula.SymbolClass;
import org.gradwalk.model.gpt.Gpt;
import org.gradwalk.model.layer.Loss.Reduction;
import org.gradwalk.model.metrics.Metric;
import org.gradwalk.model.metrics.Metric.Kind;
import org.gradwalk.model.optimizer.Update;
import org.gradwalk.model.program.Phase;
import org.gradwalk.model.program.Program;
import org.gradwalk.model.program.Value;
import org.gradwalk.model.run.Breakpoints;
import org.gradwalk.model.run.History;
import org.gradwalk.model.run.Intervention;
import org.gradwalk.model.run.Iteration;
import org.gradwalk.model.run.KeptStates;
import org.gradwalk.model.run.Plan;
import org.gradwalk.model.run.Stepper;
import org.gradwalk.model.run.Weights;
import org.gradwalk.model.tensor.Workers;

/**
 * A model on its way through iterations: its weights, its runs, and the cursor in the iteration at hand. It belongs to
 * the session's thread.
 */
final class ModelWalk {

    /** Programs whose buffers are kept: going back and forth over a change of the batch makes none anew. */
    private static final int MOST_BUFFERS = 2;

    /** What an iteration's buffers depend on. */
    record Extent(int sequences, int positions, Update update) {

        static Extent of(Plan plan) {
            return new Extent(plan.feed().sequences(), plan.feed().positions(), plan.update());
        }

        Program program(Model model) {
            return Gpt.program(model.config(), sequences, positions, Reduction.MEAN, update);
        }
    }

    private final Model model;
    private final Weights weights;
    private final Workers workers;
    private final Breakpoints breakpoints;
    private final LongSupplier room;
    private final List<Track> tracks;
    private final Map<Extent, Measuring> buffers = new LinkedHashMap<>();
    private int current;
    private Stepper stepper;
    private OptionalDouble previousLoss = OptionalDouble.empty();

    /** What undo brings back: all that goes on to change is copied or is not touched any more. */
    record Memento(
            Model model, Weights weights, List<Track> tracks, int current, Stepper.Position position,
            OptionalDouble previousLoss) {

        /** About what its weights take of memory: every parameter with two numbers of the optimizer. */
        long weightBytes() {
            return 3L * model.config().parameterCount() * Double.BYTES;
        }

        Stream<KeptStates.State> states() {
            return ModelWalk.states(tracks);
        }
    }

    private ModelWalk(
            Model model, Weights weights, List<Track> tracks, int current, Workers workers, Breakpoints breakpoints,
            LongSupplier room, Map<Extent, Measuring> buffers) {
        this.model = model;
        this.weights = weights;
        this.workers = workers;
        this.breakpoints = breakpoints;
        this.room = room;
        this.tracks = new ArrayList<>(tracks);
        this.current = current;
        this.buffers.putAll(buffers);
        stepper = stepper(prepared());
    }

    /**
     * A walk with weights that are its own from now on.
     *
     * @param room the bytes that what is kept of earlier iterations takes at most, all runs together
     * @throws RefusedException if the model cannot read what is to be read
     */
    static ModelWalk of(
            Model model, Training training, Workers workers, Breakpoints breakpoints, LongSupplier room)
            throws RefusedException {
        Weights weights = Weights.of(model.parameters());
        Plan plan = training.plan(model);
        Measuring buffers = buffers(model, weights, workers, plan);
        Track first = Track.of(new History(weights, plan, room.getAsLong()), buffers.log(), training);
        return new ModelWalk(
                model, weights, List.of(first), 0, workers, breakpoints, room, Map.of(Extent.of(plan), buffers));
    }

    /** A walk as it was. */
    static ModelWalk of(Memento memento, Workers workers, Breakpoints breakpoints, LongSupplier room) {
        ModelWalk walk = new ModelWalk(
                memento.model, memento.weights, memento.tracks, memento.current, workers, breakpoints, room,
                Map.of());
        walk.shareRoom();
        walk.stepper.returnTo(memento.position);
        walk.previousLoss = memento.previousLoss;
        return walk;
    }

    /** What brings this walk back, wherever it goes from here. */
    Memento memento() {
        return new Memento(
                model, weights.copy(), List.copyOf(tracks), current, stepper.position(), previousLoss);
    }

    /** What brings this walk back in another session. */
    SavedWalk saved() {
        return new SavedWalk(
                model, weights.state(), tracks.stream().map(SavedWalk.SavedRun::of).toList(), current,
                stepper.position(), previousLoss);
    }

    Model model() {
        return model;
    }

    Stepper stepper() {
        return stepper;
    }

    /** The loss of the iteration before, where it is known. */
    OptionalDouble previousLoss() {
        return previousLoss;
    }

    /** The run that is walked. */
    Track track() {
        return tracks.get(current);
    }

    /** What is kept of all runs; some are of several. */
    Stream<KeptStates.State> states() {
        return states(tracks);
    }

    private static Stream<KeptStates.State> states(List<Track> tracks) {
        return tracks.stream().flatMap(track -> track.history().states().all().stream());
    }

    /** What is kept of all runs together has one limit. */
    void shareRoom() {
        long each = room.getAsLong() / tracks.size();
        tracks.forEach(track -> track.history().states().setMost(each));
    }

    /** How the iteration at hand is trained. */
    Training training() {
        return track().training(weights.updates());
    }

    private Plan plan() {
        return track().history().timeline().at(weights.updates());
    }

    /** What the window shows of the runs. */
    List<Run> runs() {
        return tracks.stream().map(Track::run).toList();
    }

    /** The parameters that were changed by hand so far. */
    List<Runs.Edit> edits() {
        return track().edits(weights.updates());
    }

    int current() {
        return current;
    }

    /** Buffers for the iteration that the weights are at; what was changed in these by hand is in them already. */
    private Iteration prepared() {
        Plan plan = track().history().timeline().at(weights.updates());
        Iteration iteration = buffers(plan);
        plan.prepare(iteration);
        return iteration;
    }

    private Stepper stepper(Iteration iteration) {
        return new Stepper(iteration, breakpoints);
    }

    private Iteration buffers(Plan plan) {
        Extent extent = Extent.of(plan);
        Measuring found = buffers.remove(extent);
        if (found == null) {
            if (buffers.size() == MOST_BUFFERS) {
                buffers.remove(buffers.keySet().iterator().next());
            }
            found = buffers(model, weights, workers, plan);
        }
        buffers.put(extent, found); // the one that was used last comes last
        return found.iteration();
    }

    private static Measuring buffers(Model model, Weights weights, Workers workers, Plan plan) {
        return new Measuring(new Iteration(Extent.of(plan).program(model), weights, workers, plan.settings()));
    }

    /** The buffers of the iteration at hand. */
    private Measuring measuring() {
        return Objects.requireNonNull(buffers.get(Extent.of(plan())));
    }

    /** Measures the iteration at hand where all of it has run; once is enough. */
    void measure() {
        if (stepper.atEnd() && stepper.stop().isEmpty()) {
            measuring().add(track().log());
        }
    }

    /**
     * Goes on to the start of the next iteration. Does nothing where an iteration has stopped at no number.
     *
     * @throws RefusedException if the model cannot read the text to validate on
     */
    void next() throws RefusedException {
        if (stepper.stop().isPresent()) {
            return;
        }
        measure();
        Iteration now = stepper.iteration();
        Measuring done = measuring();
        previousLoss = OptionalDouble.of(now.matrix("loss").get(0, 0));
        stepper.nextIteration();
        track().history().done(weights);
        done.validate(track().log(), model, track().training(weights.updates() - 1).source());
        begin(track().history().begin(weights, this::buffers));
    }

    private void begin(Iteration next) {
        if (next.equals(stepper.iteration())) {
            stepper.restart();
        } else {
            int level = stepper.position().level();
            stepper = stepper(next);
            stepper.to(new Stepper.Position(0, level));
        }
    }

    /**
     * Goes to an iteration of a run, and in it to where the cursor stands now. Where memory becomes full, it is where it
     * was.
     *
     * @param progress hears how far it is, and may end it: then it is an iteration before
     * @throws RefusedException if there is no such iteration yet
     */
    void to(int run, long iteration, History.Progress progress) throws RefusedException {
        if (run < 0 || run >= tracks.size() || iteration < tracks.get(run).history().first()
                || iteration > tracks.get(run).history().last()) {
            throw new RefusedException("error.iteration", iteration);
        }
        int runBefore = current;
        long before = weights.updates();
        Extent extent = Extent.of(plan());
        Stepper.Position position = stepper.position();
        try {
            restore(run, iteration, progress);
        } catch (OutOfMemoryError full) {
            buffers.keySet().removeIf(other -> !other.equals(extent)); // what was to be made has no room
            restore(runBefore, before, (_, _) -> true);
            stepper.returnTo(position);
            throw full;
        }
    }

    private void restore(int run, long iteration, History.Progress progress) {
        Stepper.Position position = stepper.position();
        Program program = stepper.iteration().program();
        current = run;
        stepper = new Stepper(track().history().restore(iteration, weights, this::buffers, progress), breakpoints);
        previousLoss = track().log().view().series(Metric.of(Kind.LOSS)).at(weights.updates() - 1);
        if (stepper.iteration().program().equals(program)) {
            stepper.returnTo(position);
        } else {
            stepper.returnTo(new Stepper.Position(
                    stepper.iteration().program().operations().size(), position.level()));
        }
    }

    /**
     * Goes to the same place in another iteration: one before, as far back as there are any, or the next one, which is
     * run where it has not been there yet. A breakpoint on the way there stops it.
     */
    void by(int iterations, History.Progress progress) throws RefusedException {
        long there = Math.max(weights.updates() + iterations, track().history().first());
        if (there <= track().history().last()) {
            to(current, there, progress);
        } else {
            Stepper.Position position = stepper.position();
            stepper.toEnd();
            if (stepper.stop().isEmpty() && stepper.hit().isEmpty()) {
                next();
                stepper.to(position);
            }
        }
    }

    /** Goes to the end of the iteration before, if there is one; else nothing changes. */
    void toPrevious(History.Progress progress) throws RefusedException {
        long number = weights.updates();
        if (number > track().history().first()) {
            int level = stepper.position().level();
            to(current, number - 1, progress);
            stepper.returnTo(new Stepper.Position(stepper.iteration().program().operations().size(), level));
        }
    }

    /**
     * Sets something else from the iteration at hand on, or from the next one where this is at its end. Where later
     * iterations have been done, these stay a run of their own, and another one begins.
     *
     * @throws RefusedException if the model cannot read what is to be read; nothing has changed then
     */
    void change(Training training) throws RefusedException {
        boolean readsTheSame = training.source().equals(training().source());
        Plan plan = readsTheSame ? training.plan(plan().feed()) : training.plan(model); // a long text is kept once
        requireFits(plan);
        if (stepper.atEnd()) {
            next();
        }
        Stepper.Position position = stepper.position();
        Iteration before = stepper.iteration();
        buffers(plan); // first: where memory is full, nothing has changed
        take(training, plan);
        if (!readsTheSame) {
            previousLoss = OptionalDouble.empty(); // what was lost on another text says nothing of this one
        }
        begin(prepared());
        if (readsTheSame && before.equals(stepper.iteration())) {
            stepper.returnTo(position);
        }
    }

    /** What was changed by hand must be there in what is read then. */
    private void requireFits(Plan plan) throws RefusedException {
        if (plan.interventions().isEmpty()) {
            return;
        }
        Program program = Extent.of(plan).equals(Extent.of(plan()))
                ? stepper.iteration().program()
                : Extent.of(plan).program(model);
        for (Intervention byHand : plan.interventions()) {
            if (program.value(byHand.value()).filter(byHand.where()::isIn).isEmpty()) {
                throw new RefusedException("error.change.lost", byHand.value());
            }
        }
    }

    /** Sets something from the iteration at hand on: in this run, or in another one where later iterations are done. */
    private void take(Training training, Plan plan) {
        long number = weights.updates();
        if (number < track().history().last()) {
            tracks.add(track().branch(tracks.size(), number, training, plan));
            current = tracks.size() - 1;
            shareRoom();
        } else {
            tracks.set(current, track().from(number, training, plan));
        }
    }

    /**
     * Changes a value by hand: a parameter once, before this iteration; any other value in this iteration and all that
     * follow. The cursor goes back to where nothing has read it yet.
     *
     * @throws RefusedException if there is no such value or entry; nothing has changed then
     */
    void change(Intervention byHand) throws RefusedException {
        Program program = stepper.iteration().program();
        Value value = program.value(byHand.value())
                .filter(byHand.where()::isIn)
                .orElseThrow(() -> new RefusedException("error.change", byHand.value()));
        int writer = program.writtenBy(value);
        if (writer < 0) {
            if (value.kind() != SymbolClass.WEIGHT) {
                throw new RefusedException("error.change.given", value.name());
            }
            take(training(), track().history().timeline().at(weights.updates()));
            track().history().edit(byHand, weights, stepper.iteration());
            redo(program.firstReader(value));
        } else {
            List<Intervention> more = new ArrayList<>(training().interventions());
            more.add(byHand);
            setByHand(training().withInterventions(more), writer + 1);
        }
    }

    /** Takes a change of a value back, in this iteration and all that follow. */
    void takeBack(Intervention byHand) throws RefusedException {
        List<Intervention> fewer = new ArrayList<>(training().interventions());
        if (fewer.remove(byHand)) {
            Program program = stepper.iteration().program();
            setByHand(
                    training().withInterventions(fewer),
                    program.value(byHand.value()).map(program::writtenBy).orElse(0));
        }
    }

    /** Lets the updates change a parameter no longer, or again. */
    void freeze(String parameter, boolean frozen) throws RefusedException {
        Program program = stepper.iteration().program();
        if (program.trainedParameters().stream().noneMatch(each -> each.name().equals(parameter))) {
            throw new RefusedException("error.freeze", parameter);
        }
        Set<String> changed = new HashSet<>(training().frozen());
        if (frozen) {
            changed.add(parameter);
        } else {
            changed.remove(parameter);
        }
        setByHand(training().withFrozen(changed), program.phase(Phase.UPDATE).first());
    }

    private void setByHand(Training training, int operations) throws RefusedException {
        take(training, training.plan(plan().feed()));
        prepared();
        redo(operations);
    }

    /** Forgets what was computed, and goes to where the cursor stands, or to after so many operations if that is before. */
    private void redo(int operations) {
        Stepper.Position position = stepper.position();
        stepper.restart();
        if (position.operations() <= operations) {
            stepper.returnTo(position);
        } else {
            Program program = stepper.iteration().program();
            int level = operations == 0
                    ? position.level()
                    : program.nodeOf(program.operations().get(operations - 1)).level();
            stepper.returnTo(new Stepper.Position(operations, level));
        }
    }
}
