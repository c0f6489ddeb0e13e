package org.gradwalk.model.derivation;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Derivations as students type them, right and wrong, at the steps of a network that ran. */
class TypedDerivationsTest {

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "linear   | dX     | dY @ W.T",
        "linear   | dX     | np.dot(dY, np.transpose(W))",
        "linear   | dX     | (W @ dY.T).T",
        "linear   | dW     | X.T @ dY",
        "linear   | dW     | dW = np.matmul(X.T, dY);",
        "linear   | db     | dY.sum(axis=0)",
        "linear   | db     | np.sum(dY, axis=0, keepdims=True)",
        "linear   | db     | dY.T @ np.ones((len(dY), 1))",
        "act      | dZ     | dA * gelu_prime(Z)",
        "act      | dZ     | dA * (0.5 * (1 + np.tanh(np.sqrt(2 / np.pi) * (Z + 0.044715 * Z**3))) + 0.5 * Z * (1 - np.tanh(np.sqrt(2 / np.pi) * (Z + 0.044715 * Z**3))**2) * np.sqrt(2 / np.pi) * (1 + 3 * 0.044715 * Z**2))",
        "relu     | dZ     | dA * (Z > 0)",
        "relu     | dZ     | np.where(Z > 0, dA, 0)",
        "ln       | dX     | r[:, None] * (G - G.mean(axis=1, keepdims=True) - Xhat * (G * Xhat).mean(axis=1, keepdims=True))",
        "ln       | dX     | r[:, None] / d * (d * dY * gamma - (dY * gamma).sum(axis=1, keepdims=True) - Xhat * (dY * gamma * Xhat).sum(axis=1, keepdims=True))",
        "ln       | dX     | np.diag(r) @ (G - 1 / d * G @ np.ones((d, d)) - 1 / d * np.diag((G * Xhat).sum(axis=1)) @ Xhat)",
        "ln       | dgamma | (dY * Xhat).sum(axis=0)",
        "ln       | dgamma | np.diag(dY.T @ Xhat)",
        "ln       | dbeta  | dY.sum(0)",
        "ln       | dXhat  | dY @ np.diag(gamma)",
        "ln.sub   | dv     | -0.5 * r**3 * dr",
        "ln.sub   | dv     | -(v + 1e-5)**-1.5 / 2 * dr",
        "ln.sub   | dr     | (dXhat * C).sum(axis=1)",
        "ln.sub   | dmu    | -dC.sum(axis=1, keepdims=True)",
        "ln.sub   | dC     | r[:, None] * dXhat + 2 / d * dv[:, None] * C",
        "residual | dX     | dY + dF",
        "qkv      | dX     | dQ @ WQ.T + dK @ WK.T + dV @ WV.T",
        "qkv      | dWQKV  | X.T @ np.concatenate([dQ, dK, dV], axis=1)",
        "unembed  | dY     | dZ @ WU.T",
        "unembed  | dWU    | Y.T @ dZ",
        "unembed  | dbU    | dZ.sum(axis=0)",
        "loss     | dZ     | (omega[:, None] * P - U) / N",
        "loss     | dZ     | (omega[:, None] * softmax(Z) - U) / omega.sum()",
        "embed    | dWE    | E.T @ dX",
        "embed    | dWE    | onehot(c, V).T @ dX",
        "position | dWP    | np.concatenate([dXpos, np.zeros((1, d))], axis=0)",
        "lora     | dA     | s * X.T @ (dY @ B.T)",
        "lora     | dB     | s * (X @ A).T @ dY",
        "lora     | dX     | dY @ W0.T + s * dY @ B.T @ A.T",
        "optim    | sgd    | theta - eta * g",
        "optim    | mNext  | beta1 * m + (1 - beta1) * g",
        "optim    | adamw  | (1 - eta * lambda) * theta - eta * (m / c1) / (np.sqrt(u / c2) + epsilon)",
        "optim    | adamw  | θ - η * λ * θ - η * (m / c1) / (np.sqrt(u / c2) + ε)",
        "softmax  | dSm    | P * (dP - (P * dP).sum(axis=1, keepdims=True))",
        "softmax  | dSm    | P * (dP - (dO * O).sum(axis=-1)[:, None])",
        "mask     | dS     | np.where(mask, dSm, 0)",
        "mask     | dS     | dSm",
        "scores   | dQ     | dS @ K / np.sqrt(d_h)",
        "scores   | dK     | d_h ** -0.5 * dS.T @ Q",
        "values   | dP     | dO @ V.T",
        "values   | dV     | P.T @ dO"})
    void rightAnswersAgree(String step, String asked, String text) {
        assertThat(Steps.check(step, asked, text)).isInstanceOfSatisfying(Verdict.Agrees.class, agrees -> {
            assertThat(agrees.relative()).isLessThan(1e-12);
            assertThat(agrees.allZero()).isFalse();
        });
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "linear   | dX     | -dY @ W.T                        | OppositeSign",
        "linear   | dX     | W @ dY.T                         | Transposed",
        "linear   | dX     | dY @ W                           | would fit: dY @ W.T",
        "linear   | dX     | Y @ W.T                          | NAME dY",
        "linear   | dW     | X @ dY                           | would fit: X.T @ dY",
        "linear   | dW     | dY.T @ X                         | Transposed",
        "linear   | dW     | X.T @ Y                          | NAME dY",
        "linear   | dW     | X.T @ dY / T                     | ConstantFactor 1/T",
        "linear   | dW     | X.T * dY                         | would fit: X.T @ dY",
        "linear   | dW     | 2 * X.T @ dY                     | ConstantFactor 2",
        "linear   | db     | dY                               | SUM dY.sum(axis=0)",
        "linear   | db     | dY.mean(axis=0)                  | SUM_FOR_MEAN dY.sum(axis=0)",
        "linear   | db     | dY.sum(axis=1)                   | AXIS dY.sum(axis=0)",
        "linear   | db     | dY.sum()                         | AXIS dY.sum(axis=0)",
        "linear   | db     | Y.sum(axis=0)                    | NAME dY",
        "linear   | db     | dy.sum(axis=0) + dZ.sum(axis=0)  | did you mean dY",
        "act      | dZ     | dA * gelu(Z)                     | FUNCTION gelu_prime(Z)",
        "act      | dZ     | dA                               | FACTOR (dA * gelu_prime(Z))",
        "act      | dZ     | gelu_prime(Z)                    | FACTOR (gelu_prime(Z) * dA)",
        "act      | dZ     | dA * gelu_prime(A)               | NAME Z",
        "act      | dZ     | dA @ gelu_prime(Z)               | dA * gelu_prime(Z) entry by entry",
        "relu     | dZ     | dA * np.maximum(0, Z)            | Differs",
        "relu     | dZ     | dA * relu(Z)                     | FUNCTION relu_prime(Z)",
        "relu     | dZ     | dA * (dA > 0)                    | NAME Z",
        "ln       | dX     | r[:, None] * (G - G.mean(axis=1, keepdims=True)) | MissingSummand",
        "ln       | dX     | r[:, None] * (G - G.sum(axis=1, keepdims=True) - Xhat * (G * Xhat).mean(axis=1, keepdims=True)) | MEAN_FOR_SUM G.mean(axis=1, keepdims=True)",
        "ln       | dX     | r[:, None] * (G - G.mean(axis=1, keepdims=True) + Xhat * (G * Xhat).mean(axis=1, keepdims=True)) | SIGN -",
        "ln       | dX     | r[:, None] * (G - G.mean(axis=1, keepdims=True) - X * (G * Xhat).mean(axis=1, keepdims=True)) | NAME Xhat",
        "ln       | dX     | r[:, None] * (dY - G.mean(axis=1, keepdims=True) - Xhat * (G * Xhat).mean(axis=1, keepdims=True)) | NAME G",
        "ln       | dX     | r[:, None] * (G - G.mean(axis=0, keepdims=True) - Xhat * (G * Xhat).mean(axis=1, keepdims=True)) | AXIS G.mean(axis=1, keepdims=True)",
        "ln       | dX     | r[:, None] * (G - G.mean(axis=1) - Xhat * (G * Xhat).mean(axis=1)) | with keepdims=True",
        "ln       | dX     | G - G.mean(axis=1, keepdims=True) - Xhat * (G * Xhat).mean(axis=1, keepdims=True) | * r[:, None])]",
        "ln       | dX     | r * (G - G.mean(axis=1, keepdims=True) - Xhat * (G * Xhat).mean(axis=1, keepdims=True)) | r[:, None] * ",
        "ln       | dgamma | dY.sum(axis=0)                   | FACTOR (dY * Xhat)",
        "ln       | dgamma | (dY * Xhat).sum(axis=1)          | AXIS (dY * Xhat).sum(axis=0)",
        "ln       | dgamma | (dY * X).sum(axis=0)             | NAME Xhat",
        "ln       | dgamma | dY.T @ Xhat                      | (15, 15)",
        "ln       | dbeta  | dY.mean(axis=0)                  | SUM_FOR_MEAN",
        "ln       | dXhat  | dY                               | FACTOR (dY * gamma)",
        "ln       | dXhat  | dY * beta                        | NAME gamma",
        "ln       | dXhat  | dY / gamma                       | DIVISION (dY * gamma)",
        "ln.sub   | dv     | 0.5 * r**3 * dr                  | OppositeSign",
        "ln.sub   | dv     | -0.5 * r**2 * dr                 | EXPONENT 3",
        "ln.sub   | dv     | -r**3 * dr                       | ConstantFactor 2",
        "ln.sub   | dmu    | dC.sum(axis=1)                   | OppositeSign",
        "ln.sub   | dmu    | -dC.mean(axis=1)                 | SUM_FOR_MEAN",
        "ln.sub   | dC     | r[:, None] * dXhat               | MissingSummand",
        "ln.sub   | dC     | r[:, None] * dXhat + dv[:, None] * C / d | * 2)]",
        "residual | dX     | dY                               | MissingSummand dF",
        "residual | dX     | dY * dF                          | Differs",
        "residual | dX     | dY - dF                          | SIGN +",
        "residual | dX     | dY + 2 * dF                      | NUMBER 1",
        "residual | dX     | (dY + dF) / 2                    | ConstantFactor 1/2",
        "qkv      | dX     | dQ @ WQ.T + dV @ WV.T            | MissingSummand dK @ WK.T",
        "qkv      | dX     | dQ @ WQ.T + dK @ WK + dV @ WV.T  | TRANSPOSE WK.T",
        "qkv      | dX     | dQ @ WQ.T + dK @ WV.T + dV @ WV.T | NAME WK",
        "unembed  | dY     | dZ @ WU                          | would fit: dZ @ WU.T",
        "unembed  | dWU    | dZ.T @ Y                         | Transposed",
        "loss     | dZ     | omega[:, None] * P - U           | ConstantFactor N",
        "loss     | dZ     | (U - omega[:, None] * P) / N     | OppositeSign",
        "loss     | dZ     | (P - U) / N                      | FACTOR (P * omega[:, None])",
        "loss     | dZ     | (omega[:, None] * Z - U) / N     | NAME P",
        "embed    | dWE    | E @ dX                           | would fit: E.T @ dX",
        "embed    | dWE    | E.T @ WE                         | would fit",
        "position | dWP    | dXpos                            | (4, 15)",
        "lora     | dA     | X.T @ (dY @ B.T)                 | ConstantFactor 1/s",
        "lora     | dA     | alpha * X.T @ (dY @ B.T)         | NAME s",
        "lora     | dX     | dY @ W0.T                        | MissingSummand",
        "lora     | dX     | s * (dY @ B.T) @ A.T             | MissingSummand dY @ W0.T",
        "optim    | sgd    | theta + eta * g                  | SIGN -",
        "optim    | sgd    | theta - g                        | FACTOR (g * eta)",
        "optim    | mNext  | beta1 * m + g                    | MissingSummand -beta1 * g",
        "optim    | mNext  | beta2 * m + (1 - beta1) * g      | NAME beta1",
        "optim    | adamw  | (1 - eta * lambda) * theta - eta * (m / c1) / (u / c2 + epsilon) | FUNCTION np.sqrt(u / c2)",
        "optim    | adamw  | theta - eta * (m / c1) / (np.sqrt(u / c2) + epsilon) | MissingSummand -eta * lambda * theta",
        "softmax  | dSm    | P * dP                           | MissingSummand",
        "softmax  | dSm    | P * (dP - (P * dP).sum(axis=1))  | KEEPS_AXIS (P * dP).sum(axis=1, keepdims=True)",
        "softmax  | dSm    | P * (dP - (P * dP).sum(axis=0, keepdims=True)) | AXIS",
        "softmax  | dSm    | P * (dP - P * dP)                | SUM (P * dP).sum(axis=1, keepdims=True)",
        "softmax  | dSm    | S * (dP - (P * dP).sum(axis=1, keepdims=True)) | NAME P",
        "softmax  | dSm    | P @ (dP - (P * dP).sum(axis=1, keepdims=True)) | ENTRYWISE",
        "softmax  | dSm    | softmax(S) * (dP - (P * dP).sum(axis=1, keepdims=True)) | MASK np.where(Omega, S, -np.inf)",
        "mask     | dS     | -dSm                             | OppositeSign",
        "scores   | dQ     | dS @ K                           | ConstantFactor np.sqrt(d_h)",
        "scores   | dQ     | dS.T @ K / np.sqrt(d_h)          | TRANSPOSE dS",
        "scores   | dQ     | dS @ Q / np.sqrt(d_h)            | NAME K",
        "scores   | dQ     | dS @ K / d_h                     | ConstantFactor 1/np.sqrt(d_h)",
        "scores   | dK     | dS @ Q / np.sqrt(d_h)            | TRANSPOSE dS.T",
        "values   | dP     | V @ dO.T                         | Transposed",
        "values   | dP     | np.where(mask, dO @ V.T, 0)      | SURPLUS",
        "values   | dV     | P @ dO                           | TRANSPOSE P.T",
        "values   | dV     | S.T @ dO                         | NAME P"})
    void slipsAreNamed(String step, String asked, String text, String expected) {
        Verdict verdict = Steps.check(step, asked, text);

        assertThat(verdict).isNotInstanceOf(Verdict.Agrees.class);
        assertThat(told(verdict)).as(verdict.toString()).contains(expected);
    }

    /** A verdict in one line: its hints by kind and text, or its sentence. */
    private static String told(Verdict verdict) {
        return switch (verdict) {
            case Verdict.Agrees _ -> "Agrees";
            case Verdict.Unreadable(Spot _, String message, String remedy) -> message + " would fit: " + remedy;
            case Verdict.WrongShape wrong -> wrong.found() + " " + hints(wrong.hints());
            case Verdict.NotFinite _ -> "NotFinite";
            case Verdict.Differs differs -> "Differs " + hints(differs.hints());
        };
    }

    private static String hints(List<Hint> hints) {
        return hints.stream()
                .map(hint -> switch (hint) {
                    case Hint.ConstantFactor(double _, List<String> names) ->
                        "ConstantFactor " + String.join(" ", names);
                    case Hint.MissingSummand(String summand) -> "MissingSummand " + summand;
                    case Hint.SmallChange(Hint.Kind kind, Spot _, String _, String instead) -> kind + " " + instead;
                    case Hint.OppositeSign _,Hint.Transposed _,Hint.ForgottenMask _,Hint.SurplusSummand _,Hint.SummandSign _ ->
                        hint.getClass().getSimpleName();
                })
                .toList()
                .toString();
    }
}
