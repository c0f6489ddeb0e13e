package org.gradwalk.app.view.stage;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.gradwalk.app.view.Messages;
import org.gradwalk.model.formula.Latex;
import org.gradwalk.model.formula.Signs;
import org.gradwalk.model.formula.Symbol;
import org.gradwalk.model.formula.Writing;
import org.gradwalk.model.program.Node;
import org.gradwalk.model.program.Notation;
import org.gradwalk.model.program.Operation;
import org.gradwalk.model.program.Operation.Binding;
import org.gradwalk.model.program.Program;

/**
 * How the backward formulas of a step follow from its forward ones, in a few lines.
 *
 * <p>The lines are {@code derivation.IDENTIFIER.1} and so on among the program's words. A formula stands between dollar
 * signs, in LaTeX, and in it a symbol by its name in angle brackets: {@code <dY>}, or {@code <Z_base|Z>} for the first of
 * these that there is. What stands between {@code [[b:} and {@code ]]} is there only where the name b is known.
 *
 * @param lines from the top down
 */
record DerivationText(List<List<Piece>> lines) {

    /** The innermost of these. */
    private static final Pattern ONLY_WHERE = Pattern.compile("\\[\\[(\\w+):((?:(?!\\[\\[).)*?)]]");
    private static final Pattern NAME = Pattern.compile("<([\\w|]+)>");

    /** A part of a line. */
    sealed interface Piece {

        /** Words, or a part of them. */
        record Words(String text) implements Piece {}

        /** A formula, for the colours of its symbols. */
        record Formula(Function<Function<Symbol, String>, String> latex) implements Piece {}
    }

    /**
     * The derivation at a node; none where it has none, as a block.
     *
     * @throws IllegalArgumentException if a name is not known there
     */
    static Optional<DerivationText> of(Program program, Node node, Notation notation) {
        List<Operation> operations = program.operations().subList(node.first(), node.end());
        List<String> markups = markups("derivation." + StageWords.identifier(node, operations) + ".").toList();
        Map<String, Symbol> symbols = symbols(program, operations, notation);
        return markups.isEmpty()
                ? Optional.empty()
                : Optional.of(new DerivationText(markups.stream()
                        .map(markup -> line(signed(markup, notation), symbols))
                        .filter(line -> !line.isEmpty())
                        .toList()));
    }

    /** The sentence that there is none. */
    static DerivationText none() {
        return new DerivationText(List.of(List.of(new Piece.Words(Messages.get("derivation.none")))));
    }

    /** Whether there is one at a node. */
    static boolean isThere(Program program, Node node) {
        String identifier = StageWords.identifier(node, program.operations().subList(node.first(), node.end()));
        return Messages.find("derivation." + identifier + ".1").isPresent();
    }

    private static Stream<String> markups(String key) {
        return IntStream.iterate(1, i -> i + 1)
                .mapToObj(i -> Messages.find(key + i))
                .takeWhile(Optional::isPresent)
                .flatMap(Optional::stream);
    }

    /** In the notation's signs for turning and for products entry by entry. */
    private static String signed(String markup, Notation notation) {
        return markup.replace(" : ", "\\,:\\,").replace(Signs.PLAIN.transposed(), notation.signs().transposed())
                .replace(Signs.PLAIN.entrywise(), notation.signs().entrywise())
                .replace(Signs.PLAIN.scale(), notation.signs().scale());
    }

    /**
     * Letters by the names of their symbols: what stands in the operations' own formulas, settings too, and what their
     * layer knows.
     */
    private static Map<String, Symbol> symbols(Program program, List<Operation> operations, Notation notation) {
        Map<String, Symbol> symbols = new LinkedHashMap<>();
        operations.stream()
                .flatMap(operation -> operation.equations().stream())
                .forEach(equation -> {
                    Writing writing = notation.writing(equation);
                    Stream.concat(Stream.of(equation.symbol()), equation.formula().symbols())
                            .forEach(symbol -> symbols.putIfAbsent(symbol.name(), writing.letters().apply(symbol)));
                });
        for (Operation operation : operations) {
            for (Binding known : program.symbols(operation)) {
                symbols.putIfAbsent(
                        known.symbol().name(),
                        notation.letter(known.symbol(), known.value(), operation.isPerHead()));
            }
        }
        return symbols;
    }

    private static List<Piece> line(String markup, Map<String, Symbol> symbols) {
        String there = reduced(markup, symbols).strip();
        String[] parts = there.split("\\$", -1);
        List<Piece> pieces = new ArrayList<>();
        for (int i = 0; i < parts.length; i++) {
            if (i % 2 == 1) {
                pieces.add(formula(parts[i], symbols));
            } else if (!parts[i].isEmpty()) {
                pieces.add(new Piece.Words(parts[i]));
            }
        }
        return List.copyOf(pieces);
    }

    /** Without what is there only where a name is known, if it is not. */
    private static String reduced(String markup, Map<String, Symbol> symbols) {
        String reduced = ONLY_WHERE.matcher(markup)
                .replaceAll(part -> symbols.containsKey(part.group(1)) ? Matcher.quoteReplacement(part.group(2)) : "");
        return reduced.equals(markup) ? markup : reduced(reduced, symbols);
    }

    private static Piece formula(String latex, Map<String, Symbol> symbols) {
        NAME.matcher(latex).results().forEach(name -> symbol(name.group(1), symbols)); // fails here, not when painted
        return new Piece.Formula(colour -> NAME.matcher(latex)
                .replaceAll(name -> Matcher.quoteReplacement(
                        "{" + Latex.symbol(symbol(name.group(1), symbols), colour) + "}")));
    }

    private static Symbol symbol(String names, Map<String, Symbol> symbols) {
        return Arrays.stream(names.split("\\|", -1))
                .filter(symbols::containsKey)
                .map(symbols::get)
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException(names + " is none of " + symbols.keySet()));
    }
}
