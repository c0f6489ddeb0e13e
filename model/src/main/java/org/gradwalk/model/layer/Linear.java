package org.gradwalk.model.layer;

import java.util.Optional;
import org.gradwalk.model.formula.Expression;
import org.gradwalk.model.formula.Symbol;
import org.gradwalk.model.formula.SymbolClass;
import org.gradwalk.model.program.ProgramBuilder;
import org.gradwalk.model.program.Template;
import org.gradwalk.model.program.Value;
import org.gradwalk.model.tensor.Columns;
import org.gradwalk.model.tensor.Products;
import org.gradwalk.model.tensor.Products.Form;

/**
 * A linear map as one step of a layer: Y = X W + 1 bᵀ, with or without b.
 *
 * @param name of the step, such as {@code c_fc}
 * @param step identifier of the kind of step, such as {@code ffn.in}
 * @param path address of the layer it belongs to
 * @param symbols what its input, output and parameters are called
 * @param x input X, B·T × m
 * @param weight W, m × n
 * @param bias b, 1 × n
 * @param output Y, B·T × n
 */
record Linear(
        String name,
        String step,
        String path,
        Names symbols,
        Value x,
        Value weight,
        Optional<Value> bias,
        Value output) {

    /** The symbols of a linear map. */
    record Names(Symbol x, Symbol w, Symbol b, Symbol y) {}

    /**
     * Declares the map's parameters.
     *
     * @param prefix what stands before weight and bias in the parameters' names, within the layer
     */
    static Linear declare(
            ProgramBuilder b, String path, String name, String prefix, String step, Names symbols, Value x,
            Value output, boolean withBias) {
        Value weight = b.matrixParameter(path, prefix + "weight", x.columns(), output.columns());
        Optional<Value> bias = withBias
                ? Optional.of(b.vectorParameter(path, prefix + "bias", output.columns()))
                : Optional.empty();
        return new Linear(name, step, path, symbols, x, weight, bias, output);
    }

    /** The map of something: W, and b where there is one. */
    Expression of(Expression input) {
        Expression product = input.times(symbols.w);
        return bias.isPresent() ? product.plus(symbols.b.downRows()) : product;
    }

    /** Adds the forward operation to the current step. */
    void forward(ProgramBuilder b) {
        ProgramBuilder.OperationBuilder operation = b.operation(name, step, Template.PRODUCT)
                .reads(symbols.x, x)
                .reads(symbols.w, weight);
        bias.ifPresent(value -> operation.reads(symbols.b, value));
        operation
                .writes(symbols.y, output, of(symbols.x))
                .runs(m -> bias.ifPresentOrElse(
                        value -> Products.multiplyAddBias(
                                m.workers(), m.matrix(x), m.matrix(weight), m.matrix(value), m.matrix(output)),
                        () -> Products.multiply(
                                m.workers(), Form.PLAIN, m.matrix(x), m.matrix(weight), m.matrix(output))));
    }

    /** Adds the gradients of W and b to the current step. */
    void backwardParameters(ProgramBuilder b, Value dY) {
        Symbol error = symbols.y.error();
        Value dWeight = b.errorOf(weight);
        b.operation("weight", step, Template.PRODUCT)
                .reads(symbols.x, x)
                .reads(error, dY)
                .writes(symbols.w.gradient(), dWeight, symbols.x.transposed().times(error))
                .runs(m -> Products.multiply(
                        m.workers(), Form.TRANSPOSED_LEFT, m.matrix(x), m.matrix(dY), m.matrix(dWeight)));
        bias.ifPresent(value -> {
            Value dBias = b.errorOf(value);
            b.operation("bias", step, Template.REDUCTION)
                    .reads(error, dY)
                    .writes(symbols.b.gradient(), dBias, error.columnSum())
                    .runs(m -> Columns.sum(m.workers(), m.matrix(dY), m.matrix(dBias)));
        });
    }

    /** Adds the error that is passed back, {@code dX}, to the current step. */
    void backwardInput(ProgramBuilder b, Value dY, Value dX) {
        Symbol error = symbols.y.error();
        b.operation("input", step, Template.PRODUCT)
                .reads(error, dY)
                .reads(symbols.w, weight)
                .writes(symbols.x.error(), dX, error.times(symbols.w.transposed()))
                .runs(m -> Products.multiply(
                        m.workers(), Form.TRANSPOSED_RIGHT, m.matrix(dY), m.matrix(weight), m.matrix(dX)));
    }

    /** A parameter symbol with an index, such as W with index O. */
    static Symbol indexed(Symbol symbol, String index) {
        return new Symbol(symbol.name() + index, symbol.latex() + "_{" + index + "}", SymbolClass.WEIGHT);
    }
}
