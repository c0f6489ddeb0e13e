package org.gradwalk.model.layer;

import static org.gradwalk.model.layer.Symbols.X;

import java.util.Optional;
import org.gradwalk.model.formula.Expression;
import org.gradwalk.model.formula.Symbol;
import org.gradwalk.model.formula.SymbolClass;
import org.gradwalk.model.program.Invariant;
import org.gradwalk.model.program.ProgramBuilder;
import org.gradwalk.model.program.Template;
import org.gradwalk.model.program.Value;
import org.gradwalk.model.program.Value.Layout;

/**
 * Where the residual stream goes two ways: along the skip path, and into a branch that {@link Residual} adds again.
 *
 * @param path address, such as {@code h.0.fork_attn}
 * @param output the stream X, B·T × d: the same numbers on both ways
 * @param norm where the branch begins, once it is known
 */
public record Fork(String path, Value output, Optional<LayerNorm> norm) implements Layer {

    private static final Symbol SKIP = new Symbol("Xskip", "X^{\\mathrm{skip}}", SymbolClass.ACTIVATION);
    private static final Symbol BRANCH = new Symbol("Xbranch", "X^{\\mathrm{branch}}", SymbolClass.ACTIVATION);

    /** Adds the forward step, which changes no number. */
    public static Fork forward(ProgramBuilder b, String path, Value stream) {
        b.layer(path, () -> b.step("fork", "fork", () -> b.operation("fork", Template.RELABEL)
                .reads(X, stream)
                .writes(SKIP, b.alias(path + ".skip", SymbolClass.ACTIVATION, Layout.SEQUENCES, stream), X)
                .writes(BRANCH, b.alias(path + ".branch", SymbolClass.ACTIVATION, Layout.SEQUENCES, stream), X)
                .relabels()));
        return new Fork(path, stream, Optional.empty());
    }

    /** The same, with the branch that begins with this layer norm. */
    public Fork into(LayerNorm branch) {
        return new Fork(path, output, Optional.of(branch));
    }

    /** The errors that come back on the two ways are summed: what L. Boué's table has as the error of the stream. */
    @Override
    public void backward(ProgramBuilder b) {
        Symbol all = X.error();
        Symbol skip = all.along("skip");
        Symbol branch = all.along("branch");
        b.layer(path, () -> {
            b.step(
                    "fork", "fork", () -> b.error(output, X),
                    Invariant.equal(all.minus(branch), skip),
                    Invariant.equal(
                            all.inner(all),
                            skip.inner(skip)
                                    .plus(branch.inner(branch))
                                    .plus(Expression.number(2, "2").times(skip.inner(branch)))));
            norm.ifPresent(into -> b.fused(
                    all, b.declaredError(output), skip.plus(into.passedBack()), into.passing(b)));
        });
    }
}
