package org.gradwalk.model.derivation;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.gradwalk.model.derivation.Question.Case;
import org.gradwalk.model.gpt.GptConfig;
import org.gradwalk.model.layer.Loss.Reduction;
import org.gradwalk.model.run.Iteration;
import org.gradwalk.model.tensor.Matrix;
import org.gradwalk.model.testing.Algebra;
import org.gradwalk.model.testing.RandomNetwork;

/** The steps of a small network that ran once, as somebody meets them who is asked for a gradient. */
final class Steps {

    private static final int B = 2;
    private static final int T = 4;
    private static final int H = 3;
    private static final int D = 15;
    private static final int HIDDEN = 12;
    private static final int V = 7;
    private static final int CONTEXT = 5;
    private static final Iteration RUN = new RandomNetwork(
            GptConfig.of(V, CONTEXT, 1, H, D).withFeedForwardWidth(HIDDEN).withHeadBias(true),
            B, T, Reduction.MEAN, true, 8).finished();

    /** Arrays that can be named, once for each case. */
    record Step(List<NamedArrays> cases) {

        Verdict check(String text, Shape shape, List<Matrix> expected, String formula) {
            Names names = cases.getFirst().names();
            return Derivation.check(text, names, new Question(
                    shape,
                    IntStream.range(0, cases.size())
                            .mapToObj(i -> new Case(cases.get(i).scope(), expected.get(i)))
                            .toList(),
                    Optional.of(Derivation.read(formula, names))));
        }
    }

    private Steps() {}

    private static Matrix value(String name) {
        return RUN.matrix(name);
    }

    private static Matrix error(String name) {
        return value("grad/act/" + name);
    }

    private static Matrix gradient(String name) {
        return value("grad/param/" + name);
    }

    private static NamedArrays sizes() {
        return NamedArrays.none().size("T", T).size("d", D).size("d_h", D / H).size("H", H).size("F", HIDDEN)
                .size("V", V);
    }

    /** Verdict on a text that is typed at a step, asked for a gradient. */
    static Verdict check(String step, String asked, String text) {
        return switch (step) {
            case "linear" -> one(linear(), text, switch (asked) {
                case "dX" -> matrix(error("h.0.ln_2.out"), "dY @ W.T");
                case "dW" -> matrix(gradient("h.0.mlp.c_fc.weight"), "X.T @ dY");
                default -> vector(gradient("h.0.mlp.c_fc.bias"), "dY.sum(axis=0)");
            });
            case "act" -> one(
                    sizes().matrix("Z", value("h.0.mlp.fc")).matrix("A", value("h.0.mlp.act"))
                            .matrix("dA", error("h.0.mlp.act")),
                    text, matrix(error("h.0.mlp.fc"), "dA * gelu_prime(Z)"));
            case "relu" -> one(
                    sizes().matrix("Z", Z).matrix("dA", DA), text,
                    matrix(Algebra.matrix(4, 6, (i, j) -> Z.get(i, j) > 0 ? DA.get(i, j) : 0), "dA * relu_prime(Z)"));
            case "ln" -> one(layerNorm(), text, switch (asked) {
                case "dX" -> matrix(
                        error("h.0.resid_mlp"),
                        "r[:, None] * (G - G.mean(axis=1, keepdims=True)"
                                + " - Xhat * (G * Xhat).mean(axis=1, keepdims=True))");
                case "dgamma" -> vector(gradient("ln_f.weight"), "(dY * Xhat).sum(axis=0)");
                case "dbeta" -> vector(gradient("ln_f.bias"), "dY.sum(axis=0)");
                case "dXhat" -> matrix(error("ln_f.xhat"), "dY * gamma");
                default -> throw new IllegalArgumentException(asked);
            });
            case "ln.sub" -> one(
                    sizes().matrix("X", value("h.0.resid_mlp")).matrix("C", value("ln_f.centered"))
                            .vector("r", value("ln_f.rstd")).vector("v", value("ln_f.var"))
                            .vector("dr", error("ln_f.rstd")).vector("dv", error("ln_f.var"))
                            .matrix("dXhat", error("ln_f.xhat")).matrix("dC", error("ln_f.centered")),
                    text, switch (asked) {
                        case "dv" -> vector(error("ln_f.var"), "-0.5 * r**3 * dr");
                        case "dr" -> vector(error("ln_f.rstd"), "(dXhat * C).sum(axis=1)");
                        case "dmu" -> vector(error("ln_f.mean"), "-dC.sum(axis=1)");
                        case "dC" -> matrix(
                                error("ln_f.centered"), "r[:, None] * dXhat + 2 / d * dv[:, None] * C");
                        default -> throw new IllegalArgumentException(asked);
                    });
            case "residual" -> one(
                    sizes().matrix("X", value("h.0.resid_attn")).matrix("dY", error("h.0.resid_attn@h.0.resid_mlp"))
                            .matrix("dF", error("h.0.resid_attn@h.0.ln_2")),
                    text, matrix(error("h.0.resid_attn"), "dY + dF"));
            case "qkv" -> one(projections(), text, switch (asked) {
                case "dX" -> matrix(error("h.0.ln_1.out"), "dQ @ WQ.T + dK @ WK.T + dV @ WV.T");
                default -> matrix(
                        gradient("h.0.attn.c_attn.weight"),
                        "np.concatenate([X.T @ dQ, X.T @ dK, X.T @ dV], axis=1)");
            });
            case "unembed" -> one(
                    sizes().matrix("Y", value("ln_f.out")).matrix("WU", value("lm_head.weight"))
                            .matrix("dZ", error("logits")),
                    text, switch (asked) {
                        case "dY" -> matrix(error("ln_f.out"), "dZ @ WU.T");
                        case "dWU" -> matrix(gradient("lm_head.weight"), "Y.T @ dZ");
                        default -> vector(gradient("lm_head.bias"), "dZ.sum(axis=0)");
                    });
            case "loss" -> one(
                    sizes().matrix("Z", value("logits")).matrix("P", value("probs")).matrix("U", targets())
                            .vector("omega", Algebra.rowSums(targets())).number("N", counted()),
                    text, matrix(error("logits"), "(omega[:, None] * P - U) / N"));
            case "embed" -> one(
                    sizes().matrix("E", oneHot()).vector("c", value("tokens")).matrix("dX", error("wte"))
                            .matrix("WE", value("wte.weight")),
                    text, matrix(gradient("wte.weight"), "E.T @ dX"));
            case "position" -> one(
                    sizes().size("context", CONTEXT).matrix("dXpos", error("wpe")).matrix("WP", value("wpe.weight")),
                    text, matrix(gradient("wpe.weight"), "np.eye(T, context).T @ dXpos"));
            case "lora" -> one(lora(), text, switch (asked) {
                case "dA" -> matrix(lora().value("s * X.T @ dY @ B.T"), "s * X.T @ (dY @ B.T)");
                case "dB" -> matrix(lora().value("s * A.T @ (X.T @ dY)"), "s * (X @ A).T @ dY");
                default -> matrix(
                        lora().value("dY @ (W0 + s * A @ B).T"), "dY @ W0.T + s * (dY @ B.T) @ A.T");
            });
            case "optim" -> one(optimizer(), text, switch (asked) {
                case "sgd" -> matrix(
                        Algebra.matrix(3, 4, (i, j) -> THETA.get(i, j) - 0.1 * G.get(i, j)), "theta - eta * g");
                case "mNext" -> matrix(
                        Algebra.matrix(3, 4, (i, j) -> 0.8 * M.get(i, j) + (1 - 0.8) * G.get(i, j)),
                        "beta1 * m + (1 - beta1) * g");
                default -> matrix(
                        Algebra.matrix(3, 4, (i, j) -> (1 - 0.1 * 0.3) * THETA.get(i, j)
                                - 0.1 * M.get(i, j) / 0.19 / (Math.sqrt(U.get(i, j) / 0.02) + 1e-3)),
                        "(1 - eta * lambda) * theta - eta * (m / c1) / (np.sqrt(u / c2) + epsilon)");
            });
            case "softmax" -> heads(text, "masked", "P * (dP - (P * dP).sum(axis=1, keepdims=True))");
            case "mask" -> heads(text, "scores", "np.where(Omega, dSm, 0)");
            case "scores" -> asked.equals("dQ")
                    ? heads(text, "q", "dS @ K / np.sqrt(d_h)")
                    : heads(text, "k", "dS.T @ Q / np.sqrt(d_h)");
            case "values" -> asked.equals("dP") ? heads(text, "probs", "dO @ V.T") : heads(text, "v", "P.T @ dO");
            default -> throw new IllegalArgumentException(step);
        };
    }

    private record Answer(Shape shape, Matrix numbers, String formula) {}

    private static Answer matrix(Matrix numbers, String formula) {
        return new Answer(Shape.matrix(numbers.rows(), numbers.columns()), numbers, formula);
    }

    private static Answer vector(Matrix numbers, String formula) {
        return new Answer(
                Shape.vector(numbers.size()), Matrix.of(numbers.size(), 1, numbers.toArray()), formula);
    }

    private static Verdict one(NamedArrays known, String text, Answer answer) {
        return new Step(List.of(known)).check(
                text, answer.shape, List.of(answer.numbers), answer.formula);
    }

    private static NamedArrays linear() {
        return sizes()
                .matrix("X", value("h.0.ln_2.out"))
                .matrix("W", value("h.0.mlp.c_fc.weight"))
                .vector("b", value("h.0.mlp.c_fc.bias"))
                .matrix("Y", value("h.0.mlp.fc"))
                .matrix("dY", error("h.0.mlp.fc"));
    }

    private static NamedArrays layerNorm() {
        NamedArrays known = sizes()
                .matrix("X", value("h.0.resid_mlp"))
                .matrix("C", value("ln_f.centered"))
                .matrix("Xhat", value("ln_f.xhat"))
                .vector("r", value("ln_f.rstd"))
                .vector("v", value("ln_f.var"))
                .vector("gamma", value("ln_f.weight"))
                .vector("beta", value("ln_f.bias"))
                .matrix("dY", error("ln_f.out"));
        return known.matrix("G", known.value("dY * gamma"));
    }

    private static NamedArrays projections() {
        Matrix weight = value("h.0.attn.c_attn.weight");
        return sizes()
                .matrix("X", value("h.0.ln_1.out"))
                .matrix("WQ", weight.columns(0, D))
                .matrix("WK", weight.columns(D, D))
                .matrix("WV", weight.columns(2 * D, D))
                .matrix("dQ", error("h.0.attn.q"))
                .matrix("dK", error("h.0.attn.k"))
                .matrix("dV", error("h.0.attn.v"));
    }

    private static Matrix oneHot() {
        Matrix tokens = value("tokens");
        return Algebra.matrix(B * T, V, (i, j) -> tokens.get(i, 0) == j ? 1 : 0);
    }

    private static Matrix targets() {
        Matrix targets = value("targets");
        return Algebra.matrix(B * T, V, (i, j) -> targets.get(i, 0) == j ? 1 : 0);
    }

    private static double counted() {
        return Algebra.total(B * T, V, (i, j) -> targets().get(i, j));
    }

    private static final Matrix Z = NamedArrays.random(4, 6, 1);
    private static final Matrix DA = NamedArrays.random(4, 6, 2);
    private static final Matrix THETA = NamedArrays.random(3, 4, 3);
    private static final Matrix G = NamedArrays.random(3, 4, 4);
    private static final Matrix M = NamedArrays.random(3, 4, 5);
    private static final Matrix U = Algebra.matrix(3, 4, (i, j) -> 0.1 + i + 0.2 * j);

    private static NamedArrays lora() {
        return sizes()
                .size("rank", 2)
                .number("s", 2.5)
                .number("alpha", 16)
                .matrix("X", NamedArrays.random(5, 6, 11))
                .matrix("W0", NamedArrays.random(6, 4, 12))
                .matrix("A", NamedArrays.random(6, 2, 13))
                .matrix("B", NamedArrays.random(2, 4, 14))
                .matrix("dY", NamedArrays.random(5, 4, 15));
    }

    private static NamedArrays optimizer() {
        return NamedArrays.none()
                .matrix("theta", THETA)
                .matrix("g", G)
                .matrix("m", M)
                .matrix("u", U)
                .number("eta", 0.1)
                .number("beta1", 0.8)
                .number("beta2", 0.99)
                .number("lambda", 0.3)
                .number("epsilon", 1e-3)
                .number("c1", 0.19)
                .number("c2", 0.02);
    }

    /** All heads of all sequences must be right. */
    private static Verdict heads(String text, String asked, String formula) {
        List<NamedArrays> cases = IntStream.range(0, B * H).mapToObj(i -> head(i / H, i % H)).toList();
        List<Matrix> expected = IntStream.range(0, B * H)
                .mapToObj(i -> part("grad/act/h.0.attn." + asked, i / H, i % H))
                .toList();
        Matrix first = expected.getFirst();
        return new Step(cases).check(
                text, Shape.matrix(first.rows(), first.columns()), expected, formula);
    }

    private static Matrix part(String name, int sequence, int head) {
        var value = RUN.program().requireValue(name);
        return value.head(RUN.matrix(value), sequence, head);
    }

    private static NamedArrays head(int sequence, int head) {
        NamedArrays known = sizes()
                .mask("Omega", Algebra.matrix(T, T, (i, j) -> j <= i ? 1 : 0));
        Map<String, String> names = Map.of(
                "Q", "q", "K", "k", "V", "v", "S", "scores", "P", "probs", "O", "heads");
        for (String name : names.keySet().stream().sorted().toList()) {
            known = known.matrix(name, part("h.0.attn." + names.get(name), sequence, head));
        }
        for (String name : List.of("P=probs", "S=scores", "O=heads", "Sm=masked")) {
            String[] pair = name.split("=", -1);
            known = known.matrix("d" + pair[0], part("grad/act/h.0.attn." + pair[1], sequence, head));
        }
        return known;
    }
}
