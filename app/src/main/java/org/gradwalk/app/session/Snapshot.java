package org.gradwalk.app.session;

import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.gradwalk.model.gpt.Gpt;
import org.gradwalk.model.program.Node;
import org.gradwalk.model.program.Parameter;
import org.gradwalk.model.program.Phase;
import org.gradwalk.model.program.Program;
import org.gradwalk.model.program.Value;
import org.gradwalk.model.run.Diagnostics;
import org.gradwalk.model.run.Hit;
import org.gradwalk.model.run.Iteration;
import org.gradwalk.model.run.NonFinite;
import org.gradwalk.model.run.Stepper;
import org.gradwalk.model.tensor.Matrix;

/**
 * What the window shows: a walk at one moment. Values behind the cursor are not written again as long as it is current,
 * so their matrices may be read from any thread until then.
 *
 * @param version counts snapshots
 * @param model the model that is walked
 * @param iteration the numbers
 * @param number how many iterations there were before
 * @param changes what {@link Iteration#changes} was, as long as which stays these are the numbers of this moment
 * @param position where the cursor stands
 * @param node the node that ran last, none at the start
 * @param next the node that the next step over would run, none at the end
 * @param stop the entry that is no number, where the walk stopped at one
 * @param hit the breakpoint at which the walk stopped
 * @param norms what has been measured of the values
 * @param previousLoss the loss of the iteration before
 * @param runs the runs of the walk, and how it is trained
 * @param pinned a moment that was kept, which has none itself
 */
public record Snapshot(
        long version,
        Model model,
        Iteration iteration,
        long number,
        long changes,
        Stepper.Position position,
        Optional<Node> node,
        Optional<Node> next,
        Optional<NonFinite> stop,
        Optional<Hit> hit,
        Norms norms,
        OptionalDouble previousLoss,
        Runs runs,
        Optional<Snapshot> pinned) {

    private static final Pattern BLOCK = Pattern.compile("^h\\.\\d+");

    public Program program() {
        return iteration.program();
    }

    /** The same moment with its numbers in a copy. */
    Snapshot of(Iteration copy) {
        return new Snapshot(
                version, model, copy, number, copy.changes(), position, node, next, stop, hit, norms, previousLoss,
                runs, pinned);
    }

    /** Whether the iteration's numbers are still those of this moment. It may be asked from any thread. */
    public boolean isCurrent() {
        return iteration.changes() == changes;
    }

    /** A sequence of the batch as the model sees it, one string for each token. */
    public List<String> tokens(int sequence) {
        int positions = program().extent().positions();
        Matrix tokens = iteration.matrix(Gpt.TOKENS);
        return IntStream.range(sequence * positions, (sequence + 1) * positions)
                .mapToObj(row -> model.tokenizer().symbol((int) tokens.get(row, 0)))
                .toList();
    }

    /** What is read: a sentence, or what a longer text is called. */
    public String text() {
        return switch (runs.training().source()) {
            case Source.Sentence(String sentence) -> sentence;
            case Source.Passages passages -> passages.name();
        };
    }

    /** Whether the run goes on by itself. */
    public boolean isRunning() {
        return runs.pace().isPresent();
    }

    /** Whether a value is whole at the cursor. */
    public boolean exists(Value value) {
        return program().writtenBy(value) < position.operations();
    }

    /** The numbers of a value; none where it is not there yet. */
    public Optional<Matrix> numbers(Value value) {
        return exists(value) ? Optional.of(iteration.matrix(value)) : Optional.empty();
    }

    /** The numbers of a value by its name; none where it is not there (yet). */
    public Optional<Matrix> numbers(String name) {
        return program().value(name).flatMap(this::numbers);
    }

    /**
     * The same moment before the results of the node at the cursor are known, so that they can be guessed. Of an update
     * of several parameters there is nothing to guess.
     */
    public Snapshot withheld() {
        return node.filter(ran -> ran.isOperation() || phase(ran) != Phase.UPDATE)
                .map(ran -> new Snapshot(
                        version, model, iteration, number, changes,
                        new Stepper.Position(ran.first(), position.level()), node, next, stop, hit, norms, previousLoss,
                        runs, pinned))
                .orElse(this);
    }

    private Phase phase(Node ran) {
        return program().operations().get(ran.first()).phase();
    }

    /** Whether the results of the node at the cursor are withheld. */
    public boolean isWithheld() {
        return node.filter(ran -> position.operations() < ran.end()).isPresent();
    }

    /** How many operations have run, those included the results of which are withheld. */
    public int ran() {
        return isWithheld() ? node.orElseThrow().end() : position.operations();
    }

    /** Whether a value is one of the results that are withheld. */
    public boolean withholds(Value value) {
        return isWithheld() && node.filter(ran -> ran.covers(program().writtenBy(value))).isPresent();
    }

    /** The block at the cursor, such as {@code h.0}; none outside of blocks. */
    public Optional<String> block() {
        return node.map(Node::row).map(BLOCK::matcher).filter(Matcher::find).map(Matcher::group);
    }

    /** The norm of a parameter's change over its own norm; NaN before the update, and where the parameter is 0. */
    public double updateRatio(Parameter parameter) {
        return numbers(parameter.value())
                .flatMap(before -> numbers(parameter.after()).map(after -> Diagnostics.changeRatio(before, after)))
                .orElse(Double.NaN);
    }

    /** Whether the loss is one of the results that are withheld. */
    public boolean withholdsLoss() {
        return program().value("loss").filter(this::withholds).isPresent();
    }

    /** The loss; none before it has been computed. */
    public OptionalDouble loss() {
        return numbers("loss").map(loss -> OptionalDouble.of(loss.get(0, 0))).orElseGet(OptionalDouble::empty);
    }
}
