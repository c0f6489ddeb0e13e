package org.gradwalk.model.derivation;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeSet;

/** The functions that may be called, with NumPy's arguments: turns a call into what it says. */
final class Functions {

    /** Functions of entries, rows or whole arrays that stay a call, by the number of their arguments. */
    private static final Map<String, Integer> CALLS = Map.ofEntries(
            Map.entry("exp", 1), Map.entry("log", 1), Map.entry("sqrt", 1), Map.entry("tanh", 1), Map.entry("erf", 1),
            Map.entry("softmax", 1), Map.entry("log_softmax", 1),
            Map.entry("relu", 1), Map.entry("relu_prime", 1), Map.entry("gelu", 1), Map.entry("gelu_prime", 1),
            Map.entry("gelu_tanh", 1), Map.entry("gelu_tanh_prime", 1), Map.entry("gelu_erf", 1),
            Map.entry("gelu_erf_prime", 1),
            Map.entry("diag", 1), Map.entry("outer", 2), Map.entry("maximum", 2), Map.entry("minimum", 2),
            Map.entry("where", 3), Map.entry("onehot", 2), Map.entry("split_heads", 1), Map.entry("merge_heads", 1),
            Map.entry("sum_sequences", 1), Map.entry("ones_like", 1), Map.entry("zeros_like", 1));

    /** Other words for them. */
    private static final Map<String, String> SYNONYMS = Map.ofEntries(
            Map.entry("matmul", "@"), Map.entry("dot", "@"), Map.entry("multiply", "*"), Map.entry("mul", "*"),
            Map.entry("add", "+"), Map.entry("subtract", "-"), Map.entry("sub", "-"), Map.entry("divide", "/"),
            Map.entry("true_divide", "/"), Map.entry("div", "/"), Map.entry("identity", "eye"),
            Map.entry("one_hot", "onehot"), Map.entry("drelu", "relu_prime"), Map.entry("dgelu", "gelu_prime"),
            Map.entry("relu_grad", "relu_prime"), Map.entry("gelu_grad", "gelu_prime"), Map.entry("pow", "power"),
            Map.entry("t", "transpose"));

    private static final Map<String, Operator> OPERATORS = Map.of(
            "@", Operator.PRODUCT, "*", Operator.TIMES, "+", Operator.PLUS, "-", Operator.MINUS, "/", Operator.OVER);

    private static final Set<String> OTHERS = Set.of(
            "sum", "mean", "transpose", "square", "power", "negative", "ones", "zeros", "eye", "norm", "concatenate",
            "hstack", "vstack", "reshape", "astype", "len", "matmul", "dot", "multiply");

    private Functions() {}

    /** What can be called, in order. */
    static Set<String> names() {
        Set<String> names = new TreeSet<>(CALLS.keySet());
        names.addAll(OTHERS);
        return names;
    }

    /** What a call says. */
    static Syntax call(
            Spot spot, Spot name, String typed, List<Syntax> arguments, Map<String, Syntax> keywords) {
        String function = SYNONYMS.getOrDefault(typed, typed);
        return switch (function) {
            case "@", "*", "+", "-", "/" -> {
                Counted two = counted(spot, typed, arguments, keywords, 2, 2);
                yield new Syntax.Operation(spot, name, OPERATORS.getOrDefault(function, Operator.TIMES),
                        two.at(0), two.at(1));
            }
            case "sum", "mean" -> reduction(spot, function.equals("mean"), arguments, keywords);
            case "transpose" ->
                new Syntax.Transpose(spot, counted(spot, typed, arguments, keywords, 1, 1).at(0));
            case "square" -> new Syntax.Power(
                    spot, counted(spot, typed, arguments, keywords, 1, 1).at(0), new Syntax.Literal(name, 2));
            case "power" -> {
                Counted two = counted(spot, typed, arguments, keywords, 2, 2);
                yield new Syntax.Power(spot, two.at(0), two.at(1));
            }
            case "negative" -> new Syntax.Negative(spot, counted(spot, typed, arguments, keywords, 1, 1).at(0));
            case "len" -> new Syntax.Size(spot, counted(spot, typed, arguments, keywords, 1, 1).at(0), 0);
            case "astype", "float" -> counted(spot, typed, arguments, keywords, 1, 2).at(0);
            case "ones", "zeros" ->
                new Syntax.Call(spot, function, flat(counted(spot, typed, arguments, keywords, 1, 1).arguments));
            case "eye", "norm" ->
                new Syntax.Call(spot, function, flat(counted(spot, typed, arguments, keywords, 1, 64).arguments));
            case "hstack", "vstack" -> joined(
                    spot, counted(spot, typed, arguments, keywords, 1, 1).at(0), function.equals("hstack") ? 1 : 0);
            case "concatenate", "concat", "cat" -> {
                List<Syntax> all = withKeyword(arguments, keywords, "axis");
                Counted two = counted(spot, typed, all, Map.of(), 1, 2);
                yield joined(spot, two.at(0), all.size() < 2 ? 0 : integer(two.at(1)));
            }
            case "reshape" -> reshaped(spot, flat(counted(spot, typed, arguments, keywords, 2, 3).arguments));
            case "softmax", "log_softmax" -> {
                List<Syntax> all = withKeyword(arguments, keywords, "axis");
                Counted counted = counted(spot, typed, all, Map.of(), 1, 2);
                if (all.size() > 1 && integer(counted.at(1)) == 0) {
                    throw new UnreadableException(spot, "Softmax goes along the rows here: axis=-1.");
                }
                yield new Syntax.Call(spot, function, List.of(counted.at(0)));
            }
            default -> plainCall(spot, name, function, arguments, keywords);
        };
    }

    private static Syntax plainCall(
            Spot spot, Spot name, String function, List<Syntax> arguments, Map<String, Syntax> keywords) {
        Integer count = CALLS.get(function);
        if (count == null) {
            throw new UnreadableException(name, switch (function) {
                case "einsum" -> "np.einsum is not read here: write the product with @, *, .T and .sum(axis=...).";
                case "tril", "triu" -> "np." + function + " is not read here: write np.where(mask, A, 0).";
                case "max", "min", "amax", "argmax" -> "The largest entry is not read here; softmax(S) needs none.";
                default -> "There is no function " + function + " here; a product is written * or @.";
            });
        }
        List<Syntax> all = counted(spot, function, arguments, keywords, count, count).arguments;
        return new Syntax.Call(spot, function, all);
    }

    record Counted(List<Syntax> arguments) {
        Syntax at(int index) {
            return arguments.get(index);
        }
    }

    static Counted counted(
            Spot spot, String function, List<Syntax> arguments, Map<String, Syntax> keywords, int least, int most) {
        if (!keywords.isEmpty()) {
            throw new UnreadableException(
                    spot, function + " has no argument " + keywords.keySet().iterator().next() + " here.");
        }
        if (arguments.size() < least || arguments.size() > most) {
            throw new UnreadableException(spot, function + " takes " + least + (least == 1 ? " argument" : " arguments")
                    + ", not " + arguments.size() + ".");
        }
        return new Counted(List.copyOf(arguments));
    }

    /** The arguments and, last, one that was given by its name (or by PyTorch's name for an axis). */
    private static List<Syntax> withKeyword(List<Syntax> arguments, Map<String, Syntax> keywords, String name) {
        List<Syntax> all = new ArrayList<>(arguments);
        keywords.forEach((keyword, value) -> {
            if (!keyword.equals(name) && !keyword.equals("dim")) {
                throw new UnreadableException(value.spot(), "There is no argument " + keyword + " here.");
            }
            all.add(value);
        });
        return all;
    }

    private static List<Syntax> flat(List<Syntax> arguments) {
        return arguments.stream()
                .flatMap(argument -> argument instanceof Syntax.Several(Spot _, List<Syntax> items)
                        ? items.stream()
                        : List.of(argument).stream())
                .toList();
    }

    private static Syntax joined(Spot spot, Syntax list, int axis) {
        if (list instanceof Syntax.Several(Spot _, List<Syntax> items)) {
            return new Syntax.Joined(spot, items, axis);
        }
        throw new UnreadableException(list.spot(), "Here stands a list of arrays: [A, B].");
    }

    private static Syntax reshaped(Spot spot, List<Syntax> arguments) {
        if (arguments.size() == 3 && integer(arguments.get(1)) == -1 && integer(arguments.get(2)) == 1) {
            return new Syntax.NewAxis(spot, arguments.getFirst(), 1);
        }
        if (arguments.size() == 3 && integer(arguments.get(1)) == 1 && integer(arguments.get(2)) == -1) {
            return new Syntax.NewAxis(spot, arguments.getFirst(), 0);
        }
        throw new UnreadableException(spot, "Only v.reshape(-1, 1) and v.reshape(1, -1) are read.");
    }

    private static Syntax reduction(
            Spot spot, boolean mean, List<Syntax> arguments, Map<String, Syntax> keywords) {
        if (arguments.isEmpty() || arguments.size() > 2) {
            throw new UnreadableException(spot, "A sum takes an array and an axis: np.sum(A, axis=0).");
        }
        OptionalInt axis = arguments.size() == 2 ? axis(arguments.get(1)) : OptionalInt.empty();
        boolean keepsAxis = false;
        for (Map.Entry<String, Syntax> keyword : keywords.entrySet()) {
            switch (keyword.getKey()) {
                case "axis", "dim" -> axis = axis(keyword.getValue());
                case "keepdims", "keepdim" -> keepsAxis = truth(keyword.getValue());
                default -> throw new UnreadableException(
                        keyword.getValue().spot(), "A sum takes axis and keepdims, not " + keyword.getKey() + ".");
            }
        }
        return new Syntax.Reduction(spot, mean, arguments.getFirst(), axis, keepsAxis);
    }

    private static OptionalInt axis(Syntax syntax) {
        return syntax instanceof Syntax.Name(Spot _, String name) && name.equals("None")
                ? OptionalInt.empty()
                : OptionalInt.of(integer(syntax));
    }

    private static boolean truth(Syntax syntax) {
        if (syntax instanceof Syntax.Name(Spot _, String name) && (name.equals("True") || name.equals("False"))) {
            return name.equals("True");
        }
        if (syntax instanceof Syntax.Literal(Spot _, double value)) {
            return value != 0;
        }
        throw new UnreadableException(syntax.spot(), "Here stands True or False.");
    }

    /** A whole number that is written out, such as an axis. */
    static int integer(Syntax syntax) {
        if (syntax instanceof Syntax.Literal(Spot _, double value) && value == Math.rint(value)) {
            return (int) value;
        }
        if (syntax instanceof Syntax.Negative(Spot _, Syntax.Literal(Spot _, double value))
                && value == Math.rint(value)) {
            return -(int) value;
        }
        throw new UnreadableException(syntax.spot(), "Here stands a whole number, such as 0, 1 or -1.");
    }
}
