package org.gradwalk.model.layer;

import static org.gradwalk.model.layer.Symbols.Y;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import org.gradwalk.model.formula.Expression;
import org.gradwalk.model.formula.Expression.Function;
import org.gradwalk.model.formula.Symbol;
import org.gradwalk.model.formula.SymbolClass;
import org.gradwalk.model.program.Invariant;
import org.gradwalk.model.program.Operation.Binding;
import org.gradwalk.model.program.ProgramBuilder;
import org.gradwalk.model.program.Template;
import org.gradwalk.model.program.Value;
import org.gradwalk.model.tensor.Activations;
import org.gradwalk.model.tensor.Matrix;
import org.gradwalk.model.tensor.Workers;

/**
 * The feed-forward layer of a block, position by position: Z = Y W₁ + 1 b₁ᵀ, A = φ(Z), R = A W₂ + 1 b₂ᵀ.
 *
 * @param path address, such as {@code h.0.mlp}
 * @param activation φ
 * @param expand d → F
 * @param hidden Z, B·T × F
 * @param activated A, B·T × F
 * @param contract F → d
 * @param output R, B·T × d
 */
public record Mlp(
        String path,
        Activation activation,
        Linear expand,
        Value hidden,
        Value activated,
        Linear contract,
        Value output) implements Layer {

    /** φ, with its slope. */
    public enum Activation {
        /** max(z, 0), slope 0 at 0. */
        RELU,
        /** z Φ(z). */
        GELU_ERF,
        /** ½ z (1 + tanh(√(2/π) (z + 0.044715 z³))). */
        GELU_TANH;

        /** Its name in files. */
        public String id() {
            return name().toLowerCase(Locale.ROOT);
        }

        private Function function() {
            return switch (this) {
                case RELU -> Function.RELU;
                case GELU_ERF -> Function.GELU_ERF;
                case GELU_TANH -> Function.GELU_TANH;
            };
        }

        private Function slope() {
            return switch (this) {
                case RELU -> Function.RELU_SLOPE;
                case GELU_ERF -> Function.GELU_ERF_SLOPE;
                case GELU_TANH -> Function.GELU_TANH_SLOPE;
            };
        }

        private void forward(Workers workers, Matrix z, Matrix a) {
            switch (this) {
                case RELU -> Activations.relu(workers, z, a);
                case GELU_ERF -> Activations.geluErf(workers, z, a);
                case GELU_TANH -> Activations.geluTanh(workers, z, a);
            }
        }

        private void backward(Workers workers, Matrix z, Matrix dA, Matrix dZ) {
            switch (this) {
                case RELU -> Activations.reluBackward(workers, z, dA, dZ);
                case GELU_ERF -> Activations.geluErfBackward(workers, z, dA, dZ);
                case GELU_TANH -> Activations.geluTanhBackward(workers, z, dA, dZ);
            }
        }
    }

    private static final Symbol Z = Symbol.of("Z", SymbolClass.ACTIVATION);
    private static final Symbol A = Symbol.of("A", SymbolClass.ACTIVATION);
    private static final Symbol R = Symbol.of("R", SymbolClass.ACTIVATION);
    private static final Symbol W1 = Linear.indexed(Symbols.W, "1");
    private static final Symbol B1 = Linear.indexed(Symbols.B, "1");
    private static final Symbol W2 = Linear.indexed(Symbols.W, "2");
    private static final Symbol B2 = Linear.indexed(Symbols.B, "2");

    /** Adds the forward steps. */
    public static Mlp forward(
            ProgramBuilder b, String path, Value x, int width, Activation activation, boolean bias,
            Optional<LoraConfig> lora) {
        Value hidden = b.perPosition(path + ".fc", SymbolClass.ACTIVATION, width);
        Value activated = b.perPosition(path + ".act", SymbolClass.ACTIVATION, width);
        Value output = b.perPosition(path + ".out", SymbolClass.ACTIVATION, x.columns());
        Mlp layer = new Mlp(
                path,
                activation,
                Linear.declare(b, path, "c_fc", "c_fc.", "ffn.in", new Linear.Names(Y, W1, B1, Z), x, hidden, bias,
                        lora),
                hidden,
                activated,
                Linear.declare(b, path, "c_proj", "c_proj.", "ffn.out", new Linear.Names(A, W2, B2, R), activated,
                        output, bias, lora),
                output);
        b.layer(path, () -> layer.forwardSteps(b));
        return layer;
    }

    private void forwardSteps(ProgramBuilder b) {
        expand.forward(b);
        b.step("act", "ffn.act", () -> b.operation("act", Template.ELEMENTWISE)
                .reads(Z, hidden)
                .writes(A, activated, Z.apply(activation.function()))
                .runs(m -> activation.forward(m.workers(), m.matrix(hidden), m.matrix(activated))),
                Invariant.equal(A.minus(Z.negated().apply(activation.function())), Z));
        contract.forward(b);
        b.fused(R, output, contract.of(expand.of(Y).apply(activation.function())), factors());
    }

    /** The same three steps from the last to the first. */
    @Override
    public void backward(ProgramBuilder b) {
        b.layer(path, () -> backwardSteps(b));
    }

    /** The slopes at z and at −z sum to 1, so what they let through sums to all; a gate lets through all or nothing. */
    private Invariant throughBothSlopes() {
        Expression other = A.error().hadamard(Z.negated().apply(activation.slope()));
        return activation == Activation.RELU
                ? Invariant.equal(Z.error().hadamard(Z), A.error().hadamard(A))
                : Invariant.equal(Z.error().plus(other), A.error());
    }

    private void backwardSteps(ProgramBuilder b) {
        contract.backward(b);
        Value dActivated = b.declaredError(activated);
        Value dHidden = b.errorOf(hidden);
        b.step("act", "ffn.act", () -> b.operation("act", Template.ELEMENTWISE)
                .reads(A.error(), dActivated)
                .reads(Z, hidden)
                .writes(Z.error(), dHidden, A.error().hadamard(Z.apply(activation.slope())))
                .runs(m -> activation.backward(
                        m.workers(), m.matrix(hidden), m.matrix(dActivated), m.matrix(dHidden))),
                throughBothSlopes());
        expand.backward(b);
        Symbol dR = R.error();
        List<Binding> known = new ArrayList<>(factors());
        known.add(new Binding(dR, b.declaredError(output)));
        Expression dZ = dR.times(contract.wholeWeight().transposed()).hadamard(Z.apply(activation.slope()));
        b.fused(Y.error(), b.declaredError(expand.x()), dZ.times(expand.wholeWeight().transposed()), known);
        b.fused(W2.gradient(), b.declaredError(contract.weight()), A.transposed().times(dR), known);
        b.fused(W1.gradient(), b.declaredError(expand.weight()), Y.transposed().times(dZ), known);
    }

    /** What the letters of adapters stand for. */
    private List<Binding> factors() {
        return Stream.concat(expand.factors().stream(), contract.factors().stream()).toList();
    }
}
