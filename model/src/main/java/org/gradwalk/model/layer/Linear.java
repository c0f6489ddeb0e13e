package org.gradwalk.model.layer;

import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.gradwalk.model.formula.Expression;
import org.gradwalk.model.formula.Symbol;
import org.gradwalk.model.formula.SymbolClass;
import org.gradwalk.model.program.Invariant;
import org.gradwalk.model.program.Operation.Binding;
import org.gradwalk.model.program.ProgramBuilder;
import org.gradwalk.model.program.Template;
import org.gradwalk.model.program.Value;
import org.gradwalk.model.tensor.Columns;
import org.gradwalk.model.tensor.Products;
import org.gradwalk.model.tensor.Products.Form;

/**
 * A linear map as one step of a layer: Y = X W + 1 bᵀ, with or without b. Where it is frozen and adapters stand beside
 * it, they are a step of their own after it.
 *
 * @param name of the step, such as {@code c_fc}
 * @param step identifier of the kind of step, such as {@code ffn.in}
 * @param address of itself, such as {@code h.0.mlp.c_fc}
 * @param symbols what its input, output and parameters are called
 * @param x input X, B·T × m
 * @param weight W, m × n
 * @param bias b, 1 × n
 * @param own what the map itself yields, B·T × n: Y where nothing stands beside it
 * @param lora the adapters beside it
 * @param output Y, B·T × n
 */
record Linear(
        String name,
        String step,
        String address,
        Names symbols,
        Value x,
        Value weight,
        Optional<Value> bias,
        Value own,
        Optional<Lora> lora,
        Value output) {

    /** The symbols of a linear map. */
    record Names(Symbol x, Symbol w, Symbol b, Symbol y) {

        /** The symbols of a map that has adapters beside it: what it yields and sends back are summands. */
        private Names beside() {
            return new Names(x, w, b, y.along(BASE));
        }
    }

    private static final String BASE = "base";

    /**
     * Declares the map's parameters, and that it will send an error back to its input.
     *
     * @param prefix what stands before weight and bias in the parameters' names, within the layer
     */
    static Linear declare(
            ProgramBuilder b, String path, String name, String prefix, String step, Names symbols, Value x,
            Value output, boolean withBias, Optional<LoraConfig> lora) {
        b.use(x, address(path, prefix), BASE);
        return declareForked(b, path, name, prefix, step, symbols, x, output, withBias, lora);
    }

    /** As {@link #declare}, where the caller says by which paths errors will come back to the input. */
    static Linear declareForked(
            ProgramBuilder b, String path, String name, String prefix, String step, Names symbols, Value x,
            Value output, boolean withBias, Optional<LoraConfig> config) {
        Value weight = b.matrixParameter(path, prefix + "weight", x.columns(), output.columns());
        Optional<Value> bias = withBias
                ? Optional.of(b.vectorParameter(path, prefix + "bias", output.columns()))
                : Optional.empty();
        Optional<Lora> lora = Lora.declare(b, config, path, name, prefix, x, output);
        return new Linear(
                name, step, address(path, prefix), lora.isPresent() ? symbols.beside() : symbols, x, weight, bias,
                lora.map(Lora::base).orElse(output), lora, output);
    }

    /** Address of a linear layer, such as {@code h.0.attn.c_attn}: that of its parameters without their last part. */
    static String address(String path, String prefix) {
        return prefix.isEmpty() ? path : path + "." + prefix.substring(0, prefix.length() - 1);
    }

    /** The map of something by W, and b where there is one. */
    private Expression of(Expression input, Expression by) {
        Expression product = input.times(by);
        return bias.isPresent() ? product.plus(symbols.b.downRows()) : product;
    }

    /** The whole map of something, with what adapters add. */
    Expression of(Expression input) {
        return of(input, wholeWeight());
    }

    /** W, or W + s A B where adapters stand beside it. */
    Expression wholeWeight() {
        return lora.<Expression>map(adapters -> symbols.w.plus(adapters.addedTo(symbols.w))).orElse(symbols.w);
    }

    /** What the letters of adapters stand for; none where there are none. */
    List<Binding> factors() {
        return lora.map(adapters -> adapters.factors(symbols.w)).orElse(List.of());
    }

    /** Adds the forward steps to the current layer. */
    void forward(ProgramBuilder b) {
        b.step(name, step, () -> forwardOwn(b));
        lora.ifPresent(adapters -> adapters.forward(b));
    }

    private void forwardOwn(ProgramBuilder b) {
        ProgramBuilder.OperationBuilder operation = b.operation(name, Template.PRODUCT)
                .reads(symbols.x, x)
                .reads(symbols.w, weight);
        bias.ifPresent(value -> operation.reads(symbols.b, value));
        operation
                .writes(symbols.y, own, of(symbols.x, symbols.w))
                .runs(m -> bias.ifPresentOrElse(
                        value -> Products.multiplyAddBias(
                                m.workers(), m.matrix(x), m.matrix(weight), m.matrix(value), m.matrix(own)),
                        () -> Products.multiply(
                                m.workers(), Form.PLAIN, m.matrix(x), m.matrix(weight), m.matrix(own))));
    }

    /** The same steps in reverse: gradients of the parameters, and the whole error of the input. */
    void backward(ProgramBuilder b) {
        backward(b, dY -> backwardInput(b, dY));
    }

    /**
     * As {@link #backward(ProgramBuilder)}, where the caller adds the summands of the input's error.
     *
     * @param input adds them, given the error of what the map itself has yielded
     */
    void backward(ProgramBuilder b, Consumer<Value> input) {
        lora.ifPresent(adapters -> adapters.backward(b));
        b.step(name, step, () -> {
            Value dY = b.error(own, symbols.y);
            backwardParameters(b, dY);
            input.accept(dY);
            b.error(x, symbols.x);
            Expression ofWeight = symbols.w.gradient().inner(symbols.w);
            b.invariant(Invariant.equal(
                    bias.isPresent() ? ofWeight.plus(symbols.b.gradient().inner(symbols.b)) : ofWeight,
                    symbols.y.error().inner(symbols.y)));
            lora.ifPresent(adapters -> adapters.invariants(b, symbols.w.gradient(), b.declaredError(weight)));
        });
    }

    private void backwardParameters(ProgramBuilder b, Value dY) {
        Symbol error = symbols.y.error();
        Value dWeight = b.errorOf(weight);
        b.operation("weight", Template.PRODUCT)
                .reads(symbols.x, x)
                .reads(error, dY)
                .writes(symbols.w.gradient(), dWeight, symbols.x.transposed().times(error))
                .runs(m -> Products.multiply(
                        m.workers(), Form.TRANSPOSED_LEFT, m.matrix(x), m.matrix(dY), m.matrix(dWeight)));
        bias.ifPresent(value -> {
            Value dBias = b.errorOf(value);
            b.operation("bias", Template.REDUCTION)
                    .reads(error, dY)
                    .writes(symbols.b.gradient(), dBias, error.columnSum())
                    .runs(m -> Columns.sum(m.workers(), m.matrix(dY), m.matrix(dBias)));
        });
    }

    /** Adds the summand of the input's error that comes back through the map itself. */
    void backwardInput(ProgramBuilder b, Value dY) {
        Symbol error = symbols.y.error();
        Symbol passed = symbols.x.error();
        Value dX = b.contribution(x, address);
        b.operation("input", Template.PRODUCT)
                .reads(error, dY)
                .reads(symbols.w, weight)
                .writes(lora.isPresent() ? passed.along(BASE) : passed, dX, error.times(symbols.w.transposed()))
                .runs(m -> Products.multiply(
                        m.workers(), Form.TRANSPOSED_RIGHT, m.matrix(dY), m.matrix(weight), m.matrix(dX)));
        b.invariant(Invariant.equal(
                symbols.w.gradient().inner(symbols.w),
                (lora.isPresent() ? passed.along(BASE) : passed).inner(symbols.x)));
    }

    /** A parameter symbol with an index, such as W with index O. */
    static Symbol indexed(Symbol symbol, String index) {
        return new Symbol(symbol.name() + index, symbol.latex() + "_{" + index + "}", SymbolClass.WEIGHT);
    }
}
