package org.gradwalk.app.session;

import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import java.util.OptionalDouble;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.gradwalk.model.gpt.Gpt;
import org.gradwalk.model.layer.Loss.Reduction;
import org.gradwalk.model.program.Node;
import org.gradwalk.model.program.Program;
import org.gradwalk.model.run.Iteration;
import org.gradwalk.model.run.Stepper;
import org.gradwalk.model.run.Weights;
import org.gradwalk.model.tensor.Workers;
import org.gradwalk.model.text.Batch;
import org.gradwalk.model.text.UnknownCharacterException;

/**
 * A walk: takes commands from any thread, does them one by one on a thread of its own, and tells its listener what the
 * window shows now.
 */
public final class Session implements AutoCloseable {

    private static final int MOST_UNDO = 20;

    /** Hears of the walk, on the session's thread. */
    public interface Listener {

        /** What the window shows now. */
        void show(Snapshot snapshot);

        /** Why a command was not done. Nothing has changed. */
        void refuse(RefusedException refused);
    }

    /** What undo brings back. */
    private record Kept(Weights weights, String text, Stepper.Position position, OptionalDouble previousLoss) {}

    private final Model model;
    private final Listener listener;
    private final Workers workers = Workers.of(Math.min(2, Runtime.getRuntime().availableProcessors()));
    private final ExecutorService thread = Executors.newSingleThreadExecutor(
            Thread.ofPlatform().name("gradwalk-session").daemon().factory());
    private final Deque<Kept> undo = new ArrayDeque<>();

    private Weights weights;
    private String text;
    private List<String> tokens;
    private Stepper stepper;
    private Norms norms = Norms.NONE;
    private OptionalDouble previousLoss = OptionalDouble.empty();
    private long version;

    /**
     * A walk of a model through a text.
     *
     * @throws RefusedException if the model cannot read the text
     */
    public Session(Model model, String text, Listener listener) throws RefusedException {
        this.model = model;
        this.listener = listener;
        this.text = text;
        weights = Weights.of(model.parameters());
        int[] numbers = numbers(text);
        tokens = symbols(numbers);
        stepper = walk(numbers);
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

    private void run(Command command) {
        try {
            switch (command) {
                case Command.Forward(Stepper.Move move) -> forward(move);
                case Command.Back(Stepper.Move move) -> stepper.back(move);
                case Command.ToStart _ -> stepper.toStart();
                case Command.ToLoss _ -> stepper.toLoss();
                case Command.ToEnd _ -> stepper.toEnd();
                case Command.RunIteration _ -> runIteration();
                case Command.ToNode(String address) -> stepper.to(node(address));
                case Command.ToOperation(int operations) -> stepper.to(operations);
                case Command.Read(String newText) -> read(newText);
                case Command.Reset _ -> reset();
                case Command.Undo _ -> undo();
            }
            tell();
        } catch (RefusedException refused) {
            listener.refuse(refused);
        }
    }

    /** A step over the end goes on in the next iteration. */
    private void forward(Stepper.Move move) {
        if (stepper.atEnd()) {
            nextIteration();
        }
        stepper.forward(move);
    }

    private void runIteration() {
        if (stepper.atEnd()) {
            nextIteration();
        }
        stepper.toEnd();
    }

    private void nextIteration() {
        if (stepper.stop().isEmpty()) {
            previousLoss = OptionalDouble.of(stepper.iteration().matrix("loss").get(0, 0));
            stepper.nextIteration();
            norms = Norms.NONE;
        }
    }

    private Node node(String address) throws RefusedException {
        return stepper.iteration().program().node(address)
                .orElseThrow(() -> new RefusedException("error.node", address));
    }

    private void read(String newText) throws RefusedException {
        int[] numbers = numbers(newText);
        keep();
        text = newText;
        start(numbers);
    }

    private void reset() throws RefusedException {
        keep();
        weights = Weights.of(model.parameters());
        start(numbers(text));
    }

    private void keep() {
        undo.push(new Kept(weights.copy(), text, stepper.position(), previousLoss));
        if (undo.size() > MOST_UNDO) {
            undo.removeLast();
        }
    }

    private void undo() throws RefusedException {
        if (undo.isEmpty()) {
            throw new RefusedException("error.undo");
        }
        Kept kept = undo.pop();
        weights = kept.weights();
        text = kept.text();
        start(numbers(text));
        previousLoss = kept.previousLoss();
        stepper.to(kept.position());
    }

    private void start(int[] numbers) {
        tokens = symbols(numbers);
        stepper = walk(numbers);
        norms = Norms.NONE;
        previousLoss = OptionalDouble.empty();
    }

    private int[] numbers(String newText) throws RefusedException {
        int[] numbers;
        try {
            numbers = model.tokenizer().encode(newText);
        } catch (UnknownCharacterException e) {
            throw new RefusedException("error.unknown", String.valueOf(e.getMessage()));
        }
        int most = model.config().contextLength();
        if (numbers.length < 2) {
            throw new RefusedException("error.short", numbers.length);
        }
        if (numbers.length > most) {
            throw new RefusedException("error.long", numbers.length, most);
        }
        return numbers;
    }

    private List<String> symbols(int[] numbers) {
        return Arrays.stream(numbers).mapToObj(model.tokenizer()::symbol).toList();
    }

    private Stepper walk(int[] numbers) {
        Program program = Gpt.program(model.config(), 1, numbers.length, Reduction.MEAN, model.update());
        Iteration iteration = new Iteration(program, weights, workers, model.settings());
        Batch batch = Batch.ofText(numbers);
        iteration.load(batch.tokens(), batch.targets());
        return new Stepper(iteration);
    }

    private void tell() {
        norms = norms.with(stepper.iteration(), stepper.computed());
        listener.show(new Snapshot(
                version++, model, text, tokens, stepper.iteration(), stepper.iteration().number(), stepper.position(),
                stepper.node(), stepper.next(), stepper.stop(), norms, previousLoss));
    }
}
