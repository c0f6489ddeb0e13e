package org.gradwalk.model.layer;

import static org.gradwalk.model.layer.Symbols.X;
import static org.gradwalk.model.layer.Symbols.Y;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import org.gradwalk.model.formula.Expression;
import org.gradwalk.model.formula.Symbol;
import org.gradwalk.model.formula.SymbolClass;
import org.gradwalk.model.layer.LoraConfig.Part;
import org.gradwalk.model.program.Invariant;
import org.gradwalk.model.program.Operation.Binding;
import org.gradwalk.model.program.ProgramBuilder;
import org.gradwalk.model.program.Template;
import org.gradwalk.model.program.Value;
import org.gradwalk.model.program.Value.Layout;
import org.gradwalk.model.tensor.Entries;
import org.gradwalk.model.tensor.Matrix;
import org.gradwalk.model.tensor.Products;
import org.gradwalk.model.tensor.Products.Form;

/**
 * A trained map of low rank beside a frozen linear one, as a step of the same layer: Y = Y_base + s (X A) B. Where the
 * output's columns are cut into parts, each part has its own A and B.
 *
 * @param name of the step, such as {@code c_fc.lora}
 * @param address of the linear layer, such as {@code h.0.mlp.c_fc}
 * @param scale s, as it stands in formulas
 * @param s its value
 * @param x input X, B·T × m
 * @param adapters one for each part
 * @param base Y_base, what the frozen map yields, B·T × n
 * @param delta Y_lora, what the adapters add, B·T × n
 * @param output Y, B·T × n
 */
record Lora(
        String name,
        String address,
        Expression scale,
        double s,
        Value x,
        List<Adapter> adapters,
        Value base,
        Value delta,
        Value output) {

    private static final String STEP = "lora";
    private static final Symbol A = Symbol.of("A", SymbolClass.WEIGHT);
    private static final Symbol B = Symbol.of("B", SymbolClass.WEIGHT);
    /** What the adapters' summand of the input's error is called. */
    private static final String X_LORA = "lora";
    private static final Symbol Y_BASE = Y.along("base");
    private static final Symbol Y_LORA = Y.along("lora");

    /**
     * The adapter of a part.
     *
     * @param part columns of the output
     * @param symbols what its numbers are called
     * @param a A, m × r
     * @param b B, r × columns of the part
     * @param xA X A, B·T × r
     * @param delta s (X A) B, B·T × columns of the part
     */
    record Adapter(Part part, Names symbols, Value a, Value b, Value xA, Value delta) {

        /** At the end of names: nothing for the only adapter, else such as {@code .q}. */
        private String suffix(String separator) {
            return part.prefix().isEmpty() ? "" : separator + part.prefix().substring(0, part.prefix().length() - 1);
        }
    }

    /** The symbols of an adapter. */
    record Names(Symbol a, Symbol b, Symbol xA, Symbol delta, String path) {

        /** Without index for the only adapter, else with that of its part, such as Q. */
        static Names of(Part part) {
            if (part.count() == 1) {
                return new Names(A, B, product(A), Y_LORA, X_LORA);
            }
            String index = letter(part);
            Symbol a = Linear.indexed(A, index);
            return new Names(a, Linear.indexed(B, index), product(a), Y.along("lora" + index), X_LORA + index);
        }

        private static Symbol product(Symbol a) {
            return new Symbol("X" + a.name(), "[X" + a.latex() + "]", SymbolClass.ACTIVATION);
        }
    }

    /**
     * Declares the adapters of a linear layer; none where the configuration gives it none.
     *
     * @param path address of the layer with the step, such as {@code h.0.mlp}
     * @param name of the frozen map's step
     * @param prefix stands before the parameters' names, within the layer
     */
    static Optional<Lora> declare(
            ProgramBuilder b, Optional<LoraConfig> config, String path, String name, String prefix, Value x,
            Value output) {
        String address = Linear.address(path, prefix);
        return config.filter(lora -> !lora.parts(address).isEmpty()).map(lora -> {
            Value base = b.perPosition(address + ".base", SymbolClass.ACTIVATION, output.columns());
            Value delta = b.perPosition(address + ".lora_delta", SymbolClass.ACTIVATION, output.columns());
            b.use(x, address + "." + STEP, X_LORA);
            List<Adapter> adapters = lora.parts(address).stream()
                    .map(part -> adapter(b, lora.rank(), path, prefix, part, x, delta))
                    .toList();
            return new Lora(
                    name + ".lora", address, lora.scaleInFormulas(), lora.scale(), x, adapters, base,
                    delta, output);
        });
    }

    private static Adapter adapter(
            ProgramBuilder b, int rank, String path, String prefix, Part part, Value x, Value delta) {
        String local = prefix + part.prefix();
        int columns = delta.columns() / part.count();
        Names symbols = Names.of(part);
        return new Adapter(
                part,
                symbols,
                b.matrixParameter(path, local + LoraConfig.A, x.columns(), rank),
                b.matrixParameter(path, local + LoraConfig.B, rank, columns),
                b.perPosition(path + "." + local + "lora_xA", SymbolClass.ACTIVATION, rank),
                part.count() == 1
                        ? delta
                        : b.part(
                                path + "." + local + "lora_delta", SymbolClass.ACTIVATION, Layout.SEQUENCES, delta,
                                part.index() * columns, columns));
    }

    /**
     * What the adapters add to a weight, s A B: their factors have the weight's index.
     *
     * @param weight such as W with index 1
     */
    Expression addedTo(Symbol weight) {
        List<Expression> added = adapters.stream()
                .<Expression>map(adapter -> scale.times(indexed(A, adapter, weight).times(indexed(B, adapter, weight))))
                .toList();
        return added.size() == 1 ? added.getFirst() : new Expression.Beside(added);
    }

    /** What they add to one of some blocks of columns of a weight. */
    Expression addedTo(Symbol weight, int block, int blocks) {
        return addedTo(weight) instanceof Expression.Beside(List<Expression> parts)
                ? parts.get(block)
                : new Expression.Block(addedTo(weight), block, blocks);
    }

    /** What its symbols stand for. */
    List<Binding> factors(Symbol weight) {
        return adapters.stream()
                .flatMap(adapter -> Stream.of(
                        new Binding(indexed(A, adapter, weight), adapter.a),
                        new Binding(indexed(B, adapter, weight), adapter.b)))
                .toList();
    }

    /** Q, K or V. */
    private static String letter(Part part) {
        return part.prefix().substring(0, 1).toUpperCase(Locale.ROOT);
    }

    private static Symbol indexed(Symbol factor, Adapter adapter, Symbol weight) {
        String index = adapter.part.count() == 1
                ? weight.name().substring(Symbols.W.name().length())
                : letter(adapter.part);
        return Linear.indexed(factor, index);
    }

    /** Adds the forward step, after that of the frozen map. */
    void forward(ProgramBuilder b) {
        b.step(name, STEP, () -> {
            adapters.forEach(adapter -> forward(b, adapter));
            if (adapters.size() > 1) {
                beside(b);
            }
            b.operation("sum", Template.SUM)
                    .reads(Y_BASE, base)
                    .reads(Y_LORA, delta)
                    .writes(Y, output, Y_BASE.plus(Y_LORA))
                    .runs(m -> Entries.add(m.workers(), m.matrix(base), m.matrix(delta), m.matrix(output)));
            List<Expression> added = adapters.stream().map(Adapter::symbols).map(this::added).toList();
            b.fused(Y, output, Y_BASE.plus(added.size() == 1 ? added.getFirst() : new Expression.Beside(added)));
        });
    }

    private Expression added(Names names) {
        return scale.times(X.times(names.a).times(names.b));
    }

    private void forward(ProgramBuilder b, Adapter adapter) {
        Names symbols = adapter.symbols;
        b.operation("xA" + adapter.suffix("."), Template.PRODUCT)
                .reads(X, x)
                .reads(symbols.a, adapter.a)
                .writes(symbols.xA, adapter.xA, X.times(symbols.a))
                .runs(m -> Products.multiply(
                        m.workers(), Form.PLAIN, m.matrix(x), m.matrix(adapter.a), m.matrix(adapter.xA)));
        b.operation("delta" + adapter.suffix("."), Template.PRODUCT)
                .reads(symbols.xA, adapter.xA)
                .reads(symbols.b, adapter.b)
                .writes(symbols.delta, adapter.delta, scale.times(symbols.xA.times(symbols.b)))
                .runs(m -> Products.multiply(
                        m.workers(), Form.PLAIN, m.matrix(adapter.xA), m.matrix(adapter.b), s,
                        m.matrix(adapter.delta)));
    }

    private void beside(ProgramBuilder b) {
        ProgramBuilder.OperationBuilder operation = b.operation("beside", Template.RELABEL);
        adapters.forEach(adapter -> operation.reads(adapter.symbols.delta, adapter.delta));
        operation
                .writes(Y_LORA, delta, new Expression.Beside(adapters.stream()
                        .<Expression>map(adapter -> adapter.symbols.delta)
                        .toList()))
                .relabels();
    }

    /** The error of Y goes unchanged into the frozen map and into the adapters, and through those back to X. */
    void backward(ProgramBuilder b) {
        b.step(name, STEP, () -> {
            Value dY = b.error(output, Y);
            Value dDelta = b.errorAlias(delta, dY);
            b.operation("copy", Template.RELABEL)
                    .reads(Y.error(), dY)
                    .writes(Y_BASE.error(), b.errorAlias(base, dY), Y.error())
                    .writes(Y_LORA.error(), dDelta, Y.error())
                    .relabels();
            List<Value> dDeltas = adapters.size() > 1 ? split(b, dDelta) : List.of(dDelta);
            Value dX = b.contribution(x, address + "." + STEP);
            List<Binding> summands = adapters.size() > 1 ? summands(b) : List.of(new Binding(along(X_LORA), dX));
            for (int i = 0; i < adapters.size(); i++) {
                backward(b, adapters.get(i), dDeltas.get(i), summands.get(i));
            }
            if (adapters.size() > 1) {
                sum(b, summands, dX);
            }
            fusedErrors(b, dX);
            adapters.stream().map(Adapter::symbols).forEach(names -> b.invariant(Invariant.equal(
                    names.a.transposed().times(names.a.gradient()), names.b.gradient().times(names.b.transposed()))));
        });
    }

    private void fusedErrors(ProgramBuilder b, Value dX) {
        List<Expression> passed = new ArrayList<>();
        for (Adapter adapter : adapters) {
            Names names = adapter.symbols;
            Symbol error = names.delta.error();
            Expression through = error.times(names.b.transposed());
            b.fused(
                    names.a.gradient(), b.declaredError(adapter.a), scale.times(X.transposed().times(through)));
            b.fused(
                    names.b.gradient(), b.declaredError(adapter.b),
                    scale.times(X.times(names.a).transposed().times(error)));
            passed.add(scale.times(through.times(names.a.transposed())));
        }
        b.fused(along(X_LORA), dX, Expression.sum(passed));
    }

    /**
     * What ties the adapters' gradients to that of the frozen weight, for the step that yields it: each sees it through
     * the other factor.
     */
    void invariants(ProgramBuilder b, Symbol symbol, Value dWeight) {
        for (Adapter adapter : adapters) {
            Names names = adapter.symbols;
            Part part = adapter.part;
            Expression of = part.count() == 1 ? symbol : new Expression.Block(symbol, part.index(), part.count());
            Binding[] own = {
                new Binding(symbol, dWeight), new Binding(names.a, adapter.a), new Binding(names.b, adapter.b),
                new Binding(names.a.gradient(), b.declaredError(adapter.a)),
                new Binding(names.b.gradient(), b.declaredError(adapter.b))};
            b.invariant(
                    Invariant.equal(names.a.gradient(), scale.times(of.times(names.b.transposed()))), own);
            b.invariant(
                    Invariant.equal(names.b.gradient(), scale.times(names.a.transposed().times(of))), own);
        }
    }

    private static Symbol along(String path) {
        return X.error().along(path);
    }

    /** What comes back to the input from each part. */
    private List<Binding> summands(ProgramBuilder b) {
        return adapters.stream()
                .map(adapter -> new Binding(along(adapter.symbols.path), b.summand(
                        x, address + "." + STEP + adapter.suffix("@"))))
                .toList();
    }

    private static void sum(ProgramBuilder b, List<Binding> summands, Value sum) {
        b.operation("input", Template.SUM)
                .reads(summands.toArray(Binding[]::new))
                .writes(along(X_LORA), sum, Expression.sum(summands.stream().map(Binding::symbol).toList()))
                .runs(m -> {
                    Matrix first = m.matrix(summands.getFirst().value());
                    for (Binding next : summands.subList(1, summands.size())) {
                        Entries.add(m.workers(), first, m.matrix(next.value()), m.matrix(sum));
                        first = m.matrix(sum);
                    }
                });
    }

    private List<Value> split(ProgramBuilder b, Value dDelta) {
        List<Value> parts = adapters.stream()
                .map(adapter -> b.errorPart(adapter.delta, dDelta))
                .toList();
        ProgramBuilder.OperationBuilder operation = b.operation("split", Template.RELABEL)
                .reads(Y_LORA.error(), dDelta);
        for (int i = 0; i < parts.size(); i++) {
            Adapter adapter = adapters.get(i);
            operation.writes(
                    adapter.symbols.delta.error(), parts.get(i),
                    new Expression.Block(Y_LORA.error(), adapter.part.index(), adapter.part.count()));
        }
        operation.relabels();
        return parts;
    }

    private void backward(ProgramBuilder b, Adapter adapter, Value dDelta, Binding passed) {
        Names symbols = adapter.symbols;
        Symbol error = symbols.delta.error();
        Value dA = b.errorOf(adapter.a);
        Value dB = b.errorOf(adapter.b);
        Value dXa = b.errorOf(adapter.xA);
        Value dX = passed.value();
        b.operation("B" + adapter.suffix("."), Template.PRODUCT)
                .reads(symbols.xA, adapter.xA)
                .reads(error, dDelta)
                .writes(symbols.b.gradient(), dB, scale.times(symbols.xA.transposed().times(error)))
                .runs(m -> Products.multiply(
                        m.workers(), Form.TRANSPOSED_LEFT, m.matrix(adapter.xA), m.matrix(dDelta), s, m.matrix(dB)));
        b.operation("xA" + adapter.suffix("."), Template.PRODUCT)
                .reads(error, dDelta)
                .reads(symbols.b, adapter.b)
                .writes(symbols.xA.error(), dXa, scale.times(error.times(symbols.b.transposed())))
                .runs(m -> Products.multiply(
                        m.workers(), Form.TRANSPOSED_RIGHT, m.matrix(dDelta), m.matrix(adapter.b), s, m.matrix(dXa)));
        b.operation("A" + adapter.suffix("."), Template.PRODUCT)
                .reads(X, x)
                .reads(symbols.xA.error(), dXa)
                .writes(symbols.a.gradient(), dA, X.transposed().times(symbols.xA.error()))
                .runs(m -> Products.multiply(
                        m.workers(), Form.TRANSPOSED_LEFT, m.matrix(x), m.matrix(dXa), m.matrix(dA)));
        b.operation("input" + adapter.suffix("."), Template.PRODUCT)
                .reads(symbols.xA.error(), dXa)
                .reads(symbols.a, adapter.a)
                .writes(passed.symbol(), dX, symbols.xA.error().times(symbols.a.transposed()))
                .runs(m -> Products.multiply(
                        m.workers(), Form.TRANSPOSED_RIGHT, m.matrix(dXa), m.matrix(adapter.a), m.matrix(dX)));
    }
}
