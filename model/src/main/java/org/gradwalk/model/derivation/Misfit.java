package org.gradwalk.model.derivation;

import java.util.ArrayList;
import java.util.List;

/** Complaints of two shapes that do not fit, with what would. */
final class Misfit {

    private Misfit() {}

    /** Two factors of a product. */
    static UnreadableException product(String text, Syntax.Operation operation, Shape a, Shape b) {
        String left = atom(text, operation.left());
        String right = atom(text, operation.right());
        List<String> fits = new ArrayList<>();
        if (a.isMatrix() && a.rows() == inner(b)) {
            fits.add(turned(text, operation.left()) + " @ " + right);
        }
        if (b.isMatrix() && a.columns() == b.columns()) {
            fits.add(left + " @ " + turned(text, operation.right()));
        }
        if (a.isMatrix() && b.isMatrix() && a.rows() == b.columns()) {
            fits.add(turned(text, operation.left()) + " @ " + turned(text, operation.right()));
        }
        if (b.isMatrix() && b.columns() == inner(a)) {
            fits.add(right + " @ " + left);
        }
        if (a.equals(b)) {
            fits.add(left + " * " + right + " entry by entry");
        }
        return new UnreadableException(
                operation.spot(),
                shapes(text, operation, a, b) + ": the columns of the first must be the rows of the second.",
                String.join(" or ", fits));
    }

    /** Two arrays entry by entry. */
    static UnreadableException beside(String text, Syntax.Operation operation, Shape a, Shape b) {
        String left = atom(text, operation.left());
        String right = atom(text, operation.right());
        String sign = " " + operation.operator().sign() + " ";
        List<String> fits = new ArrayList<>();
        if (b.isVector() && b.columns() == a.rows()) {
            fits.add(left + sign + column(text, operation.right()));
        }
        if (a.isVector() && a.columns() == b.rows()) {
            fits.add(column(text, operation.left()) + sign + right);
        }
        if (b.isMatrix() && a.isMatrix() && a.standsBeside(b.transposed())) {
            fits.add(left + sign + turned(text, operation.right()));
        }
        if (operation.operator() == Operator.TIMES && a.columns() == inner(b)) {
            fits.add(left + " @ " + right);
        }
        return new UnreadableException(
                operation.spot(), shapes(text, operation, a, b) + ", which cannot stand beside each other.",
                String.join(" or ", fits));
    }

    private static int inner(Shape b) {
        return b.isVector() ? b.columns() : b.rows();
    }

    private static String turned(String text, Syntax matrix) {
        return matrix instanceof Syntax.Transpose(Spot _, Syntax of) ? atom(text, of) : atom(text, matrix) + ".T";
    }

    private static String column(String text, Syntax vector) {
        boolean sum = vector instanceof Syntax.Reduction;
        return atom(text, vector) + (sum ? " with keepdims=True" : "[:, None]");
    }

    private static String shapes(String text, Syntax.Operation operation, Shape a, Shape b) {
        return atom(text, operation.left()) + " is " + a + " and " + atom(text, operation.right()) + " is " + b;
    }

    private static String atom(String text, Syntax part) {
        String typed = part.spot().in(text);
        return part.isAtom() ? typed : "(" + typed + ")";
    }
}
