package org.gradwalk.app.session;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.TreeMap;
import org.gradwalk.model.formula.SymbolClass;
import org.gradwalk.model.metrics.LogTables;
import org.gradwalk.model.metrics.MetricLog;
import org.gradwalk.model.metrics.Recorder;
import org.gradwalk.model.optimizer.AdamW;
import org.gradwalk.model.optimizer.Optimizer;
import org.gradwalk.model.optimizer.Sgd;
import org.gradwalk.model.optimizer.Update;
import org.gradwalk.model.program.Parameter;
import org.gradwalk.model.program.Program;
import org.gradwalk.model.program.Value;
import org.gradwalk.model.run.Feed;
import org.gradwalk.model.run.History;
import org.gradwalk.model.run.Intervention;
import org.gradwalk.model.run.KeptStates;
import org.gradwalk.model.run.KeptStates.State;
import org.gradwalk.model.run.Plan;
import org.gradwalk.model.run.Stepper;
import org.gradwalk.model.run.Timeline;
import org.gradwalk.model.run.Weights;
import org.gradwalk.model.tensor.Matrix;

/**
 * All that brings a walk back elsewhere, to the bit. None of its matrices is changed any more.
 *
 * @param model as it was opened, adapted or merged last
 * @param now the weights of the iteration at hand, what was changed by hand before it included
 * @param runs in the order of their numbers
 * @param current which of them is walked
 * @param position of the cursor
 * @param previousLoss the loss of the iteration before, where it is known
 */
public record SavedWalk(
        Model model, State now, List<SavedRun> runs, int current, Stepper.Position position,
        OptionalDouble previousLoss) {

    /** No tree of operations is deeper. */
    private static final int DEEPEST = 100;

    /**
     * A run.
     *
     * @param branch where it left another one
     * @param trainings what was set, each from the iteration of its key on
     * @param edits of parameters by hand, by the iteration before which they were made
     * @param states that are kept, the earliest first
     * @param last the iteration that has not been done yet
     * @param log what was measured of its iterations
     */
    public record SavedRun(
            Optional<Run.Branch> branch, NavigableMap<Long, Training> trainings,
            NavigableMap<Long, List<Intervention>> edits, List<State> states, long last,
            Map<String, Matrix> log) {

        /** Copies the collections. */
        public SavedRun {
            trainings = Collections.unmodifiableNavigableMap(new TreeMap<>(trainings));
            edits = Collections.unmodifiableNavigableMap(new TreeMap<>(edits));
            states = List.copyOf(states);
            log = Map.copyOf(log);
        }

        static SavedRun of(Track track) {
            History history = track.history();
            return new SavedRun(
                    track.branch(), track.trainings(), history.timeline().edits(), history.states().all(),
                    history.last(), LogTables.of(track.log().view()));
        }
    }

    /** Copies the list. */
    public SavedWalk {
        runs = List.copyOf(runs);
    }

    /**
     * Lets pass what makes a walk.
     *
     * @throws RefusedException if it does not fit into memory, or the model cannot read what is to be read
     * @throws IllegalArgumentException if its parts do not fit together
     */
    public void requireSound() throws RefusedException {
        memento(Long.MAX_VALUE);
    }

    /**
     * The walk at rest, with weights of its own.
     *
     * @param room bytes of all kept states
     * @throws RefusedException as above
     * @throws IllegalArgumentException as above
     */
    ModelWalk.Memento memento(long room) throws RefusedException {
        WalkMemory.of(model.name(), model.config(), model.update()).require(Runtime.getRuntime().maxMemory());
        require(!runs.isEmpty() && current >= 0 && current < runs.size(), "There is no run " + current);
        Fitting fitting = new Fitting(model);
        List<Track> tracks = new ArrayList<>();
        for (SavedRun run : runs) {
            tracks.add(track(tracks.size(), run, fitting, room / runs.size()));
        }
        History history = tracks.get(current).history();
        require(now.iteration() >= history.first() && now.iteration() <= history.last(),
                "Iteration " + now.iteration() + " is none of run " + current);
        fitting.requireFits(now);
        fitting.requireFits(new State(0, model.parameters()));
        require(fitting.parameters.containsAll(model.parameters().keySet()), "The model has numbers of no parameter");
        Program program = fitting.program(history.timeline().at(now.iteration()));
        require(position.operations() >= 0 && position.operations() <= program.operations().size(),
                "There is no operation " + position.operations());
        require(position.level() >= 1 && position.level() <= DEEPEST, "There is no level " + position.level());
        return new ModelWalk.Memento(model, Weights.of(now), tracks, current, position, previousLoss);
    }

    private static Track track(int number, SavedRun run, Fitting fitting, long room) throws RefusedException {
        require(!run.trainings.isEmpty() && run.trainings.firstKey() >= 0, "Run " + number + " has no beginning");
        require(run.branch.isPresent() == number > 0, "Run " + number + " leaves no other one");
        require(run.branch.filter(branch -> branch.run() < 0 || branch.run() >= number).isEmpty(),
                "Run " + number + " leaves one that comes later");
        TreeMap<Long, Plan> plans = new TreeMap<>();
        for (Map.Entry<Long, Training> entry : run.trainings.entrySet()) {
            plans.put(entry.getKey(), fitting.plan(entry.getValue()));
        }
        run.edits.values().forEach(edits -> edits.forEach(fitting::requireFits));
        run.states.forEach(fitting::requireFits);
        Timeline timeline = new Timeline(plans, run.edits);
        MetricLog log = LogTables.read(
                new Recorder(fitting.program(timeline.at(timeline.first()))).metrics(), run.log);
        return new Track(
                number, run.branch, History.of(timeline, KeptStates.of(run.states, room), run.last), log,
                run.trainings);
    }

    private static void require(boolean sound, String problem) {
        if (!sound) {
            throw new IllegalArgumentException(problem);
        }
    }

    /** What fits a model: found from its programs, each made once. */
    private static final class Fitting {

        private final Model model;
        private final Map<Source, Feed> feeds = new HashMap<>();
        private final Map<ModelWalk.Extent, Program> programs = new HashMap<>();
        private final Map<String, Value> handedOn = new HashMap<>();
        private final Set<String> parameters = new HashSet<>();

        Fitting(Model model) {
            this.model = model;
        }

        /** A text is read once, however many iterations read it. */
        Plan plan(Training training) throws RefusedException {
            training.requireRoom(model);
            Feed feed = feeds.get(training.source());
            if (feed == null) {
                feed = training.source().feed(model);
                feeds.put(training.source(), feed);
            }
            Plan plan = training.plan(feed);
            Program program = program(plan);
            plan.requireFits(program);
            for (String frozen : plan.frozen()) {
                require(parameters.contains(frozen), "There is no parameter " + frozen + " to be frozen");
            }
            return plan;
        }

        Program program(Plan plan) {
            ModelWalk.Extent extent = ModelWalk.Extent.of(plan);
            if (programs.isEmpty()) {
                rememberWhatIsHandedOn(extent);
            }
            return programs.computeIfAbsent(extent, one -> one.program(model));
        }

        /** An optimizer that is used no longer has left its memory, and goes on with it where it is used again. */
        private void rememberWhatIsHandedOn(ModelWalk.Extent extent) {
            for (Optimizer optimizer : List.of(new AdamW(), new Sgd(true))) {
                Update update = new Update(optimizer, false, false);
                for (Parameter parameter : new ModelWalk.Extent(extent.sequences(), extent.positions(), update)
                        .program(model).parameters()) {
                    parameters.add(parameter.name());
                    handedOn.put(parameter.value().name(), parameter.value());
                    parameter.carried().forEach(carried -> handedOn.put(carried.before().name(), carried.before()));
                }
            }
        }

        void requireFits(Intervention edit) {
            Program program = programs.values().iterator().next();
            boolean fits = program.value(edit.value())
                    .filter(value -> program.writtenBy(value) < 0 && value.kind() == SymbolClass.WEIGHT)
                    .filter(edit.where()::isIn)
                    .isPresent();
            require(fits, "There is no such entry of a parameter: " + edit);
        }

        void requireFits(State state) {
            require(state.numbers().keySet().containsAll(parameters),
                    "The weights before iteration " + state.iteration() + " lack a parameter");
            state.numbers().forEach((name, matrix) -> requireFits(name, matrix));
        }

        private void requireFits(String name, Matrix matrix) {
            Value value = handedOn.get(name);
            if (value == null) {
                throw new IllegalArgumentException("Nothing hands on " + name);
            }
            matrix.requireShape(value.rows(), value.columns());
        }
    }
}
