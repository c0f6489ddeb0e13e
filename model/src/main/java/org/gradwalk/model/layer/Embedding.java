package org.gradwalk.model.layer;

import static org.gradwalk.model.layer.Symbols.X;

import java.util.List;
import org.gradwalk.model.formula.Expression;
import org.gradwalk.model.formula.Symbol;
import org.gradwalk.model.formula.SymbolClass;
import org.gradwalk.model.program.Invariant;
import org.gradwalk.model.program.Operation.Binding;
import org.gradwalk.model.program.ProgramBuilder;
import org.gradwalk.model.program.Template;
import org.gradwalk.model.program.Value;
import org.gradwalk.model.program.Value.Layout;
import org.gradwalk.model.tensor.Tables;

/**
 * Token and position embedding: each position starts as the row of its token plus the row of its place.
 *
 * @param tokens c, B·T × 1, numbers of tokens
 * @param tokenTable W_E, V × d
 * @param positionTable W_P, context × d
 * @param token rows looked up for the tokens, B·T × d
 * @param position rows of the first T places, T × d
 * @param output X₀, B·T × d
 */
public record Embedding(
        Value tokens, Value tokenTable, Value positionTable, Value token, Value position,
        Value output) implements Layer {

    private static final String PATH = "embed";
    private static final Symbol TOKENS = Symbol.of("c", SymbolClass.CONSTANT);
    private static final Symbol W_E = Linear.indexed(Symbols.W, "E");
    private static final Symbol W_P = Linear.indexed(Symbols.W, "P");
    private static final Symbol X_TOK = new Symbol("Xtok", "X_{\\mathrm{tok}}", SymbolClass.ACTIVATION);
    private static final Symbol X_POS = new Symbol("Xpos", "X_{\\mathrm{pos}}", SymbolClass.ACTIVATION);

    /** Adds the forward steps. */
    public static Embedding forward(ProgramBuilder b, Value tokens, int vocabulary, int context, int d) {
        Embedding layer = new Embedding(
                tokens,
                b.tableParameter(PATH, "wte.weight", vocabulary, d),
                b.tableParameter(PATH, "wpe.weight", context, d),
                b.perPosition("wte", SymbolClass.ACTIVATION, d),
                b.value("wpe", SymbolClass.ACTIVATION, Layout.POSITIONS, b.extent().positions(), d),
                b.perPosition(PATH, SymbolClass.ACTIVATION, d));
        b.use(layer.tokenTable, PATH, "embed");
        b.layer(PATH, () -> layer.forwardSteps(b));
        return layer;
    }

    private void forwardSteps(ProgramBuilder b) {
        b.step("token", "embed.token", () -> b.operation("token", Template.LOOK_UP)
                .reads(TOKENS, tokens)
                .reads(W_E, tokenTable)
                .writes(X_TOK, token, oneHot().times(W_E))
                .runs(m -> Tables.lookUp(m.matrix(tokenTable), m.matrix(tokens), m.matrix(token))));
        b.step("position", "embed.position", () -> b.operation("position", Template.LOOK_UP)
                .reads(W_P, positionTable)
                .writes(X_POS, position, places(b).times(W_P))
                .runs(m -> m.matrix(position)
                        .copyFrom(m.matrix(positionTable).rows(0, position.rows()))));
        b.step("sum", "embed.sum", () -> b.operation("sum", Template.SUM)
                .reads(X_TOK, token)
                .reads(X_POS, position)
                .writes(X, output, X_TOK.plus(X_POS))
                .runs(m -> Tables.addToEach(m.matrix(token), m.matrix(position), m.matrix(output))));
        b.fused(X, output, oneHot().times(W_E).plus(places(b).times(W_P)));
    }

    private Expression oneHot() {
        return new Expression.OneHot(TOKENS, Expression.number(tokenTable.rows(), "\\mathcal{V}"));
    }

    /** 1 for each token that no position has, else 0. */
    private Expression absent() {
        return Expression.number(1, "1").minus(oneHot().columnSum()).apply(Expression.Function.RELU);
    }

    /** Picks the rows of the first places out of those of all places. */
    private Expression places(ProgramBuilder b) {
        return new Expression.Identity(b.extent().positions(), positionTable.rows());
    }

    /** The sum copies its error to both tables, where rows that were used several times get the sum of their errors. */
    @Override
    public void backward(ProgramBuilder b) {
        b.layer(PATH, () -> backwardSteps(b));
    }

    private void backwardSteps(ProgramBuilder b) {
        Value dPosition = b.errorOf(position);
        b.step("sum", "embed.sum", () -> {
            Value dX = b.error(output, X);
            b.operation("token", Template.RELABEL)
                    .reads(X.error(), dX)
                    .writes(X_TOK.error(), b.errorAlias(token, dX), X.error())
                    .relabels();
            b.operation("position", Template.SUM)
                    .reads(X.error(), dX)
                    .writes(X_POS.error(), dPosition, overSequences(b))
                    .runs(m -> Tables.sumOfEach(m.matrix(dX), m.matrix(dPosition)));
        }, Invariant.equal(X_POS.error().columnSum(), X_TOK.error().columnSum()));
        b.step("position", "embed.position", () -> {
            Value dTable = b.errorOf(positionTable);
            b.operation("position", Template.LOOK_UP)
                    .reads(X_POS.error(), dPosition)
                    .writes(W_P.gradient(), dTable, places(b).transposed().times(X_POS.error()))
                    .runs(m -> Tables.firstRows(m.matrix(dPosition), m.matrix(dTable)));
        },
                Invariant.equal(places(b).times(W_P.gradient()),
                        overSequences(b)),
                Invariant.equal(W_P.gradient().columnSum(), X.error().columnSum()));
        b.step("token", "embed.token", () -> {
            Value dTable = b.contribution(tokenTable, PATH);
            Value dToken = b.error(token, X_TOK);
            b.operation("token", Template.LOOK_UP)
                    .reads(TOKENS, tokens)
                    .reads(X_TOK.error(), dToken)
                    .writes(W_E.gradient(), dTable, oneHot().transposed().times(X_TOK.error()))
                    .runs(m -> Tables.scatterAdd(m.matrix(dToken), m.matrix(tokens), m.matrix(dTable)));
            boolean tied = !b.error(tokenTable, W_E).equals(dTable);
            Symbol gradient = tied ? W_E.gradient().along(PATH) : W_E.gradient();
            b.invariant(
                    Invariant.zero(absent().acrossColumns().hadamard(gradient)), new Binding(gradient, dTable));
            for (Symbol same : List.of(X_TOK.error(), W_P.gradient())) {
                b.invariant(
                        Invariant.equal(gradient.columnSum(), same.columnSum()), new Binding(gradient, dTable));
            }
        });
        b.fused(
                W_P.gradient(), b.declaredError(positionTable), places(b).transposed()
                        .times(overSequences(b)));
    }

    /** The error of all sequences, position by position. */
    private static Expression overSequences(ProgramBuilder b) {
        return b.extent().sequences() == 1 ? X.error() : new Expression.SequenceSum(X.error());
    }
}
