package org.gradwalk.model.formula;

import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Sets an expression in LaTeX, each symbol in the colour of its class. */
public final class Latex {

    /** How tightly an expression holds together; a part that holds less tightly than its place asks gets brackets. */
    private enum Binding {
        SUM,
        ENTRYWISE,
        PRODUCT,
        POSTFIX,
        ATOM
    }

    /** What is said of the two sides of an equation. */
    public enum Relation {
        EQUAL("=", "="),
        /** Nobody knows yet whether they are equal. */
        ASKED("\\stackrel{?}{=}", "≟"),
        UNEQUAL("\\neq", "≠"),
        AT_MOST("\\le", "≤");

        private final String latex;
        private final String sign;

        Relation(String latex, String sign) {
            this.latex = latex;
            this.sign = sign;
        }

        /** In plain text. */
        public String sign() {
            return sign;
        }
    }

    private record Set(String text, Binding binding) {}

    private static final String ONES = "\\mathbf{1}";
    private static final Pattern INDEX = Pattern.compile("_\\{([^{}]*)\\}");
    private static final int MOST_NORMS = 3;

    private final Writing writing;
    private final Function<Symbol, String> colour;

    private Latex(Writing writing, Function<Symbol, String> colour) {
        this.writing = writing;
        this.colour = colour;
    }

    /**
     * The LaTeX of an equation.
     *
     * @param writing which signs and letters are used
     * @param colour the colour of a letter as #RRGGBB, or nothing for no colour
     */
    public static String equation(
            Expression left, Relation relation, Expression right, Writing writing, Function<Symbol, String> colour) {
        Latex latex = new Latex(writing, colour);
        return latex.set(left).text + " " + relation.latex + " " + latex.set(right).text;
    }

    /** The LaTeX of an expression alone. */
    public static String expression(Expression expression, Writing writing, Function<Symbol, String> colour) {
        return new Latex(writing, colour).set(expression).text;
    }

    /** The LaTeX of a symbol alone. */
    public static String symbol(Symbol symbol, Function<Symbol, String> colour) {
        return new Latex(Writing.PLAIN, colour).symbol(symbol);
    }

    private String symbol(Symbol formal) {
        return letter(formal, UnaryOperator.identity());
    }

    private String letter(Symbol formal, UnaryOperator<String> changed) {
        Symbol symbol = writing.letters().apply(formal);
        String hex = colour.apply(symbol);
        String latex = changed.apply(symbol.latex());
        return hex.isEmpty() ? latex : "\\textcolor{" + hex + "}{" + latex + "}";
    }

    /** Over the letter alone, not over what stands below and above it. */
    private static String withTilde(String latex) {
        int end = latex.indexOf('_');
        return "\\widetilde{" + latex.substring(0, end < 0 ? latex.length() : end) + "}"
                + latex.substring(end < 0 ? latex.length() : end);
    }

    /** The head stands below, behind the index that there is. */
    private static String ofHead(String latex) {
        return INDEX.matcher(latex).replaceFirst("_{$1h}");
    }

    private String at(Binding least, Expression expression) {
        Set part = set(expression);
        return part.binding.compareTo(least) < 0 ? "\\left(" + part.text + "\\right)" : part.text;
    }

    private String transposed() {
        return writing.signs().transposed();
    }

    /** Transposed; TeX takes no second exponent, so a letter that has one becomes a group. */
    private String turned(Expression of) {
        String text = at(Binding.ATOM, of);
        boolean letter = of instanceof Symbol || of instanceof Expression.Named || of instanceof Expression.Heads;
        return (letter && text.contains("^") ? "{" + text + "}" : text) + transposed();
    }

    private Set set(Expression expression) {
        return switch (writing.signs()) {
            case PLAIN -> plain(expression);
            case PAPER -> asInThePaper(expression).orElseGet(() -> plain(expression));
        };
    }

    /** What the paper has a sign for that is not ours. */
    private Optional<Set> asInThePaper(Expression expression) {
        return Optional.ofNullable(switch (expression) {
            case Expression.RowSum(Expression.Hadamard(Expression left, Expression right)) -> new Set(
                    at(Binding.PRODUCT, left) + " \\ominus " + at(Binding.PRODUCT, right), Binding.ENTRYWISE);
            case Expression.RowSum(Expression of) -> new Set(
                    "\\sum_{\\mathrm{columns}} " + at(Binding.PRODUCT, of), Binding.SUM);
            case Expression.ColumnSum(Expression.Hadamard(Expression left, Expression right)) -> new Set(
                    "\\mathrm{diag}\\left(" + turned(right) + "\\," + at(Binding.PRODUCT, left)
                            + "\\right)",
                    Binding.ATOM);
            case Expression.ColumnSum(Expression of) -> new Set(
                    "\\sum_{\\mathrm{tokens}} " + summed(of), Binding.SUM);
            case Expression.Heads(Expression.Heads.Direction direction, Symbol symbol) when direction == Expression.Heads.Direction.SPLIT
                    && symbol.kind() == SymbolClass.WEIGHT ->
                new Set(letter(symbol, Latex::ofHead), Binding.ATOM);
            case Expression.AcrossColumns(Expression of) -> repeated(of);
            case Expression.DownRows(Expression of) -> repeated(of);
            case Expression.OneHot(Expression numbers, Expression _) -> new Set(
                    "\\mathrm{ohe}\\left(" + set(numbers).text + "\\right)", Binding.ATOM);
            case Expression.Identity(int rows, int _) when rows > 1 -> new Set(
                    "\\mathrm{ohe}\\left(1{:}n_{\\mathcal{T}}\\right)", Binding.ATOM);
            case Expression.Constant(double _, String latex) when latex.equals(Signs.PLAIN.scale()) ->
                new Set(writing.signs().scale(), Binding.ATOM);
            default -> null;
        });
    }

    /** A letter that is repeated has a tilde; what is longer is repeated as it is elsewhere. */
    private @Nullable Set repeated(Expression vector) {
        return switch (vector) {
            case Symbol symbol -> new Set(letter(symbol, Latex::withTilde), Binding.ATOM);
            case Expression.Heads(Expression.Heads.Direction direction, Symbol symbol) when direction == Expression.Heads.Direction.SPLIT ->
                new Set(
                        letter(symbol, latex -> withTilde(ofHead(latex))), Binding.ATOM);
            default -> null;
        };
    }

    /** Behind the sign of a sum: another such sign needs no brackets. */
    private String summed(Expression of) {
        boolean overHeads = of instanceof Expression.Heads(Expression.Heads.Direction direction, Expression _)
                && direction != Expression.Heads.Direction.SPLIT;
        return overHeads ? set(of).text : at(Binding.PRODUCT, of);
    }

    private Set plain(Expression expression) {
        return switch (expression) {
            case Symbol symbol -> new Set(symbol(symbol), Binding.ATOM);
            case Expression.Named(Symbol name, Expression _) -> new Set(symbol(name), Binding.ATOM);
            case Expression.Constant constant ->
                new Set(constant.latex(), constant.latex().startsWith("-") ? Binding.SUM : Binding.ATOM);
            case Expression.Identity(int rows, int columns) ->
                rows == 1
                        ? new Set("e_0" + transposed(), Binding.POSTFIX)
                        : new Set(rows == columns ? "I" : "[\\, I_T \\;\\; 0 \\,]", Binding.ATOM);
            case Expression.Ones(int rows, int columns) -> {
                String row = ONES + transposed();
                yield columns == 1
                        ? new Set(ONES, Binding.ATOM)
                        : rows == 1
                                ? new Set(row, Binding.POSTFIX)
                                : new Set(ONES + "\\," + row, Binding.PRODUCT);
            }
            case Expression.Product(Expression left, Expression right) ->
                new Set(at(Binding.PRODUCT, left) + "\\," + at(Binding.PRODUCT, right), Binding.PRODUCT);
            case Expression.Transpose(Expression of) ->
                new Set(turned(of), Binding.POSTFIX);
            case Expression.Hadamard(Expression left, Expression right) ->
                new Set(at(Binding.ENTRYWISE, left) + writing.signs().entrywise() + at(Binding.ENTRYWISE, right),
                        Binding.ENTRYWISE);
            case Expression.Quotient(Expression left, Expression right) ->
                new Set("\\frac{" + set(left).text + "}{" + set(right).text + "}", Binding.PRODUCT);
            case Expression.Sum(Expression left, Expression right) ->
                new Set(at(Binding.SUM, left) + " + " + at(Binding.SUM, right), Binding.SUM);
            case Expression.Difference(Expression left, Expression right) ->
                new Set(at(Binding.SUM, left) + " - " + at(Binding.ENTRYWISE, right), Binding.SUM);
            case Expression.Negative(Expression of) -> new Set("-" + at(Binding.PRODUCT, of), Binding.SUM);
            case Expression.RowSum(Expression of) ->
                new Set(at(Binding.PRODUCT, of) + "\\," + ONES, Binding.PRODUCT);
            case Expression.ColumnSum(Expression of) ->
                new Set(turned(of) + "\\," + ONES, Binding.PRODUCT);
            case Expression.AcrossColumns(Expression of) ->
                new Set(at(Binding.PRODUCT, of) + "\\," + ONES + transposed(), Binding.PRODUCT);
            case Expression.DownRows(Expression of) ->
                new Set(ONES + "\\," + turned(of), Binding.PRODUCT);
            case Expression.Diagonal(Expression of) ->
                new Set("\\mathrm{diag}\\left(" + set(of).text + "\\right)", Binding.ATOM);
            case Expression.Power(Expression of, double exponent, String latex) ->
                new Set(base(of) + "^{" + latex + "}", Binding.POSTFIX);
            case Expression.Apply(Expression.Function function, Expression of) -> applied(function, of);
            case Expression.OneHot(Expression numbers, Expression count) ->
                new Set("\\mathrm{onehot}(" + set(numbers).text + ")", Binding.ATOM);
            case Expression.Heads(Expression.Heads.Direction direction, Expression of) -> switch (direction) {
                case SPLIT -> new Set(at(Binding.ATOM, of) + "\\,J_h", Binding.PRODUCT);
                case MERGE -> new Set("\\sum_h " + at(Binding.PRODUCT, of) + "\\,J_h" + transposed(), Binding.SUM);
                case SUM -> new Set("\\sum_h " + at(Binding.ENTRYWISE, of), Binding.SUM);
            };
            case Expression.Beside(List<Expression> of) -> new Set(
                    of.stream().map(part -> set(part).text).collect(Collectors.joining("\\;\\vert\\;", "[\\,", "\\,]")),
                    Binding.ATOM);
            case Expression.Block(Expression of, int index, int count) ->
                new Set(at(Binding.ATOM, of) + "_{" + columns(index, count) + "}", Binding.POSTFIX);
            case Expression.SequenceSum(Expression of) ->
                new Set("\\sum_b " + at(Binding.ATOM, of) + "^{(b)}", Binding.SUM);
            case Expression.Masked(Expression of, Expression allowed, Expression.Masked.Outside outside) ->
                switch (outside) {
                    case MINUS_INFINITY -> new Set(
                            at(Binding.SUM, of) + " + " + symbol(Expression.Masked.ADDED), Binding.SUM);
                    case ZERO -> new Set(
                            at(Binding.ENTRYWISE, allowed) + writing.signs().entrywise() + at(Binding.ENTRYWISE, of),
                            Binding.ENTRYWISE);
                };
            case Expression.Norm(List<Expression> of) -> new Set("\\sqrt{" + squares(of) + "}", Binding.ATOM);
            case Expression.Inner(Expression left, Expression right) ->
                new Set(at(Binding.PRODUCT, left) + "\\,:\\," + at(Binding.PRODUCT, right), Binding.ENTRYWISE);
            case Expression.RowNorm(Expression of) ->
                new Set("\\left\\Vert " + set(of).text + " \\right\\Vert_t", Binding.ATOM);
            case Expression.Largest(Expression of) -> new Set("\\max " + at(Binding.ATOM, of), Binding.PRODUCT);
            case Expression.Minimum(Expression left, Expression right) ->
                new Set("\\min\\left(" + set(left).text + ",\\; " + set(right).text + "\\right)", Binding.ATOM);
            case Expression.Compared(Expression.Compared.Relation relation, Expression left, Expression right) ->
                new Set(
                        "\\left[" + set(left).text + " " + relation.latex() + " " + set(right).text + "\\right]",
                        Binding.ATOM);
        };
    }

    /** Of blocks that are d columns wide, one, as NumPy cuts it out. */
    private static String columns(int index, int count) {
        return "[:,\\," + multiple(index) + ":" + (index + 1 == count ? "" : multiple(index + 1)) + "]";
    }

    private static String multiple(int factor) {
        return switch (factor) {
            case 0 -> "";
            case 1 -> "d";
            default -> factor + "d";
        };
    }

    /** What an exponent stands beside: a letter that has one already gets brackets. */
    private String base(Expression of) {
        String text = at(Binding.ATOM, of);
        return of instanceof Symbol && text.contains("^") ? "\\left(" + text + "\\right)" : text;
    }

    /** The squared norms of the first, the second and the last of many. */
    private String squares(List<Expression> of) {
        List<String> all = of.stream()
                .map(part -> "\\left\\Vert " + set(part).text + " \\right\\Vert_F^2")
                .toList();
        return all.size() <= MOST_NORMS
                ? String.join(" + ", all)
                : all.get(0) + " + " + all.get(1) + " + \\cdots + " + all.getLast();
    }

    private Set applied(Expression.Function function, Expression of) {
        String argument = "\\left(" + set(of).text + "\\right)";
        return switch (function) {
            case SQRT -> new Set("\\sqrt{" + set(of).text + "}", Binding.ATOM);
            case ABS -> new Set("\\left\\vert " + set(of).text + " \\right\\vert", Binding.ATOM);
            case SOFTMAX -> new Set("\\mathrm{softmax}" + argument, Binding.ATOM);
            case LOG_SOFTMAX -> new Set("\\log\\,\\mathrm{softmax}" + argument, Binding.ATOM);
            case EXP -> new Set("\\exp" + argument, Binding.ATOM);
            case LOG -> new Set("\\log" + argument, Binding.ATOM);
            case TANH -> new Set("\\tanh" + argument, Binding.ATOM);
            case ERF -> new Set("\\mathrm{erf}" + argument, Binding.ATOM);
            case RELU -> new Set("\\mathrm{ReLU}" + argument, Binding.ATOM);
            case RELU_SLOPE -> new Set("\\mathrm{ReLU}'" + argument, Binding.ATOM);
            case GELU_TANH, GELU_ERF -> new Set("\\mathrm{GELU}" + argument, Binding.ATOM);
            case GELU_TANH_SLOPE, GELU_ERF_SLOPE -> new Set("\\mathrm{GELU}'" + argument, Binding.ATOM);
        };
    }
}
