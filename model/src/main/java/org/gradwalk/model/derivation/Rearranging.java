package org.gradwalk.model.derivation;

import java.util.ArrayList;
import java.util.List;
import org.gradwalk.model.formula.Expression;

/** Parts of arrays, rows that are looked up, new axes, arrays joined to one. */
final class Rearranging {

    private final Interpreter interpreter;

    Rearranging(Interpreter interpreter) {
        this.interpreter = interpreter;
    }

    Typed withAxis(Spot spot, Typed of, int axis) {
        if (!of.shape().isVector()) {
            throw new UnreadableException(spot, "A new axis is for vectors; this has shape " + of.shape() + ".");
        }
        int length = of.shape().columns();
        return axis == 1
                ? new Typed(of.expression(), Shape.matrix(length, 1))
                : new Typed(of.expression().transposed(), Shape.matrix(1, length));
    }

    Typed sliced(Syntax.Slice slice) {
        Typed of = interpreter.typed(slice.of());
        Typed turned = slice.axis() == 0 ? of.transposed() : of;
        if (!of.shape().isMatrix()) {
            throw new UnreadableException(slice.spot(), "Only matrices are cut; this has shape " + of.shape() + ".");
        }
        int size = turned.shape().columns();
        int from = slice.from().map(interpreter::count).orElse(0);
        int to = slice.to().map(interpreter::count).orElse(size);
        if (from < 0 || to > size || from >= to) {
            throw new UnreadableException(
                    slice.spot(), "From " + from + " to " + to + " is no part of 0 to " + size + ".");
        }
        int width = to - from;
        Shape part = Shape.matrix(turned.shape().rows(), width);
        if (from == 0 && slice.axis() == 0) {
            return interpreter.made(
                    slice.spot(), new Expression.Identity(width, size).times(of.expression()), part.transposed(),
                    size);
        }
        if (size % width != 0 || from % width != 0) {
            throw new UnreadableException(
                    slice.spot(), "Columns are cut into equal blocks only: " + from + " to " + to + " of " + size
                            + " is none.");
        }
        Typed cut = interpreter.made(
                slice.spot(), new Expression.Block(turned.expression(), from / width, size / width), part, 1);
        return slice.axis() == 0 ? cut.transposed() : cut;
    }

    Typed lookedUp(Spot spot, Syntax of, Syntax numbers) {
        Typed which = interpreter.typed(numbers);
        if (!which.shape().isVector()) {
            throw new UnreadableException(numbers.spot(), "Here stands a vector of numbers, such as tokens.");
        }
        int count = which.shape().columns();
        Typed table = interpreter.typed(of);
        if (!table.shape().isMatrix()) {
            throw new UnreadableException(spot,
                    "Rows are looked up in a matrix; this has shape " + table.shape() + ".");
        }
        int rows = table.shape().rows();
        Expression oneHot = new Expression.OneHot(
                which.expression(), Expression.number(rows, String.valueOf(rows)));
        interpreter.budget().take(spot, Shape.matrix(count, rows), 1);
        return table.expression() instanceof Expression.Identity(int a, int b) && a == b
                ? new Typed(oneHot, Shape.matrix(count, rows))
                : interpreter.made(spot, oneHot.times(table.expression()), Shape.matrix(count, table.shape().columns()),
                        rows);
    }

    Typed joined(Spot spot, List<Syntax> items, int axis) {
        List<Typed> parts = new ArrayList<>();
        for (Syntax item : items) {
            Typed part = interpreter.typed(item);
            if (part.shape().isNumber()) {
                throw new UnreadableException(item.spot(), "A number cannot be joined to an array.");
            }
            parts.add(part);
        }
        Shape first = parts.getFirst().shape();
        int index = axis < 0 ? axis + first.dimensions() : axis;
        boolean beside = index == 1 || first.isVector();
        int shared = beside ? first.rows() : first.columns();
        List<Expression> columns = new ArrayList<>();
        int total = 0;
        for (int i = 0; i < parts.size(); i++) {
            Shape shape = parts.get(i).shape();
            if (shape.dimensions() != first.dimensions() || (beside ? shape.rows() : shape.columns()) != shared) {
                throw new UnreadableException(
                        items.get(i).spot(), "This has shape " + shape + " and cannot be joined to " + first + ".");
            }
            Expression part = parts.get(i).expression();
            columns.add(first.isVector() || !beside ? Typed.turned(part) : part);
            total += beside ? shape.columns() : shape.rows();
        }
        Expression joined = new Expression.Beside(columns);
        Shape shape = first.isVector()
                ? Shape.vector(total)
                : beside ? Shape.matrix(shared, total) : Shape.matrix(total, shared);
        return interpreter.made(spot, first.isVector() || !beside ? joined.transposed() : joined, shape, 1);
    }

}
