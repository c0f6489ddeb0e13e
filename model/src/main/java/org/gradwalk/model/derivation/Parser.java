package org.gradwalk.model.derivation;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.gradwalk.model.derivation.Token.Kind;

/** Reads a text by Python's grammar of expressions, as far as NumPy formulas of matrices need it. */
final class Parser {

    static final int MOST_CHARACTERS = 2000;
    static final int DEEPEST = 64;
    static final int MOST_OPERATIONS = 200;

    private static final Set<String> MODULES = Set.of("np", "numpy", "math", "torch", "scipy");
    private static final Set<String> SUBMODULES = Set.of("special", "linalg", "nn", "functional");
    private static final Set<String> WORDS = Set.of("and", "or", "not");
    /** Operators that bind alike, from those that bind least on. */
    private static final List<Map<String, Operator>> LEVELS = List.of(
            Map.of("|", Operator.EITHER), Map.of("&", Operator.BOTH), Map.of("+", Operator.PLUS, "-", Operator.MINUS),
            Map.of("*", Operator.TIMES, "/", Operator.OVER, "@", Operator.PRODUCT));
    private static final int SUMS = 2;
    private static final Map<String, Operator> COMPARISONS = Map.of(
            ">", Operator.GREATER, ">=", Operator.GREATER_OR_EQUAL, "<", Operator.LESS, "<=",
            Operator.LESS_OR_EQUAL, "==", Operator.EQUAL, "!=", Operator.UNEQUAL);

    private final List<Token> tokens;
    private final boolean withConditions;
    private int next;
    private int depth;
    private int operations;

    private Parser(List<Token> tokens, boolean withConditions) {
        this.tokens = tokens;
        this.withConditions = withConditions;
    }

    /**
     * The tree of a text; a name and an equals sign may stand before it.
     *
     * @throws UnreadableException where the text is no expression, or too long, too deep or too large
     */
    static Syntax parse(String text) {
        return parse(text, false);
    }

    /**
     * The tree of a text in which conditions may be joined and asked of whole arrays, and in which values may be named in
     * full, between backquotes.
     *
     * @throws UnreadableException as {@link #parse(String)}
     */
    static Syntax parseWithConditions(String text) {
        return parse(text, true);
    }

    private static Syntax parse(String text, boolean withConditions) {
        if (text.length() > MOST_CHARACTERS) {
            throw new UnreadableException(
                    new Spot(MOST_CHARACTERS, text.length() - MOST_CHARACTERS),
                    "A formula may have " + MOST_CHARACTERS + " characters; this has " + text.length() + ".");
        }
        Parser parser = new Parser(Token.all(text), withConditions);
        if (!withConditions && parser.peek().kind() == Kind.NAME && parser.tokens.get(1).is("=")) {
            parser.next = 2;
        }
        if (parser.peek().kind() == Kind.END) {
            throw new UnreadableException(parser.peek().spot(), "Nothing is typed yet.");
        }
        Syntax whole = parser.expression();
        while (parser.peek().is(";")) {
            parser.take();
        }
        if (parser.peek().kind() != Kind.END) {
            throw parser.unexpected();
        }
        return whole;
    }

    private Token peek() {
        return tokens.get(next);
    }

    private Token take() {
        Token token = tokens.get(next);
        if (token.kind() != Kind.END) {
            next++;
        }
        return token;
    }

    private boolean takeIf(String sign) {
        boolean found = peek().is(sign);
        if (found) {
            take();
        }
        return found;
    }

    private void expect(String sign) {
        if (!takeIf(sign)) {
            throw unexpected("Here a " + sign + " is missing");
        }
    }

    private UnreadableException unexpected() {
        Token token = peek();
        if (token.kind() == Kind.QUOTED && !withConditions) {
            return unexpected("The character ` means nothing here");
        }
        Kind before = next == 0 ? Kind.SIGN : tokens.get(next - 1).kind();
        boolean juxtaposed = before != Kind.SIGN && (token.kind() == Kind.NAME || token.kind() == Kind.NUMBER);
        if (juxtaposed) {
            return unexpected("Between " + tokens.get(next - 1).text() + " and " + token.text()
                    + " a sign is missing, such as * or @");
        }
        return switch (token.text()) {
            case "=", "+=", "-=", "*=", "/=", "@=", ";" ->
                unexpected("Only one expression is read: what stands right of the = sign");
            case ")", "]" -> unexpected("This bracket closes nothing");
            case "&", "|" -> unexpected(withConditions
                    ? "Left of " + token.text() + " a condition is missing"
                    : "Conditions cannot be joined here");
            case ">", ">=", "<", "<=", "==", "!=" -> unexpected(withConditions
                    ? "Here a second comparison follows: join them by and, or by & with brackets around each"
                    : "Here a name, a number or a bracket is missing");
            default -> unexpected("Here a name, a number or a bracket is missing");
        };
    }

    private UnreadableException unexpected(String what) {
        String before = peek().kind() == Kind.END ? " at the end." : ".";
        return new UnreadableException(peek().spot(), what + before);
    }

    private void enter() {
        depth++;
        if (depth > DEEPEST) {
            throw new UnreadableException(
                    peek().spot(), "Brackets may stand " + DEEPEST + " deep, not deeper.");
        }
    }

    /** Counts an operation, from where it begins to what was taken last. */
    private Spot since(Spot first) {
        operations++;
        Spot spot = first.to(tokens.get(next - 1).spot());
        if (operations > MOST_OPERATIONS) {
            throw new UnreadableException(
                    spot, "A formula may have " + MOST_OPERATIONS + " operations; this has more.");
        }
        return spot;
    }

    private Syntax expression() {
        enter();
        Syntax whole = withConditions ? joined(Operator.OR) : comparison();
        depth--;
        return whole;
    }

    /** Conditions with {@code or} between them, or with {@code and}, which binds closer. */
    private Syntax joined(Operator word) {
        boolean or = word == Operator.OR;
        Spot first = peek().spot();
        Syntax left = or ? joined(Operator.AND) : negated();
        while (peek().isWord(word.sign())) {
            Spot sign = take().spot();
            Syntax right = or ? joined(Operator.AND) : negated();
            left = new Syntax.Operation(since(first), sign, word, left, right);
        }
        return left;
    }

    private Syntax negated() {
        Token token = peek();
        if (!token.isWord("not")) {
            return comparison();
        }
        enter();
        take();
        Syntax of = negated();
        depth--;
        return new Syntax.Call(since(token.spot()), "not", List.of(of));
    }

    private Syntax comparison() {
        Spot first = peek().spot();
        Syntax left = operand();
        Operator comparison = peek().kind() == Kind.SIGN ? COMPARISONS.get(peek().text()) : null;
        if (comparison != null) {
            Spot sign = take().spot();
            Syntax right = operand();
            left = new Syntax.Operation(since(first), sign, comparison, left, right);
        }
        return left;
    }

    private Syntax operand() {
        return chain(withConditions ? 0 : SUMS);
    }

    private Syntax chain(int level) {
        Spot first = peek().spot();
        Syntax left = link(level);
        while (true) {
            Operator operator = peek().kind() == Kind.SIGN ? LEVELS.get(level).get(peek().text()) : null;
            if (operator == null) {
                return left;
            }
            Spot sign = take().spot();
            Syntax right = link(level);
            left = new Syntax.Operation(since(first), sign, operator, left, right);
        }
    }

    private Syntax link(int level) {
        return level + 1 < LEVELS.size() ? chain(level + 1) : signed();
    }

    private Syntax signed() {
        Token token = peek();
        if (!token.is("-") && !token.is("+") && !token.is("~")) {
            return power();
        }
        enter();
        take();
        Syntax of = signed();
        depth--;
        return switch (token.text()) {
            case "-" -> new Syntax.Negative(since(token.spot()), of);
            case "~" -> new Syntax.Not(since(token.spot()), of);
            default -> of;
        };
    }

    private Syntax power() {
        Spot first = peek().spot();
        Syntax of = withWhatFollows();
        if (!takeIf("**")) {
            return of;
        }
        enter();
        Syntax exponent = signed();
        depth--;
        return new Syntax.Power(since(first), of, exponent);
    }

    private Syntax withWhatFollows() {
        Spot first = peek().spot();
        Syntax of = primary();
        while (true) {
            Token token = peek();
            if (takeIf(".")) {
                of = member(first, of);
            } else if (takeIf("[")) {
                of = indexed(first, of);
            } else if (takeIf("ᵀ")) {
                of = new Syntax.Transpose(since(first), of);
            } else if (takeIf("²") || takeIf("³")) {
                of = new Syntax.Power(
                        since(first), of, new Syntax.Literal(token.spot(), token.is("²") ? 2 : 3));
            } else {
                return of;
            }
        }
    }

    private Syntax primary() {
        Token token = peek();
        if (token.kind() == Kind.NUMBER) {
            take();
            return new Syntax.Literal(token.spot(), Double.parseDouble(token.text()));
        }
        if (withConditions && token.kind() == Kind.QUOTED) {
            take();
            return new Syntax.Name(token.spot(), token.text());
        }
        if (token.kind() == Kind.NAME && !(withConditions && WORDS.contains(token.text()))) {
            return named();
        }
        if (takeIf("(")) {
            return bracketed(token.spot(), ")");
        }
        if (takeIf("[")) {
            return bracketed(token.spot(), "]");
        }
        throw unexpected();
    }

    /** A name, or a function and its arguments; {@code np.} before it says nothing. */
    private Syntax named() {
        Spot first = peek().spot();
        String name = take().text();
        if (MODULES.contains(name) && peek().is(".")) {
            do {
                take();
                if (peek().kind() != Kind.NAME) {
                    throw unexpected("Behind " + name + ". a name is missing");
                }
                name = take().text();
            } while (SUBMODULES.contains(name) && peek().is("."));
        }
        Spot spot = first.to(tokens.get(next - 1).spot());
        return takeIf("(") ? called(first, spot, name, new ArrayList<>()) : new Syntax.Name(spot, name);
    }

    private Syntax called(Spot first, Spot name, String function, List<Syntax> arguments) {
        Map<String, Syntax> keywords = new LinkedHashMap<>();
        while (!takeIf(")")) {
            if (peek().kind() == Kind.NAME && tokens.get(next + 1).is("=")) {
                String keyword = take().text();
                take();
                keywords.put(keyword, expression());
            } else {
                arguments.add(expression());
            }
            if (!peek().is(")")) {
                expect(",");
            }
        }
        return withConditions && Asking.has(function)
                ? Asking.call(since(first), function, arguments, keywords)
                : Functions.call(since(first), name, function, arguments, keywords);
    }

    private Syntax bracketed(Spot first, String close) {
        List<Syntax> items = new ArrayList<>();
        boolean several = close.equals("]");
        while (!takeIf(close)) {
            items.add(expression());
            if (!peek().is(close)) {
                expectIn(close);
                several = true;
            }
        }
        if (items.isEmpty()) {
            throw new UnreadableException(since(first), "There is nothing between these brackets.");
        }
        return several ? new Syntax.Several(since(first), items) : items.getFirst();
    }

    private void expectIn(String close) {
        if (peek().kind() == Kind.END) {
            throw unexpected("Here a " + close + " is missing");
        }
        if (!takeIf(",")) {
            throw unexpected();
        }
    }

    private Syntax member(Spot first, Syntax of) {
        Token name = peek();
        if (name.kind() != Kind.NAME) {
            throw unexpected("Behind the dot a name is missing, such as T or sum");
        }
        take();
        if (takeIf("(")) {
            return called(first, name.spot(), name.text(), new ArrayList<>(List.of(of)));
        }
        return switch (name.text()) {
            case "T", "mT" -> new Syntax.Transpose(since(first), of);
            case "shape" -> {
                expect("[");
                Syntax axis = expression();
                expect("]");
                yield new Syntax.Size(since(first), of, Functions.integer(axis));
            }
            default -> throw new UnreadableException(
                    name.spot(), "Arrays have .T, .shape, .sum(axis=...), .mean(axis=...), not ." + name.text() + ".");
        };
    }

    private sealed interface Index {
        record All() implements Index {}

        record New() implements Index {}

        record Range(Optional<Syntax> from, Optional<Syntax> to) implements Index {}

        record At(Syntax numbers) implements Index {}
    }

    private Syntax indexed(Spot first, Syntax of) {
        List<Index> indices = new ArrayList<>();
        do {
            indices.add(index());
        } while (takeIf(","));
        expect("]");
        Spot spot = since(first);
        Index row = indices.getFirst();
        Index column = indices.size() < 2 ? new Index.All() : indices.get(1);
        if (indices.size() > 2) {
            throw new UnreadableException(spot, "An array has two axes here, not " + indices.size() + ".");
        }
        if (row instanceof Index.New && column instanceof Index.All) {
            return new Syntax.NewAxis(spot, of, 0);
        }
        if (row instanceof Index.All && column instanceof Index.New) {
            return new Syntax.NewAxis(spot, of, 1);
        }
        if (row instanceof Index.At(Syntax numbers) && column instanceof Index.All) {
            return new Syntax.LookUp(spot, of, numbers);
        }
        if (row instanceof Index.All && column instanceof Index.Range(Optional<Syntax> from, Optional<Syntax> to)) {
            return new Syntax.Slice(spot, of, 1, from, to);
        }
        if (row instanceof Index.Range(Optional<Syntax> from, Optional<Syntax> to) && column instanceof Index.All) {
            return new Syntax.Slice(spot, of, 0, from, to);
        }
        throw new UnreadableException(
                spot, "Read are v[:, None], v[None, :], A[:, a:b], A[a:b] and A[c] with a vector of numbers c.");
    }

    private Index index() {
        Optional<Syntax> from = peek().is(":") ? Optional.empty() : Optional.of(expression());
        if (!takeIf(":")) {
            Syntax at = from.orElseThrow();
            boolean isNew = at instanceof Syntax.Name(Spot _, String name)
                    && (name.equals("None") || name.equals("newaxis"));
            return isNew ? new Index.New() : new Index.At(at);
        }
        Optional<Syntax> to = peek().is(",") || peek().is("]") ? Optional.empty() : Optional.of(expression());
        return from.isEmpty() && to.isEmpty() ? new Index.All() : new Index.Range(from, to);
    }
}
