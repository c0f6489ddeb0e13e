package org.gradwalk.model.layer;

import static org.gradwalk.model.layer.Symbols.X;
import static org.gradwalk.model.layer.Symbols.Y;

import org.gradwalk.model.formula.Symbol;
import org.gradwalk.model.formula.SymbolClass;
import org.gradwalk.model.program.Invariant;
import org.gradwalk.model.program.ProgramBuilder;
import org.gradwalk.model.program.Template;
import org.gradwalk.model.program.Value;
import org.gradwalk.model.tensor.Entries;

/**
 * The join of a branch with the residual stream: Y = X + f(X).
 *
 * @param path address and name of the sum, such as {@code h.0.resid_attn}
 * @param skip X, the stream before the branch, B·T × d
 * @param branch f(X), what the branch adds, B·T × d
 * @param output Y, the stream after it
 */
public record Residual(String path, Value skip, Value branch, Value output) implements Layer {

    private static final Symbol F = new Symbol("F", "f(X)", SymbolClass.ACTIVATION);

    /** Adds the forward step. */
    public static Residual forward(ProgramBuilder b, String path, Value skip, Value branch) {
        Residual layer = new Residual(path, skip, branch, b.perPosition(path, SymbolClass.ACTIVATION, skip.columns()));
        b.use(skip, path, "skip");
        b.use(branch, path, "branch");
        b.layer(path, () -> b.step("add", "residual", () -> b.operation("add", Template.SUM)
                .reads(X, skip)
                .reads(F, branch)
                .writes(Y, layer.output, X.plus(F))
                .runs(m -> Entries.add(m.workers(), m.matrix(skip), m.matrix(branch), m.matrix(layer.output))),
                Invariant.equal(Y.minus(F), X)));
        return layer;
    }

    /** The error of Y goes unchanged into the branch and along the skip path. */
    @Override
    public void backward(ProgramBuilder b) {
        b.layer(path, () -> b.step("add", "residual", () -> {
            Value dY = b.error(output, Y);
            b.operation("copy", Template.RELABEL)
                    .reads(Y.error(), dY)
                    .writes(F.error(), b.contributionAlias(branch, path, dY), Y.error())
                    .writes(X.error().along("skip"), b.contributionAlias(skip, path, dY), Y.error())
                    .relabels();
        }, Invariant.equal(F.error(), X.error().along("skip"))));
    }
}
