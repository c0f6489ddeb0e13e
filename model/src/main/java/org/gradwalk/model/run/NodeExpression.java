package org.gradwalk.model.run;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.gradwalk.model.derivation.Names;
import org.gradwalk.model.derivation.Shape;
import org.gradwalk.model.derivation.TypedExpression;
import org.gradwalk.model.derivation.UnreadableException;
import org.gradwalk.model.formula.Evaluator;
import org.gradwalk.model.formula.Symbol;
import org.gradwalk.model.program.Memory;
import org.gradwalk.model.program.Node;
import org.gradwalk.model.program.Operation.Binding;
import org.gradwalk.model.program.Program;
import org.gradwalk.model.program.Value;
import org.gradwalk.model.program.Value.Extent;
import org.gradwalk.model.program.Value.Layout;
import org.gradwalk.model.run.FormulaScope.Part;
import org.gradwalk.model.tensor.Matrix;

/**
 * What a person typed to look at the values in scope where a node has just run: a number, an array or a condition.
 *
 * <p>Names are those of the formulas there. Any value that has been computed may also be called by its full name, between
 * backquotes: {@code max(`h.0.attn.probs`)}. A text that names a value with heads speaks of one head of one sequence, and
 * has a value for each of them; one that names what all sequences share beside what they do not, of one sequence.
 */
public final class NodeExpression {

    private static final Pattern QUOTED = Pattern.compile("`([^`\\n]+)`");

    private final TypedExpression typed;
    private final Extent extent;
    private final List<Binding> bindings;
    private final List<Value> values;
    private final List<Part> parts;

    private NodeExpression(
            TypedExpression typed, Extent extent, List<Binding> bindings, List<Value> values, List<Part> parts) {
        this.typed = typed;
        this.extent = extent;
        this.bindings = bindings;
        this.values = values;
        this.parts = parts;
    }

    @FunctionalInterface
    private interface Reader {
        TypedExpression read(String text, Names names, int cases);
    }

    /**
     * Reads anything.
     *
     * @throws UnreadableException where it means nothing at this node, or asks for too much
     */
    public static NodeExpression read(Program program, Node node, String text) {
        return read(program, node, text, TypedExpression::read);
    }

    /**
     * Reads one condition.
     *
     * @throws UnreadableException as {@link #read}, and where it is no condition, or one for each entry of an array
     */
    public static NodeExpression condition(Program program, Node node, String text) {
        return read(program, node, text, TypedExpression::condition);
    }

    private static NodeExpression read(Program program, Node node, String text, Reader reader) {
        NodeScope scope = NodeScope.of(program, node);
        List<Binding> bindings = new ArrayList<>(scope.known());
        List<Value> quoted = QUOTED.matcher(text).results()
                .map(MatchResult::group)
                .map(name -> name.substring(1, name.length() - 1))
                .distinct()
                .flatMap(name -> program.value(name).stream())
                .toList();
        quoted.stream()
                .filter(value -> program.writtenBy(value) < node.end())
                .forEach(value -> bindings.add(new Binding(Symbol.of(value.name(), value.kind()), value)));
        Names whole = names(program, node, scope, bindings, quoted, new Part.Whole());
        Set<Symbol> used = TypedExpression.symbols(text, whole);
        List<Value> values = bindings.stream()
                .filter(binding -> used.contains(binding.symbol()))
                .map(Binding::value)
                .toList();
        List<Part> parts = parts(program.extent(), values, TypedExpression.splitsHeads(text));
        Names names = names(program, node, scope, bindings, quoted, parts.getFirst());
        return new NodeExpression(
                reader.read(text, names, parts.size()), program.extent(), List.copyOf(bindings), values, parts);
    }

    private static Names names(
            Program program, Node node, NodeScope scope, List<Binding> bindings, List<Value> quoted, Part part) {
        Names names = ScopeNames.of(program, bindings, scope.settings(), part);
        for (Binding binding : scope.later()) {
            String name = binding.symbol().name();
            names = names.withAbsent(name, later(program, name, binding.value()));
        }
        for (Value value : quoted) {
            if (program.writtenBy(value) >= node.end()) {
                names = names.withAbsent(value.name(), later(program, value.name(), value));
            }
        }
        return names;
    }

    private static String later(Program program, String name, Value value) {
        return name + " is not there yet: it is computed later, by "
                + program.operations().get(program.writtenBy(value)).address() + ".";
    }

    /** What it speaks of at a time, for values of these kinds. */
    private static List<Part> parts(Extent extent, List<Value> values, boolean splitsHeads) {
        boolean perHead = splitsHeads || has(values, Layout.ATTENTION) || has(values, Layout.HEADS);
        if (perHead) {
            return Part.heads(extent, false);
        }
        return has(values, Layout.POSITIONS) && has(values, Layout.SEQUENCES)
                ? IntStream.range(0, extent.sequences()).<Part>mapToObj(Part.Sequence::new).toList()
                : List.of(new Part.Whole());
    }

    private static boolean has(List<Value> values, Layout layout) {
        return values.stream().anyMatch(value -> value.layout() == layout);
    }

    /** What can be typed at a node, with the shapes that whole batches have. */
    public static Names names(Program program, Node node) {
        NodeScope scope = NodeScope.of(program, node);
        return names(program, node, scope, scope.known(), List.of(), new Part.Whole());
    }

    /** The values that it reads. */
    public List<Value> values() {
        return values;
    }

    /** Whether it is true or false, everywhere. */
    public boolean isCondition() {
        return typed.isCondition();
    }

    /** The shape of each of its values in NumPy. */
    public Shape shape() {
        return typed.shape();
    }

    /** What of the batch it has a value for: all together, each sequence, or each head of each sequence. */
    public List<Part> parts() {
        return parts;
    }

    /**
     * Its value for a part of the batch, a vector as a column, true as 1 and false as 0.
     *
     * @param memory in which the node has run
     * @param part one of {@link #parts}
     */
    public Matrix value(Memory memory, Part part) {
        return Evaluator.evaluate(typed.expression(), new FormulaScope(memory, extent, bindings, part));
    }

    /** The first part of the batch for which this condition holds. */
    Optional<Part> whereTrue(Memory memory) {
        return parts.stream().filter(part -> value(memory, part).get(0, 0) != 0).findFirst();
    }
}
