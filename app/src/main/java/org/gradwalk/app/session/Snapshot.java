package org.gradwalk.app.session;

import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.gradwalk.model.program.Node;
import org.gradwalk.model.program.Parameter;
import org.gradwalk.model.program.Phase;
import org.gradwalk.model.program.Program;
import org.gradwalk.model.program.Value;
import org.gradwalk.model.run.Diagnostics;
import org.gradwalk.model.run.Iteration;
import org.gradwalk.model.run.NonFinite;
import org.gradwalk.model.run.Stepper;
import org.gradwalk.model.tensor.Matrix;

/**
 * What the window shows: a walk at one moment. Values behind the cursor are not written again in their iteration, so
 * their matrices may be read from any thread.
 *
 * @param version counts snapshots
 * @param model the model that is walked
 * @param text what it reads
 * @param tokens the text as the model sees it, one string for each token
 * @param iteration the numbers
 * @param number how many iterations there were before
 * @param position where the cursor stands
 * @param node the node that ran last, none at the start
 * @param next the node that the next step over would run, none at the end
 * @param stop the entry that is no number, where the walk stopped at one
 * @param norms what has been measured of the values
 * @param previousLoss the loss of the iteration before
 * @param runs the trainings so far, the one that is walked last
 */
public record Snapshot(
        long version,
        Model model,
        String text,
        List<String> tokens,
        Iteration iteration,
        long number,
        Stepper.Position position,
        Optional<Node> node,
        Optional<Node> next,
        Optional<NonFinite> stop,
        Norms norms,
        OptionalDouble previousLoss,
        List<Run> runs) {

    private static final Pattern BLOCK = Pattern.compile("^h\\.\\d+");

    public Program program() {
        return iteration.program();
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
                        version, model, text, tokens, iteration, number,
                        new Stepper.Position(ran.first(), position.level()), node, next, stop, norms, previousLoss,
                        runs))
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
