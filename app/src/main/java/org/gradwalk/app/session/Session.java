package org.gradwalk.app.session;

import java.lang.System.Logger.Level;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.SequencedMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.gradwalk.model.gpt.Gpt;
import org.gradwalk.model.layer.LoraConfig;
import org.gradwalk.model.layer.Loss.Reduction;
import org.gradwalk.model.program.Node;
import org.gradwalk.model.program.Parameter;
import org.gradwalk.model.program.Program;
import org.gradwalk.model.run.Iteration;
import org.gradwalk.model.run.Stepper;
import org.gradwalk.model.run.Weights;
import org.gradwalk.model.tensor.Entries;
import org.gradwalk.model.tensor.Matrix;
import org.gradwalk.model.tensor.Workers;
import org.gradwalk.model.text.Batch;

/**
 * A walk: takes commands from any thread, does them one by one on a thread of its own, and tells its listener what the
 * window shows now.
 */
public final class Session implements AutoCloseable {

    private static final System.Logger LOG = System.getLogger(Session.class.getName());
    private static final int MOST_UNDO = 20;
    /** What undo keeps takes at most this part of the memory. */
    private static final int UNDO_SHARE = 4;

    /** Hears of the walk, on the session's thread. Every command is answered once, by a snapshot or a refusal. */
    public interface Listener {

        /** What the window shows now. */
        void show(Snapshot snapshot);

        /** Why a command was not done. Nothing has changed. */
        void refuse(RefusedException refused);

        /** Something to know of the snapshot that was just shown. */
        default void note(Note note) {}
    }

    /** What is walked: a model with the weights of the moment, and what it reads. */
    private record Walk(Model model, Weights weights, String text, List<String> tokens, Stepper stepper) {}

    /** What undo brings back. */
    private record Kept(
            Model model, Weights weights, long parameters, String text, Stepper.Position position,
            OptionalDouble previousLoss, Note undone) {

        /** About what it takes of memory: every parameter with two numbers of the optimizer. */
        long bytes() {
            return 3 * parameters * Double.BYTES;
        }
    }

    private final Listener listener;
    private final Workers workers = Workers.of(Math.min(2, Runtime.getRuntime().availableProcessors()));
    private final ExecutorService thread = Executors.newSingleThreadExecutor(
            Thread.ofPlatform().name("gradwalk-session").daemon().factory());
    private final Deque<Kept> undo = new ArrayDeque<>();

    private Walk walk;
    private Norms norms = Norms.NONE;
    private OptionalDouble previousLoss = OptionalDouble.empty();
    private Optional<Note> note = Optional.empty();
    private long version;

    /**
     * A walk of a model through a text.
     *
     * @throws RefusedException if the model cannot read the text
     */
    public Session(Model model, String text, Listener listener) throws RefusedException {
        this.listener = listener;
        walk = walk(model, Weights.of(model.parameters()), text);
    }

    /** Does a command after all that came before it. */
    public void execute(Command command) {
        thread.execute(() -> run(command));
    }

    /** Publishes the present state once, for a listener that has just begun to listen. */
    public void publish() {
        thread.execute(this::tell);
    }

    @Override
    public void close() {
        thread.shutdownNow();
        workers.close();
    }

    /** Whatever happens, the walk that was there is still there, and so is this thread. */
    private void run(Command command) {
        try {
            execute(command, walk.stepper);
            tell();
        } catch (RefusedException refused) {
            listener.refuse(refused);
        } catch (OutOfMemoryError full) {
            undo.clear();
            listener.refuse(new RefusedException("error.memory.full", full));
        } catch (RuntimeException failure) {
            LOG.log(Level.ERROR, "A command failed: " + command, failure);
            listener.refuse(new RefusedException("error.unexpected", failure, failure.toString()));
        }
    }

    private void execute(Command command, Stepper stepper) throws RefusedException {
        switch (command) {
            case Command.Forward(Stepper.Move move) -> forward(move);
            case Command.Back(Stepper.Move move) -> stepper.back(move);
            case Command.Inside _ -> stepper.inside();
            case Command.ToStart _ -> stepper.toStart();
            case Command.ToLoss _ -> stepper.toLoss();
            case Command.ToEnd _ -> stepper.toEnd();
            case Command.RunIteration _ -> runIteration();
            case Command.ToNode(String address) -> stepper.to(node(address));
            case Command.ToOperation(int operations) -> stepper.to(operations);
            case Command.ToIteration _ -> {
            }
            case Command.Read(String newText) -> read(newText);
            case Command.Open(Opening opening) -> open(opening.read());
            case Command.Adapt(LoraConfig adapters, long seed) -> adapt(adapters, seed);
            case Command.Merge _ -> merge();
            case Command.Reset _ -> reset();
            case Command.Undo _ -> undo();
        }
    }

    /** A step over the end goes on in the next iteration. */
    private void forward(Stepper.Move move) {
        if (walk.stepper.atEnd()) {
            nextIteration();
        }
        walk.stepper.forward(move);
    }

    private void runIteration() {
        if (walk.stepper.atEnd()) {
            nextIteration();
        }
        walk.stepper.toEnd();
    }

    private void nextIteration() {
        Stepper stepper = walk.stepper;
        if (stepper.stop().isEmpty()) {
            previousLoss = OptionalDouble.of(stepper.iteration().matrix("loss").get(0, 0));
            stepper.nextIteration();
            norms = Norms.NONE;
        }
    }

    private Node node(String address) throws RefusedException {
        return walk.stepper.iteration().program().node(address)
                .orElseThrow(() -> new RefusedException("error.node", address));
    }

    /** The weights go on to be trained, so undo gets a copy. */
    private void read(String newText) throws RefusedException {
        Walk next = walk(walk.model, walk.weights, newText);
        keep(walk.weights.copy(), new Note("note.undone.text", List.of(newText)));
        start(next);
    }

    private void open(Model model) throws RefusedException {
        String readable = model.readable(walk.text);
        Walk next = walk(model, Weights.of(model.parameters()), readable);
        if (!readable.equals(walk.text)) {
            note = Optional.of(new Note("note.text", List.of(model.name(), walk.text, readable)));
        }
        keep(walk.weights, new Note("note.undone.open", List.of(model.name())));
        start(next);
    }

    private void adapt(LoraConfig adapters, long seed) throws RefusedException {
        Model adapted = Adapting.adapted(walk.model, parameters(), adapters, seed);
        Walk next = walk(adapted, Weights.of(adapted.parameters()), walk.text);
        Program program = next.stepper.iteration().program();
        long trained = program.trainedParameters().stream().mapToLong(parameter -> parameter.value().size()).sum();
        note = Optional.of(new Note("note.adapted", List.of(trained, program.parameterCount() - trained)));
        keep(walk.weights, new Note("note.undone.adapt", List.of()));
        start(next);
    }

    private void merge() throws RefusedException {
        SequencedMap<String, Matrix> parameters = parameters();
        Model merged = Adapting.merged(walk.model, parameters);
        Matrix before = logits(walk.model, parameters);
        Matrix after = logits(merged, merged.parameters());
        Walk next = walk(merged, Weights.of(merged.parameters()), walk.text);
        note = Optional.of(new Note("note.merged", List.of(
                Entries.largest(Entries.difference(before, after)), Entries.largest(before))));
        keep(walk.weights, new Note("note.undone.merge", List.of()));
        start(next);
    }

    /**
     * The parameters of the moment, uncopied: at the end of an iteration those it has updated. A walk that starts with a
     * copy of them may keep them beside it, since what undo brings back is trained only after that walk is gone.
     */
    private SequencedMap<String, Matrix> parameters() {
        Iteration iteration = walk.stepper.iteration();
        boolean updated = walk.stepper.atEnd();
        SequencedMap<String, Matrix> parameters = new LinkedHashMap<>();
        for (Parameter parameter : iteration.program().parameters()) {
            parameters.put(
                    parameter.name(),
                    iteration.matrix(updated && parameter.isTrained() ? parameter.after() : parameter.value()));
        }
        return parameters;
    }

    /** What a network yields for the text: a forward pass of its own. */
    private Matrix logits(Model model, Map<String, Matrix> parameters) throws RefusedException {
        Stepper stepper = walk(model, Weights.of(parameters), walk.text).stepper;
        stepper.toLoss();
        if (stepper.stop().isPresent()) {
            throw new RefusedException("error.merge.stop", model.name(), stepper.stop().get().operation().address());
        }
        return stepper.iteration().matrix("logits");
    }

    private void reset() throws RefusedException {
        Walk next = walk(walk.model, Weights.of(walk.model.parameters()), walk.text);
        note = Optional.of(new Note("note.reset", List.of()));
        keep(walk.weights, new Note("note.undone.reset", List.of()));
        start(next);
    }

    private void keep(Weights weights, Note undone) {
        undo.push(new Kept(
                walk.model, weights, walk.stepper.iteration().program().parameterCount(), walk.text,
                walk.stepper.position(), previousLoss, undone));
        long most = Runtime.getRuntime().maxMemory() / UNDO_SHARE;
        while (undo.size() > 1 && (undo.size() > MOST_UNDO || undo.stream().mapToLong(Kept::bytes).sum() > most)) {
            undo.removeLast();
        }
    }

    private void undo() throws RefusedException {
        if (undo.isEmpty()) {
            throw new RefusedException("error.undo");
        }
        Kept kept = undo.peek();
        start(walk(kept.model, kept.weights, kept.text));
        undo.pop();
        previousLoss = kept.previousLoss;
        walk.stepper.to(kept.position);
        note = Optional.of(kept.undone);
    }

    private void start(Walk next) {
        walk = next;
        norms = Norms.NONE;
        previousLoss = OptionalDouble.empty();
    }

    private Walk walk(Model model, Weights weights, String text) throws RefusedException {
        int[] numbers = model.tokens(text);
        List<String> tokens = Arrays.stream(numbers).mapToObj(model.tokenizer()::symbol).toList();
        Program program = Gpt.program(model.config(), 1, numbers.length, Reduction.MEAN, model.update());
        Iteration iteration = new Iteration(program, weights, workers, model.settings());
        Batch batch = Batch.ofText(numbers);
        iteration.load(batch.tokens(), batch.targets());
        return new Walk(model, weights, text, tokens, new Stepper(iteration));
    }

    private void tell() {
        Stepper stepper = walk.stepper;
        norms = norms.with(stepper.iteration(), stepper.computed());
        listener.show(new Snapshot(
                version++, walk.model, walk.text, walk.tokens, stepper.iteration(), stepper.iteration().number(),
                stepper.position(), stepper.node(), stepper.next(), stepper.stop(), norms, previousLoss,
                List.of()));
        note.ifPresent(listener::note);
        note = Optional.empty();
    }
}
