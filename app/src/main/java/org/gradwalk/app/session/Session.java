package org.gradwalk.app.session;

import java.lang.System.Logger.Level;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Queue;
import java.util.SequencedMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicInteger;
import org.gradwalk.model.layer.LoraConfig;
import org.gradwalk.model.program.Node;
import org.gradwalk.model.program.Parameter;
import org.gradwalk.model.program.Program;
import org.gradwalk.model.run.Breakpoints;
import org.gradwalk.model.run.Intervention;
import org.gradwalk.model.run.Iteration;
import org.gradwalk.model.run.Stepper;
import org.gradwalk.model.tensor.Entries;
import org.gradwalk.model.tensor.Matrix;
import org.gradwalk.model.tensor.Workers;

/**
 * A walk: takes commands from any thread, does them one by one on a thread of its own, and tells its listener what the
 * window shows now.
 */
public final class Session implements AutoCloseable {

    private static final System.Logger LOG = System.getLogger(Session.class.getName());
    /** What is kept of earlier iterations takes this part of it, where nothing else is said. */
    private static final int HISTORY_SHARE = 8;

    /** Hears of the walk, on the session's thread. Every command is answered once, by a snapshot or a refusal. */
    public interface Listener {

        /** What the window shows now. */
        void show(Snapshot snapshot);

        /** Why a command was not done. The walk is as it was. */
        void refuse(RefusedException refused);

        /** What the window shows while a run goes on: the answer to no command. */
        default void follow(Snapshot snapshot) {}

        /** Why a run came to its end that could not go on: the answer to no command. Where it stands is shown already. */
        default void fail(RefusedException reason) {}

        /** Earlier iterations are done again; of so many so many are done. */
        default void replaying(long done, long of) {}

        /** Watches were measured anew, at the moment that is shown already. */
        default void watched() {}

        /** Another session is open, the walk of which is shown next. */
        default void opened(OpenSession session) {}

        /** Something to know of the snapshot that was just shown. */
        default void note(Note note) {}
    }

    private final Listener listener;
    private final Workers workers = Workers.of(Math.min(2, Runtime.getRuntime().availableProcessors()));
    private final ExecutorService thread = Executors.newSingleThreadExecutor(
            Thread.ofPlatform().name("gradwalk-session").daemon().factory());
    private final Undo undo = new Undo();

    private final Frames frames = new Frames();
    private final Breakpoints breakpoints = new Breakpoints();
    private final Watches watches = new Watches();
    private final Watching watching = new Watching(watches);
    /** Commands that wait for their turn: a run goes on as long as there is none. */
    private final AtomicInteger waiting = new AtomicInteger();

    private final Queue<CompletableFuture<SavedWalk>> saving = new ConcurrentLinkedQueue<>();
    private volatile long historyBytes = usualHistoryBytes();
    private ModelWalk walk;
    private Norms norms = Norms.NONE;
    private Optional<Snapshot> pinned = Optional.empty();
    private Optional<Note> note = Optional.empty();
    private long version;

    /**
     * A walk of a model through a text.
     *
     * @throws RefusedException if the model cannot read the text
     */
    public Session(Model model, String text, Listener listener) throws RefusedException {
        this.listener = listener;
        walk = ModelWalk.of(model, Training.of(model, new Source.Sentence(text)), workers, breakpoints,
                this::historyBytes);
    }

    /** What is kept of earlier iterations takes at most so many bytes, where nothing else is said. */
    public static long usualHistoryBytes() {
        return Runtime.getRuntime().maxMemory() / HISTORY_SHARE;
    }

    /**
     * Limits what is kept of earlier iterations, all runs together, and likewise what undo keeps beside that. With less,
     * going back takes longer, and fewer changes can be undone; what is too much goes when the command at hand is done.
     */
    public void setHistoryBytes(long most) {
        historyBytes = most;
        thread.execute(() -> {
            walk.shareRoom();
            undo.limit(walk, historyBytes);
        });
    }

    private long historyBytes() {
        return historyBytes;
    }

    /** Where a walk stops; they may be changed from any thread, also while a run goes on. */
    public Breakpoints breakpoints() {
        return breakpoints;
    }

    /** What is watched; see {@link #measureWatches} for what to do after a change. */
    public Watches watches() {
        return watches;
    }

    /** Measures what is watched where the walk stands; a run that is under way goes on, and is measured as it goes. */
    public void measureWatches() {
        thread.execute(() -> {
            watching.publish(walk);
            listener.watched();
        });
    }

    /** Does a command after all that came before it; ends a run that is under way. */
    public void execute(Command command) {
        waiting.incrementAndGet();
        thread.execute(() -> run(command));
    }

    /**
     * The walk as it is when the command at hand is done, to be written elsewhere; a run goes on, and hands it over between
     * two iterations. It completes on the session's thread, without a walk where memory is full, or where the session is
     * closed before.
     */
    public CompletableFuture<SavedWalk> save() {
        CompletableFuture<SavedWalk> saved = new CompletableFuture<>();
        saving.add(saved);
        try {
            thread.execute(this::handOver);
        } catch (RejectedExecutionException closed) {
            saved.completeExceptionally(closed);
        }
        return saved;
    }

    private void handOver() {
        for (var saved = saving.poll(); saved != null; saved = saving.poll()) {
            try {
                saved.complete(walk.saved());
            } catch (OutOfMemoryError full) {
                saved.completeExceptionally(new RefusedException("error.memory.full", full));
            }
        }
    }

    /** Publishes the present state once, for a listener that has just begun to listen. */
    public void publish() {
        execute(new Command.Pause());
    }

    @Override
    public void close() {
        waiting.incrementAndGet();
        thread.shutdownNow();
        saving.forEach(saved -> saved.cancel(false));
        workers.close();
    }

    private void run(Command command) {
        waiting.decrementAndGet();
        note = Optional.empty(); // of a command that was not done
        Optional<RefusedException> refused = command instanceof Command.RunOn(OptionalLong iterations)
                ? attempt(command, () -> listener.show(snapshot(Optional.of(new Pace(0, iterations, 0)))))
                : attempt(command, () -> {
                    execute(command, walk.stepper());
                    tell();
                });
        refused.ifPresent(listener::refuse);
        if (refused.isEmpty() && command instanceof Command.RunOn(OptionalLong iterations)) {
            Optional<RefusedException> failure = attempt(command, () -> runOn(iterations));
            Optional<RefusedException> unseen = attempt(
                    command, () -> listener.follow(snapshot(Optional.empty())));
            failure.or(() -> unseen).ifPresent(listener::fail);
        }
    }

    /** Why it was not done. Whatever happens, the walk that was there is still there, and so is this thread. */
    private Optional<RefusedException> attempt(Command command, Change work) {
        try {
            work.apply();
            return Optional.empty();
        } catch (RefusedException refused) {
            return Optional.of(refused);
        } catch (OutOfMemoryError full) {
            undo.clear();
            pinned = Optional.empty();
            frames.clear();
            return Optional.of(new RefusedException("error.memory.full", full));
        } catch (RuntimeException failure) {
            LOG.log(Level.ERROR, "A command failed: " + command, failure);
            return Optional.of(new RefusedException("error.unexpected", failure, failure.toString()));
        }
    }

    private boolean goesOn() {
        return waiting.get() == 0;
    }

    private void execute(Command command, Stepper stepper) throws RefusedException {
        switch (command) {
            case Command.Forward(Stepper.Move move) -> forward(move);
            case Command.Back(Stepper.Move move) -> back(move);
            case Command.Inside _ -> stepper.inside();
            case Command.ToStart _ -> stepper.toStart();
            case Command.ToLoss _ -> stepper.toLoss();
            case Command.ToEnd _ -> stepper.toEnd();
            case Command.RunIteration _ -> runIteration();
            case Command.RunOn _ -> throw new IllegalArgumentException("It is answered before it is done");
            case Command.Pause _ -> {
                // that it came has ended what was under way
            }
            case Command.ToIteration(int run, long iteration) -> {
                walk.to(run, iteration, this::replayed);
                norms = Norms.NONE;
            }
            case Command.OtherIteration(int by) -> {
                walk.by(by, this::replayed);
                norms = Norms.NONE;
            }
            case Command.Pin _ -> pin();
            case Command.Unpin _ -> pinned = Optional.empty();
            case Command.ToNode(String address) -> stepper.to(node(address));
            case Command.ToOperation(int operations) -> stepper.to(operations);
            case Command.Read(String text) -> change(
                    new Note("note.undone.text", List.of(text)),
                    () -> walk.change(walk.training().withSource(new Source.Sentence(text))));
            case Command.Train(Training training) ->
                change(new Note("note.undone.training", List.of()), () -> {
                    training.requireRoom(walk.model());
                    walk.change(training);
                });
            case Command.Change(Intervention byHand) ->
                byHand(byHand.value(), "note.undone.change", () -> walk.change(byHand));
            case Command.TakeBack(Intervention byHand) ->
                byHand(byHand.value(), "note.undone.takeback", () -> walk.takeBack(byHand));
            case Command.Freeze(String parameter, boolean frozen) ->
                byHand(parameter, "note.undone.freeze", () -> walk.freeze(parameter, frozen));
            case Command.Open(Opening opening, OpenSession before) -> open(opening.read(), before);
            case Command.Resume(SavedWalk saved, OpenSession opened, OpenSession before) ->
                resume(saved, opened, before);
            case Command.Adapt(LoraConfig adapters, long seed) -> adapt(adapters, seed);
            case Command.Merge _ -> merge();
            case Command.Reset _ -> reset();
            case Command.Undo _ -> undo();
        }
    }

    /** A step over the end goes on in the next iteration. */
    private void forward(Stepper.Move move) throws RefusedException {
        if (walk.stepper().atEnd()) {
            nextIteration();
        }
        walk.stepper().forward(move);
    }

    /** A step back from the start goes to the end of the iteration before. */
    private void back(Stepper.Move move) throws RefusedException {
        if (!walk.stepper().back(move)) {
            walk.toPrevious(this::replayed);
            norms = Norms.NONE;
        }
    }

    private boolean replayed(long done, long of) {
        listener.replaying(done, of);
        return goesOn();
    }

    private void runIteration() throws RefusedException {
        if (walk.stepper().atEnd()) {
            nextIteration();
        }
        walk.stepper().toEnd();
    }

    private void nextIteration() throws RefusedException {
        walk.next();
        norms = Norms.NONE;
    }

    /** The command has been answered: what comes now is followed. */
    private void runOn(OptionalLong iterations) throws RefusedException {
        Pace pace = new Pace(0, iterations, 0);
        long start = System.nanoTime();
        while (goesOn() && pace.done() < iterations.orElse(Long.MAX_VALUE)) {
            if (walk.stepper().atEnd()) {
                nextIteration();
            }
            walk.stepper().toEnd(this::goesOn);
            if (!walk.stepper().atEnd() || walk.stepper().stop().isPresent() || walk.stepper().hit().isPresent()) {
                break;
            }
            watching.measure(walk);
            handOver();
            long done = pace.done() + 1;
            pace = new Pace(done, iterations, done / ((System.nanoTime() - start) * 1e-9));
            if (frames.due()) {
                listener.follow(frame(pace));
            }
        }
    }

    private Node node(String address) throws RefusedException {
        return walk.stepper().iteration().program().node(address)
                .orElseThrow(() -> new RefusedException("error.node", address));
    }

    /** What is set otherwise in the walk that is there. */
    private interface Change {
        void apply() throws RefusedException;
    }

    private void change(Note undone, Change change) throws RefusedException {
        Undo.Kept before = kept(undone);
        int run = walk.current();
        change.apply();
        watching.changed(run, walk);
        undo.push(before);
        norms = Norms.NONE;
    }

    /** Says where the walk goes on, where the cursor has gone back to before what it depends on. */
    private void byHand(String name, String undone, Change change) throws RefusedException {
        int operations = walk.stepper().position().operations();
        change(new Note(undone, List.of(name)), change);
        if (walk.stepper().position().operations() < operations) {
            note = Optional.of(walk.stepper().node()
                    .map(node -> new Note("note.again", List.of(name, node.address())))
                    .orElseGet(() -> new Note("note.again.start", List.of(name))));
        }
    }

    private void open(Model model, OpenSession before) throws RefusedException {
        ModelWalk next = switch (walk.training().source()) {
            case Source.Sentence(String text) -> {
                String readable = model.readable(text);
                if (!readable.equals(text)) {
                    note = Optional.of(new Note("note.text", List.of(model.name(), text, readable)));
                }

                yield walk(model, Training.of(model, new Source.Sentence(readable)));
            }
            case Source.Passages _ -> walk(model, Training.of(model, new Source.Sentence(model.readable(""))));
        };
        undo.push(leaving(before, model));
        begin(next);
        listener.opened(new OpenSession(Optional.empty(), before.desk().withDescription("")));
    }

    /** What undo brings back when another session is opened: what lies beside the walk as well, points as they are now. */
    private Undo.Kept leaving(OpenSession before, Model next) {
        Desk desk = before.desk().withPoints(breakpoints.all(), watches.all());
        return new Undo.Kept(
                walk.memento(), watching.kept(), new Note("note.undone.open", List.of(next.name())),
                Optional.of(new OpenSession(before.file(), desk)));
    }

    private void resume(SavedWalk saved, OpenSession opened, OpenSession before) throws RefusedException {
        ModelWalk next = ModelWalk.of(saved.memento(historyBytes), workers, breakpoints, this::historyBytes);
        undo.push(leaving(before, saved.model()));
        begin(next);
        lay(opened);
    }

    private void lay(OpenSession opened) {
        breakpoints.set(opened.desk().breakpoints());
        watches.set(opened.desk().watches());
        listener.opened(opened);
    }

    private void adapt(LoraConfig adapters, long seed) throws RefusedException {
        Model adapted = Adapting.adapted(walk.model(), parameters(), adapters, seed);
        ModelWalk next = walk(adapted, walk.training().untouched());
        Program program = next.stepper().iteration().program();
        long trained = program.trainedParameters().stream().mapToLong(parameter -> parameter.value().size()).sum();
        note = Optional.of(new Note("note.adapted", List.of(trained, program.parameterCount() - trained)));
        start(next, new Note("note.undone.adapt", List.of()));
    }

    private void merge() throws RefusedException {
        SequencedMap<String, Matrix> parameters = parameters();
        Model merged = Adapting.merged(walk.model(), parameters);
        Matrix before = logits(walk.model().with(walk.model().name(), walk.model().config(), parameters));
        Matrix after = logits(merged);
        ModelWalk next = walk(merged, walk.training().untouched());
        note = Optional.of(new Note("note.merged", List.of(
                Entries.largest(Entries.difference(before, after)), Entries.largest(before))));
        start(next, new Note("note.undone.merge", List.of()));
    }

    /**
     * The parameters of the moment, uncopied: at the end of an iteration those it has updated. A walk that starts with a
     * copy of them may keep them beside it, since what undo brings back is trained only after that walk is gone.
     */
    private SequencedMap<String, Matrix> parameters() {
        Iteration iteration = walk.stepper().iteration();
        boolean updated = walk.stepper().atEnd();
        SequencedMap<String, Matrix> parameters = new LinkedHashMap<>();
        for (Parameter parameter : iteration.program().parameters()) {
            parameters.put(
                    parameter.name(),
                    iteration.matrix(updated && parameter.isTrained() ? parameter.after() : parameter.value()));
        }
        return parameters;
    }

    /** What a network yields for what is read: a forward pass of its own. */
    private Matrix logits(Model model) throws RefusedException {
        Stepper stepper = ModelWalk.of(
                model, Training.of(model, walk.training().source()), workers, new Breakpoints(), this::historyBytes)
                .stepper();
        stepper.toLoss();
        if (stepper.stop().isPresent()) {
            throw new RefusedException("error.merge.stop", model.name(), stepper.stop().get().operation().address());
        }
        return stepper.iteration().matrix("logits");
    }

    private void reset() throws RefusedException {
        ModelWalk next = walk(walk.model(), walk.training().untouched());
        note = Optional.of(new Note("note.reset", List.of()));
        start(next, new Note("note.undone.reset", List.of()));
    }

    private ModelWalk walk(Model model, Training training) throws RefusedException {
        return ModelWalk.of(model, training, workers, breakpoints, this::historyBytes);
    }

    private void start(ModelWalk next, Note undone) {
        undo.push(kept(undone));
        begin(next);
    }

    private void begin(ModelWalk next) {
        walk = next;
        watching.clear();
        norms = Norms.NONE;
        frames.clear();
    }

    private Undo.Kept kept(Note undone) {
        return new Undo.Kept(walk.memento(), watching.kept(), undone, Optional.empty());
    }

    private void undo() throws RefusedException {
        Undo.Kept kept = undo.pop();
        begin(ModelWalk.of(kept.walk(), workers, breakpoints, this::historyBytes));
        watching.restore(kept.watched());
        kept.session().ifPresent(this::lay);
        note = Optional.of(kept.undone());
    }

    private void pin() {
        pinned = Optional.empty();
        pinned = Optional.of(snapshot(Optional.empty()).of(Frames.copy(walk.stepper().iteration())));
    }

    private void tell() {
        undo.limit(walk, historyBytes);
        listener.show(snapshot(Optional.empty()));
        note.ifPresent(listener::note);
    }

    private Snapshot snapshot(Optional<Pace> pace) {
        walk.measure();
        Stepper stepper = walk.stepper();
        norms = norms.with(stepper.iteration(), stepper.computed());
        watching.publish(walk);
        return new Snapshot(
                version++, walk.model(), stepper.iteration(), stepper.iteration().number(),
                stepper.iteration().changes(), stepper.position(),
                stepper.node(), stepper.next(), stepper.stop(), stepper.hit(), norms, walk.previousLoss(),
                new Runs(walk.runs(), walk.current(), walk.training(), walk.edits(), pace), pinned);
    }

    /** A copy of the iteration that has just come to its end. */
    private Snapshot frame(Pace pace) {
        Snapshot end = snapshot(Optional.of(pace));
        return end.of(frames.of(end.iteration()));
    }
}
