package org.gradwalk.model.formula;

import java.util.List;
import java.util.stream.Stream;

/**
 * A matrix expression as data: what is shown, checked and evaluated is one object.
 *
 * <p>Rows are positions, columns are features; a vector is a column unless said otherwise. Sizes are read from the
 * values that the symbols name.
 */
public sealed interface Expression
        permits Symbol,
        Expression.Constant,
        Expression.Named,
        Expression.Identity,
        Expression.Ones,
        Expression.Product,
        Expression.Transpose,
        Expression.Hadamard,
        Expression.Quotient,
        Expression.Sum,
        Expression.Difference,
        Expression.Negative,
        Expression.RowSum,
        Expression.ColumnSum,
        Expression.AcrossColumns,
        Expression.DownRows,
        Expression.Diagonal,
        Expression.Power,
        Expression.Apply,
        Expression.OneHot,
        Expression.Heads,
        Expression.Beside,
        Expression.Block,
        Expression.SequenceSum,
        Expression.Masked,
        Expression.Inner,
        Expression.Norm,
        Expression.RowNorm,
        Expression.Largest,
        Expression.Minimum,
        Expression.Compared {

    /** A number that a formula writes, such as one half or the width of the model. */
    record Constant(double value, String latex) implements Expression {}

    /** A part of a formula that is written by a name of its own, and evaluated as what the name stands for. */
    record Named(Symbol name, Expression of) implements Expression {}

    /** Ones where row and column have the same number, else zeros; it need not be square. */
    record Identity(int rows, int columns) implements Expression {}

    /** Ones everywhere. */
    record Ones(int rows, int columns) implements Expression {}

    /** The matrix product, or scaling where one side is a number. */
    record Product(Expression left, Expression right) implements Expression {}

    record Transpose(Expression of) implements Expression {}

    /** Product entry by entry. */
    record Hadamard(Expression left, Expression right) implements Expression {}

    /** Quotient entry by entry. */
    record Quotient(Expression left, Expression right) implements Expression {}

    record Sum(Expression left, Expression right) implements Expression {}

    record Difference(Expression left, Expression right) implements Expression {}

    record Negative(Expression of) implements Expression {}

    /** The sum of each row, as a column: A 1. */
    record RowSum(Expression of) implements Expression {}

    /** The sum of each column, as a column: Aᵀ 1. */
    record ColumnSum(Expression of) implements Expression {}

    /** A column repeated over all columns: v 1ᵀ. */
    record AcrossColumns(Expression of) implements Expression {}

    /** A column laid down and repeated over all rows: 1 bᵀ. */
    record DownRows(Expression of) implements Expression {}

    /** The diagonal matrix of a vector. */
    record Diagonal(Expression of) implements Expression {}

    /** Every entry to a power. */
    record Power(Expression of, double exponent, String latex) implements Expression {}

    /** A function of every entry, or of every row. */
    record Apply(Function function, Expression of) implements Expression {}

    /** One row for each number, with a 1 in the column it names; a negative number gives a row of zeros. */
    record OneHot(Expression numbers, Expression count) implements Expression {}

    /**
     * Columns of one head cut out of all, of a vector its entries ({@code SPLIT}), all heads' columns side by side
     * ({@code MERGE}), or the sum over the heads ({@code SUM}).
     */
    record Heads(Direction direction, Expression of) implements Expression {
        /** Cut out, put side by side, or summed. */
        public enum Direction {
            SPLIT,
            MERGE,
            SUM
        }
    }

    /** Matrices side by side. */
    record Beside(List<Expression> of) implements Expression {}

    /** One of {@code count} blocks of columns of equal width, counted from 0. */
    record Block(Expression of, int index, int count) implements Expression {}

    /** The sum over the sequences of a batch, position by position. */
    record SequenceSum(Expression of) implements Expression {}

    /** The given matrix where {@code allowed} is not 0, and something else where it is. */
    record Masked(Expression of, Expression allowed, Outside outside) implements Expression {

        /** What is added where minus infinity stands outside: the logarithm of {@code allowed}, 0 and minus infinity. */
        public static final Symbol ADDED = Symbol.of("M", SymbolClass.ATTENTION);

        /** What stands where looking is not allowed. */
        public enum Outside {
            MINUS_INFINITY,
            ZERO
        }
    }

    /** The Frobenius product, a number: the sum of all products of equal entries. */
    record Inner(Expression left, Expression right) implements Expression {}

    /** The root of the sum of the squares of all entries of all matrices. */
    record Norm(List<Expression> of) implements Expression {}

    /** The norm of each row, as a column. */
    record RowNorm(Expression of) implements Expression {}

    /** The largest entry, a number. */
    record Largest(Expression of) implements Expression {}

    /** The smaller of two numbers. */
    record Minimum(Expression left, Expression right) implements Expression {}

    /** 1 where a relation holds between entries at the same place, else 0. No relation but ≠ holds for NaN. */
    record Compared(Relation relation, Expression left, Expression right) implements Expression {

        /** What may hold between two numbers. */
        public enum Relation {
            GREATER(">", ">"),
            GREATER_OR_EQUAL(">=", "\\geq"),
            LESS("<", "<"),
            LESS_OR_EQUAL("<=", "\\leq"),
            EQUAL("==", "="),
            UNEQUAL("!=", "\\neq");

            private final String typed;
            private final String latex;

            Relation(String typed, String latex) {
                this.typed = typed;
                this.latex = latex;
            }

            /** As it is typed, in NumPy. */
            public String typed() {
                return typed;
            }

            /** As it is set. */
            public String latex() {
                return latex;
            }

            /** Whether it holds between two numbers. */
            public boolean holds(double a, double b) {
                return switch (this) {
                    case GREATER -> a > b;
                    case GREATER_OR_EQUAL -> a >= b;
                    case LESS -> a < b;
                    case LESS_OR_EQUAL -> a <= b;
                    case EQUAL -> a == b;
                    case UNEQUAL -> a != b;
                };
            }
        }
    }

    /** Functions of entries, and of rows. */
    enum Function {
        SOFTMAX,
        LOG_SOFTMAX,
        EXP,
        LOG,
        SQRT,
        ABS,
        TANH,
        ERF,
        RELU,
        RELU_SLOPE,
        GELU_TANH,
        GELU_TANH_SLOPE,
        GELU_ERF,
        GELU_ERF_SLOPE
    }

    /** The expressions that it is made of, from left to right; none for a symbol or a number. */
    default List<Expression> parts() {
        return switch (this) {
            case Symbol _,Constant _,Identity _,Ones _ -> List.of();
            case Product(Expression left, Expression right) -> List.of(left, right);
            case Hadamard(Expression left, Expression right) -> List.of(left, right);
            case Quotient(Expression left, Expression right) -> List.of(left, right);
            case Sum(Expression left, Expression right) -> List.of(left, right);
            case Difference(Expression left, Expression right) -> List.of(left, right);
            case Minimum(Expression left, Expression right) -> List.of(left, right);
            case Compared(Compared.Relation _, Expression left, Expression right) -> List.of(left, right);
            case Inner(Expression left, Expression right) -> List.of(left, right);
            case OneHot(Expression numbers, Expression count) -> List.of(numbers, count);
            case Masked(Expression of, Expression allowed, Masked.Outside _) -> List.of(of, allowed);
            case Named(Symbol _, Expression of) -> List.of(of);
            case Transpose(Expression of) -> List.of(of);
            case Negative(Expression of) -> List.of(of);
            case RowSum(Expression of) -> List.of(of);
            case ColumnSum(Expression of) -> List.of(of);
            case AcrossColumns(Expression of) -> List.of(of);
            case DownRows(Expression of) -> List.of(of);
            case Diagonal(Expression of) -> List.of(of);
            case RowNorm(Expression of) -> List.of(of);
            case Largest(Expression of) -> List.of(of);
            case Power(Expression of, double _, String _) -> List.of(of);
            case Apply(Function _, Expression of) -> List.of(of);
            case Heads(Heads.Direction _, Expression of) -> List.of(of);
            case Block(Expression of, int _, int _) -> List.of(of);
            case SequenceSum(Expression of) -> List.of(of);
            case Beside(List<Expression> of) -> of;
            case Norm(List<Expression> of) -> of;
        };
    }

    /** Itself and all that it is made of. */
    default Stream<Expression> stream() {
        return Stream.concat(Stream.of(this), parts().stream().flatMap(Expression::stream));
    }

    /** The symbols in it, from left to right, each as often as it stands there. */
    default Stream<Symbol> symbols() {
        return stream().filter(Symbol.class::isInstance).map(Symbol.class::cast);
    }

    /** Whether all heads are put side by side or summed in it. */
    default boolean mergesHeads() {
        return stream().anyMatch(part -> part instanceof Heads(Heads.Direction direction, Expression _)
                && direction != Heads.Direction.SPLIT);
    }

    /** The number one half, one over d and the like. */
    static Expression number(double value, String latex) {
        return new Constant(value, latex);
    }

    static Expression sum(List<? extends Expression> terms) {
        return terms.stream().map(Expression.class::cast).reduce(Sum::new).orElseThrow();
    }

    default Expression times(Expression right) {
        return new Product(this, right);
    }

    default Expression transposed() {
        return new Transpose(this);
    }

    default Expression hadamard(Expression right) {
        return new Hadamard(this, right);
    }

    default Expression inner(Expression right) {
        return new Inner(this, right);
    }

    default Expression rowNorm() {
        return new RowNorm(this);
    }

    default Expression over(Expression right) {
        return new Quotient(this, right);
    }

    default Expression plus(Expression right) {
        return new Sum(this, right);
    }

    default Expression minus(Expression right) {
        return new Difference(this, right);
    }

    default Expression negated() {
        return new Negative(this);
    }

    default Expression rowSum() {
        return new RowSum(this);
    }

    default Expression columnSum() {
        return new ColumnSum(this);
    }

    default Expression acrossColumns() {
        return new AcrossColumns(this);
    }

    default Expression downRows() {
        return new DownRows(this);
    }

    default Expression diagonal() {
        return new Diagonal(this);
    }

    default Expression power(double exponent, String latex) {
        return new Power(this, exponent, latex);
    }

    default Expression apply(Function function) {
        return new Apply(function, this);
    }
}
