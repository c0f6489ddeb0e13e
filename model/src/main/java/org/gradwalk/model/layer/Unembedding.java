package org.gradwalk.model.layer;

import static org.gradwalk.model.layer.Symbols.Y;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.gradwalk.model.formula.Expression;
import org.gradwalk.model.formula.Symbol;
import org.gradwalk.model.formula.SymbolClass;
import org.gradwalk.model.program.Invariant;
import org.gradwalk.model.program.Operation.Binding;
import org.gradwalk.model.program.ProgramBuilder;
import org.gradwalk.model.program.Template;
import org.gradwalk.model.program.Value;
import org.gradwalk.model.tensor.Products;
import org.gradwalk.model.tensor.Products.Form;

/**
 * From features to a score for each token: Z = Y W_U (+ 1 b_Uᵀ), or, tied with the token embedding, Z = Y W_Eᵀ.
 *
 * @param x Y, B·T × d
 * @param own the layer's own map, or none where it is tied
 * @param table W_E, the token embedding's table, V × d
 * @param output Z, the logits, B·T × V
 */
public record Unembedding(Value x, Optional<Linear> own, Value table, Value output) implements Layer {

    private static final String PATH = "lm_head";
    private static final String STEP = "unembed";
    private static final Symbol Z = Symbol.of("Z", SymbolClass.ACTIVATION);
    private static final Symbol W_U = Linear.indexed(Symbols.W, "U");
    private static final Symbol B_U = Linear.indexed(Symbols.B, "U");
    private static final Symbol W_E = Linear.indexed(Symbols.W, "E");

    /** Adds the forward step. */
    public static Unembedding forward(
            ProgramBuilder b, Value x, Value table, boolean tied, boolean bias, Optional<LoraConfig> lora) {
        Value output = b.perPosition("logits", SymbolClass.ACTIVATION, table.rows());
        Optional<Linear> own = tied
                ? Optional.empty()
                : Optional.of(Linear.declare(
                        b, PATH, STEP, "", STEP, new Linear.Names(Y, W_U, B_U, Z), x, output, bias, lora));
        Unembedding layer = new Unembedding(x, own, table, output);
        if (tied) {
            b.use(x, PATH, "head");
            b.use(table, PATH, "head");
        }
        b.layer(PATH, () -> own.ifPresentOrElse(
                linear -> layer.forwardOwn(b, linear), () -> b.step(STEP, STEP, () -> layer.forwardTied(b))));
        return layer;
    }

    private void forwardOwn(ProgramBuilder b, Linear linear) {
        linear.forward(b);
        if (linear.lora().isPresent()) {
            b.fused(Z, output, linear.of(Y), linear.factors());
        }
    }

    private void forwardTied(ProgramBuilder b) {
        b.operation(STEP, Template.PRODUCT)
                .reads(Y, x)
                .reads(W_E, table)
                .writes(Z, output, Y.times(W_E.transposed()))
                .runs(m -> Products.multiply(
                        m.workers(), Form.TRANSPOSED_RIGHT, m.matrix(x), m.matrix(table), m.matrix(output)));
    }

    /** The error goes to the parameters and to Y; a tied table gets the second of its two summands here. */
    @Override
    public void backward(ProgramBuilder b) {
        b.layer(PATH, () -> own.ifPresentOrElse(
                linear -> backwardOwn(b, linear),
                () -> b.step(STEP, STEP, () -> backwardTied(b), headSum(W_E.gradient().along("head").columnSum()))));
    }

    private void backwardOwn(ProgramBuilder b, Linear linear) {
        linear.backward(b, dZ -> backwardOwn(b, linear, dZ));
        if (linear.lora().isPresent()) {
            List<Binding> known = new ArrayList<>(linear.factors());
            known.add(new Binding(Z.error(), b.declaredError(output)));
            b.fused(
                    Y.error(), b.declaredError(x), Z.error().times(linear.wholeWeight().transposed()),
                    known);
        }
    }

    private void backwardOwn(ProgramBuilder b, Linear linear, Value dZ) {
        linear.backwardInput(b, dZ);
        b.invariant(headSum(W_U.gradient().rowSum()));
        if (linear.bias().isPresent()) {
            b.invariant(Invariant.zero(B_U.gradient().columnSum()).ofTerms(Expression.number(x.rows(), "T")));
        }
    }

    /** Each row of the logits' error is a difference of two rows that sum to 1 at most, so gradients sum to 0 over tokens. */
    private static Invariant headSum(Expression gradient) {
        return Invariant.zero(gradient).ofTerms(Y.columnSum());
    }

    private void backwardTied(ProgramBuilder b) {
        Value dZ = b.error(output, Z);
        Value dTable = b.contribution(table, PATH);
        Value dX = b.contribution(x, PATH);
        b.operation("weight", Template.PRODUCT)
                .reads(Z.error(), dZ)
                .reads(Y, x)
                .writes(W_E.gradient().along("head"), dTable, Z.error().transposed().times(Y))
                .runs(m -> Products.multiply(
                        m.workers(), Form.TRANSPOSED_LEFT, m.matrix(dZ), m.matrix(x), m.matrix(dTable)));
        b.operation("input", Template.PRODUCT)
                .reads(Z.error(), dZ)
                .reads(W_E, table)
                .writes(Y.error(), dX, Z.error().times(W_E))
                .runs(m -> Products.multiply(
                        m.workers(), Form.PLAIN, m.matrix(dZ), m.matrix(table), m.matrix(dX)));
    }
}
