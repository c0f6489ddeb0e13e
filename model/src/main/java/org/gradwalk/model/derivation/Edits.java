package org.gradwalk.model.derivation;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.stream.Stream;
import org.gradwalk.model.derivation.Hint.Kind;

/** The small changes of a text that could mend a slip, one at a time: whether one does is for others to try. */
final class Edits {

    /** A change: what stands at a spot is replaced. */
    record Edit(Kind kind, Spot spot, String instead) {

        String appliedTo(String text) {
            return text.substring(0, spot.position()) + instead + text.substring(spot.end());
        }
    }

    private static final List<List<String>> RELATED = List.of(
            List.of("relu_prime", "relu"), List.of("gelu_prime", "gelu"), List.of("exp", "log"),
            List.of("softmax", "exp"), List.of("sqrt", "square"));

    private final String text;
    private final Names names;
    private final List<Edit> edits = new ArrayList<>();

    private Edits(String text, Names names) {
        this.text = text;
        this.names = names;
    }

    /** All of them, the most telling first. */
    static List<Edit> of(String text, Syntax whole, Names names) {
        Edits edits = new Edits(text, names);
        whole.all().forEach(edits::change);
        edits.complete(whole, true);
        return edits.edits.stream().sorted(Comparator.comparing(Edit::kind)).toList();
    }

    private void add(Kind kind, Spot spot, String instead) {
        edits.add(new Edit(kind, spot, instead));
    }

    private String typed(Syntax part) {
        return part.spot().in(text);
    }

    private String atom(Syntax part) {
        return part.isAtom() ? typed(part) : "(" + typed(part) + ")";
    }

    private void change(Syntax part) {
        switch (part) {
            case Syntax.Operation operation -> operation(operation);
            case Syntax.Negative(Spot spot, Syntax of) -> add(Kind.SIGN, spot, atom(of));
            case Syntax.Transpose(Spot spot, Syntax of) -> add(Kind.TRANSPOSE, spot, atom(of));
            case Syntax.Reduction reduction -> reduction(reduction);
            case Syntax.Name(Spot spot, String name) -> name(spot, name);
            case Syntax.NewAxis(Spot spot, Syntax of, int axis) -> {
                add(Kind.KEEPS_AXIS, spot, atom(of));
                add(Kind.KEEPS_AXIS, spot, atom(of) + (axis == 1 ? "[None, :]" : "[:, None]"));
            }
            case Syntax.Power(Spot spot, Syntax of, Syntax exponent) -> {
                add(Kind.EXPONENT, spot, atom(of));
                Stream.of("1", "2", "3", "4", "0.5", "-0.5", "-1", "-1.5", "-2", "-3")
                        .forEach(other -> add(Kind.EXPONENT, exponent.spot(), other));
            }
            case Syntax.Literal(Spot spot, double _) -> number(spot);
            case Syntax.Call(Spot spot, String function, List<Syntax> arguments) ->
                function(spot, function, arguments);
            case Syntax.Not _,Syntax.Slice _,Syntax.LookUp _,Syntax.Size _,Syntax.Several _,Syntax.Joined _ -> {
            }
        }
    }

    private void operation(Syntax.Operation operation) {
        Spot sign = operation.sign();
        boolean infix = sign.in(text).length() == 1;
        Syntax left = operation.left();
        Syntax right = operation.right();
        Spot both = operation.spot();
        switch (operation.operator()) {
            case PLUS, MINUS -> {
                if (infix) {
                    add(Kind.SIGN, sign, operation.operator() == Operator.PLUS ? "-" : "+");
                }
                if (!isSum(left)) {
                    add(Kind.SIGN, left.spot(), "(-" + atom(left) + ")");
                }
                Stream.of(left, right).filter(part -> !isSum(part)).forEach(part -> complete(part, false));
            }
            case TIMES -> {
                add(Kind.MATRIX_PRODUCT, both, "(" + atom(left) + " @ " + atom(right) + ")");
                add(Kind.DIVISION, both, "(" + atom(left) + " / " + atom(right) + ")");
            }
            case OVER -> {
                add(Kind.DIVISION, both, "(" + atom(left) + " * " + atom(right) + ")");
                add(Kind.DIVISION, both, "(" + atom(right) + " / " + atom(left) + ")");
            }
            case PRODUCT -> {
                add(Kind.ENTRYWISE, both, "(" + atom(left) + " * " + atom(right) + ")");
                add(Kind.ORDER, both, "(" + atom(right) + " @ " + atom(left) + ")");
            }
            case GREATER, GREATER_OR_EQUAL, LESS, LESS_OR_EQUAL, EQUAL, UNEQUAL, BOTH, EITHER, AND, OR -> {
            }
        }
        add(Kind.SURPLUS, both, atom(left));
        add(Kind.SURPLUS, both, operation.operator() == Operator.MINUS ? "(-" + atom(right) + ")" : atom(right));
        Stream.of(left, right)
                .filter(part -> !(part instanceof Syntax.Transpose || part instanceof Syntax.Literal))
                .forEach(part -> {
                    add(Kind.TRANSPOSE, part.spot(), atom(part) + ".T");
                    if (!(part instanceof Syntax.Reduction)) {
                        add(Kind.KEEPS_AXIS, part.spot(), atom(part) + "[:, None]");
                    }
                });
    }

    private static boolean isSum(Syntax part) {
        return part instanceof Syntax.Operation operation
                && (operation.operator() == Operator.PLUS || operation.operator() == Operator.MINUS);
    }

    private void reduction(Syntax.Reduction reduction) {
        String base = atom(reduction.of());
        String same = reduction.mean() ? ".mean" : ".sum";
        String other = reduction.mean() ? ".sum" : ".mean";
        Spot spot = reduction.spot();
        add(
                reduction.mean() ? Kind.SUM_FOR_MEAN : Kind.MEAN_FOR_SUM, spot,
                base + other + arguments(reduction.axis(), reduction.keepsAxis()));
        add(Kind.KEEPS_AXIS, spot, base + same + arguments(reduction.axis(), !reduction.keepsAxis()));
        int now = Math.floorMod(reduction.axis().orElse(0), 2);
        for (int axis = 0; axis < 2; axis++) {
            if (reduction.axis().isPresent() && axis == now) {
                continue;
            }
            OptionalInt along = OptionalInt.of(axis);
            add(Kind.AXIS, spot, base + same + arguments(along, reduction.keepsAxis()));
            add(Kind.AXIS, spot, base + same + arguments(along, !reduction.keepsAxis()));
        }
        add(Kind.AXIS, spot, base + same + arguments(OptionalInt.empty(), false));
        add(Kind.SURPLUS, spot, base);
        factors(reduction.of());
    }

    private static String arguments(OptionalInt axis, boolean keepsAxis) {
        String keeps = keepsAxis ? "keepdims=True" : "";
        String along = axis.isPresent() ? "axis=" + axis.getAsInt() : "";
        return "(" + along + (along.isEmpty() || keeps.isEmpty() ? "" : ", ") + keeps + ")";
    }

    private void name(Spot spot, String name) {
        names.array(name)
                .ifPresentOrElse(
                        known -> names.arrays().entrySet().stream()
                                .filter(other -> other.getValue().shape().equals(known.shape())
                                        && !other.getValue().symbol().equals(known.symbol()))
                                .map(Map.Entry::getKey)
                                .sorted()
                                .forEach(other -> add(Kind.NAME, spot, other)),
                        () -> sizes().filter(other -> !other.equals(name))
                                .forEach(other -> add(Kind.NAME, spot, other)));
    }

    private Stream<String> sizes() {
        return names.sizes().keySet().stream().sorted();
    }

    private void number(Spot spot) {
        Stream.of("0.5", "1", "2", "3", "-1").forEach(other -> add(Kind.NUMBER, spot, other));
        sizes().forEach(size -> add(Kind.NUMBER, spot, size));
    }

    private void function(Spot spot, String function, List<Syntax> arguments) {
        if (arguments.size() == 1) {
            String argument = typed(arguments.getFirst());
            RELATED.stream()
                    .filter(pair -> pair.contains(function))
                    .flatMap(List::stream)
                    .filter(other -> !other.equals(function))
                    .forEach(other -> add(Kind.FUNCTION, spot, other + "(" + argument + ")"));
            add(Kind.SURPLUS, spot, "(" + argument + ")");
            mask(arguments.getFirst());
        } else if (function.equals("where")) {
            arguments.stream().skip(1).forEach(choice -> add(Kind.SURPLUS, spot, "(" + typed(choice) + ")"));
        }
    }

    private void mask(Syntax part) {
        names.mask().ifPresent(mask -> Stream.of("0", "-np.inf").forEach(outside -> add(
                Kind.MASK, part.spot(), "np.where(" + mask.name() + ", " + typed(part) + ", " + outside + ")")));
    }

    /** What a term may lack: the mask, a sum, a root, a factor. A number that the whole lacks is seen at once. */
    private void complete(Syntax term, boolean isWhole) {
        String base = atom(term);
        mask(term);
        for (int axis = 0; axis < 2; axis++) {
            add(Kind.SUM, term.spot(), base + ".sum" + arguments(OptionalInt.of(axis), !isWhole));
        }
        if (!isWhole) {
            add(Kind.FUNCTION, term.spot(), "np.sqrt(" + typed(term) + ")");
            Stream.concat(Stream.of("2"), sizes()).forEach(size -> {
                add(Kind.FACTOR, term.spot(), "(" + base + " * " + size + ")");
                add(Kind.FACTOR, term.spot(), "(" + base + " / " + size + ")");
                add(Kind.FACTOR, term.spot(), "(" + base + " / np.sqrt(" + size + "))");
            });
        }
        factors(term);
        if (isWhole) {
            names.arrays().keySet().stream().sorted().forEach(name -> Stream.of("gelu_prime", "relu_prime")
                    .forEach(slope -> add(
                            Kind.FACTOR, term.spot(), "(" + base + " * " + slope + "(" + name + "))")));
        }
    }

    private void factors(Syntax term) {
        String base = atom(term);
        names.arrays().keySet().stream().sorted().forEach(name -> {
            add(Kind.FACTOR, term.spot(), "(" + base + " * " + name + ")");
            add(Kind.FACTOR, term.spot(), "(" + base + " * " + name + "[:, None])");
            add(Kind.FACTOR, term.spot(), "(" + base + " / " + name + ")");
        });
    }
}
