package org.gradwalk.model.layer;

import static org.gradwalk.model.layer.Symbols.X;
import static org.gradwalk.model.layer.Symbols.Y;
import static org.gradwalk.model.program.Invariant.equal;
import static org.gradwalk.model.program.Invariant.zero;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.gradwalk.model.formula.Expression;
import org.gradwalk.model.formula.Expression.Function;
import org.gradwalk.model.formula.Expression.Heads;
import org.gradwalk.model.formula.Expression.Heads.Direction;
import org.gradwalk.model.formula.Expression.Masked;
import org.gradwalk.model.formula.Signs;
import org.gradwalk.model.formula.Symbol;
import org.gradwalk.model.formula.SymbolClass;
import org.gradwalk.model.program.Invariant;
import org.gradwalk.model.program.Memory;
import org.gradwalk.model.program.Operation.Binding;
import org.gradwalk.model.program.ProgramBuilder;
import org.gradwalk.model.program.Template;
import org.gradwalk.model.program.Value;
import org.gradwalk.model.program.Value.Layout;
import org.gradwalk.model.tensor.Masks;
import org.gradwalk.model.tensor.Products;
import org.gradwalk.model.tensor.Products.Form;
import org.gradwalk.model.tensor.Softmax;
import org.gradwalk.model.tensor.Workers;

/**
 * Multi-head self-attention. Per sequence and head: S = τ Q Kᵀ, P = softmax of S where looking is allowed,
 * O = P V; the heads side by side go through the output projection. Without a mask there is no step that masks, and
 * every position looks at all of them.
 *
 * @param path address, such as {@code h.0.attn}
 * @param x input X, B·T × d
 * @param mask Ω, T × T, 1 where a query (row) may look at a key (column), lower triangular; none where all may look at all
 * @param projection Q, K and V in one product: d → 3d
 * @param q queries Q, columns 0 to d of the projection
 * @param k keys K, columns d to 2d
 * @param v values V, columns 2d to 3d
 * @param scores S, for each sequence and head T × T: row = query, column = key
 * @param masked S with −∞ where looking is not allowed; without a mask S itself
 * @param probs P, each row sums to 1
 * @param heads O, for each sequence and head T × d/H
 * @param concat all heads side by side, B·T × d
 * @param merge the output projection: d → d
 * @param output Y, B·T × d
 */
public record Attention(
        String path,
        Value x,
        Optional<Value> mask,
        Linear projection,
        Value q,
        Value k,
        Value v,
        Value scores,
        Value masked,
        Value probs,
        Value heads,
        Value concat,
        Linear merge,
        Value output) implements Layer {

    private static final Symbol QKV = new Symbol("QKV", "[QKV]", SymbolClass.ACTIVATION);
    private static final Symbol Q = Symbol.of("Q", SymbolClass.QUERY);
    private static final Symbol K = Symbol.of("K", SymbolClass.KEY);
    private static final Symbol V = Symbol.of("V", SymbolClass.VALUE);
    private static final Symbol S = Symbol.of("S", SymbolClass.ATTENTION);
    private static final Symbol SM = new Symbol("Sm", "\\widetilde{S}", SymbolClass.ATTENTION);
    private static final Symbol MASK = new Symbol("Omega", "\\Omega", SymbolClass.ATTENTION);
    private static final Symbol P = Symbol.of("P", SymbolClass.ATTENTION);
    private static final Symbol OH = new Symbol("Oh", "O_h", SymbolClass.ACTIVATION);
    private static final Symbol O = Symbol.of("O", SymbolClass.ACTIVATION);
    private static final int THIRDS = 3;
    private static final Expression HALF = Expression.number(0.5, "\\tfrac{1}{2}");
    private static final Symbol W_QKV = Linear.indexed(Symbols.W, "QKV");
    private static final Symbol B_QKV = Linear.indexed(Symbols.B, "QKV");
    private static final Symbol W_O = Linear.indexed(Symbols.W, "O");
    private static final Symbol B_O = Linear.indexed(Symbols.B, "O");

    /** Adds the forward steps. */
    public static Attention forward(
            ProgramBuilder b, String path, Value x, Optional<Value> mask, boolean bias, Optional<LoraConfig> lora) {
        int d = x.columns();
        int t = b.extent().positions();
        int rows = b.allPositions() * b.extent().heads();
        Value qkv = b.perPosition(path + ".qkv", SymbolClass.ACTIVATION, 3 * d);
        b.use(x, path + ".q", "Q");
        b.use(x, path + ".k", "K");
        b.use(x, path + ".v", "V");
        Linear projection = Linear.declareForked(
                b, path, "c_attn", "c_attn.", "attn.qkv", new Linear.Names(X, W_QKV, B_QKV, QKV), x, qkv, bias, lora);
        Value heads = b.value(path + ".heads", SymbolClass.ACTIVATION, Layout.HEADS, b.allPositions(), d);
        Value concat = b.alias(path + ".concat", SymbolClass.ACTIVATION, Layout.SEQUENCES, heads);
        Value output = b.perPosition(path + ".out", SymbolClass.ACTIVATION, d);
        Linear merge = Linear.declare(
                b, path, "c_proj", "c_proj.", "attn.proj", new Linear.Names(O, W_O, B_O, Y), concat, output, bias,
                lora);
        Value q = b.part(path + ".q", SymbolClass.QUERY, Layout.HEADS, qkv, 0, d);
        Value k = b.part(path + ".k", SymbolClass.KEY, Layout.HEADS, qkv, d, d);
        Value v = b.part(path + ".v", SymbolClass.VALUE, Layout.HEADS, qkv, 2 * d, d);
        Value scores = b.value(path + ".scores", SymbolClass.ATTENTION, Layout.ATTENTION, rows, t);
        Value masked = mask.isPresent()
                ? b.valueWithMinusInfinity(path + ".masked", SymbolClass.ATTENTION, Layout.ATTENTION, rows, t)
                : scores;
        Attention layer = new Attention(
                path,
                x,
                mask,
                projection,
                q,
                k,
                v,
                scores,
                masked,
                b.value(path + ".probs", SymbolClass.ATTENTION, Layout.ATTENTION, rows, t),
                heads,
                concat,
                merge,
                output);
        b.layer(path, () -> layer.forwardSteps(b));
        return layer;
    }

    /** The columns of the projection that yield the queries, the keys or the values. */
    private record Third(Symbol symbol, String end, Value value, int block) {

        Symbol weight() {
            return Linear.indexed(Symbols.W, symbol.latex());
        }

        Symbol bias() {
            return Linear.indexed(Symbols.B, symbol.latex());
        }

        /** These columns of a parameter. */
        Value of(ProgramBuilder b, Value parameter) {
            return b.declared(parameter.name() + end);
        }

        private void declare(ProgramBuilder b, Value parameter) {
            int columns = value.columns();
            b.part(
                    parameter.name() + end, SymbolClass.WEIGHT, parameter.layout(), parameter, block * columns,
                    columns);
        }
    }

    private List<Third> thirds() {
        return List.of(new Third(Q, ".q", q, 0), new Third(K, ".k", k, 1), new Third(V, ".v", v, 2));
    }

    private void forwardSteps(ProgramBuilder b) {
        Value qkv = projection.output();
        for (Third third : thirds()) {
            third.declare(b, projection.weight());
            projection.bias().ifPresent(bias -> third.declare(b, bias));
        }
        projection.forward(b);
        b.step("split", "attn.split", () -> b.operation("split", Template.RELABEL)
                .reads(QKV, qkv)
                .writes(Q, q, new Expression.Block(QKV, 0, THIRDS))
                .writes(K, k, new Expression.Block(QKV, 1, THIRDS))
                .writes(V, v, new Expression.Block(QKV, 2, THIRDS))
                .relabels(), sameNorm(QKV, Q, K, V));
        b.step("scores", "attn.scores", () -> b.operation("scores", Template.PRODUCT)
                .reads(Q, q)
                .reads(K, k)
                .writes(S, scores, tau().times(Q.times(K.transposed())))
                .runs(m -> eachHead(m, Form.TRANSPOSED_RIGHT, q, k, scale(), scores)));
        mask.ifPresent(omega -> b.step("mask", "attn.mask", () -> b.operation("mask", Template.ELEMENTWISE)
                .reads(S, scores)
                .reads(MASK, omega)
                .writes(SM, masked, new Masked(S, MASK, Masked.Outside.MINUS_INFINITY))
                .runs(m -> Masks.apply(
                        m.workers(), m.matrix(omega), m.matrix(scores), Double.NEGATIVE_INFINITY,
                        m.matrix(masked)))));
        b.step("softmax", "attn.softmax", () -> b.operation("softmax", Template.ROW_WEIGHTS)
                .reads(compared(), masked)
                .writes(P, probs, compared().apply(Function.SOFTMAX))
                .runs(m -> Softmax.forward(m.workers(), m.matrix(masked), m.matrix(probs))),
                andWhereMasked(
                        List.of(equal(P.rowSum(), new Expression.Ones(t(), 1))),
                        equal(new Masked(P, MASK, Masked.Outside.ZERO), P),
                        equal(firstRow(P), new Expression.Identity(1, t()))));
        b.step("values", "attn.values", () -> b.operation("values", Template.PRODUCT)
                .reads(P, probs)
                .reads(V, v)
                .writes(OH, heads, P.times(V))
                .runs(m -> eachHead(m, weighing(), probs, v, 1, heads)));
        b.step("merge", "attn.merge", () -> b.operation("merge", Template.RELABEL)
                .reads(OH, heads)
                .writes(O, concat, new Heads(Direction.MERGE, OH))
                .relabels(), sameNorm(O, new Heads(Direction.MERGE, OH)));
        merge.forward(b);
        thirds().forEach(third -> fused(b, third));
        Expression all = tau().times(Q.times(K.transposed()));
        Expression allowed = mask.isPresent() ? new Masked(all, MASK, Masked.Outside.MINUS_INFINITY) : all;
        b.fused(
                Y, output, merge.of(new Heads(Direction.MERGE, allowed.apply(Function.SOFTMAX).times(V))),
                merge.factors());
    }

    /** Queries, keys or values by themselves. */
    private void fused(ProgramBuilder b, Third third) {
        List<Binding> known = new ArrayList<>(projection.factors());
        known.add(new Binding(third.weight(), third.of(b, projection.weight())));
        projection.bias().ifPresent(bias -> known.add(new Binding(third.bias(), third.of(b, bias))));
        Expression product = X.times(wholeWeight(third));
        b.fused(
                third.symbol, third.value,
                projection.bias().isPresent() ? product.plus(third.bias().downRows()) : product,
                known);
    }

    /** The columns of the weight that yield the queries, the keys or the values, with what adapters add. */
    private Expression wholeWeight(Third third) {
        return projection.lora()
                .<Expression>map(adapters -> third.weight().plus(adapters.addedTo(W_QKV, third.block, THIRDS)))
                .orElse(third.weight());
    }

    /** The same steps from the last to the first. Column j of P collects the errors that row i spread forward. */
    @Override
    public void backward(ProgramBuilder b) {
        b.layer(path, () -> backwardSteps(b));
    }

    private void backwardSteps(ProgramBuilder b) {
        merge.backward(b);
        Value dConcat = b.declaredError(concat);
        Value dHeads = b.errorAlias(heads, dConcat);
        b.step("merge", "attn.merge", () -> b.operation("merge", Template.RELABEL)
                .reads(O.error(), dConcat)
                .writes(OH.error(), dHeads, new Heads(Direction.SPLIT, O.error()))
                .relabels(), sameNorm(O.error(), new Heads(Direction.MERGE, OH.error())));
        Value qkv = projection.output();
        Value dQkv = b.errorOf(qkv);
        Value dQ = b.errorPart(q, dQkv);
        Value dK = b.errorPart(k, dQkv);
        Value dV = b.errorPart(v, dQkv);
        Value dProbs = b.errorOf(probs);
        b.step("values", "attn.values", () -> {
            b.operation("probs", Template.PRODUCT)
                    .reads(OH.error(), dHeads)
                    .reads(V, v)
                    .writes(P.error(), dProbs, OH.error().times(V.transposed()))
                    .runs(m -> eachHead(m, Form.TRANSPOSED_RIGHT, dHeads, v, 1, dProbs));
            b.operation("v", Template.PRODUCT)
                    .reads(P, probs)
                    .reads(OH.error(), dHeads)
                    .writes(V.error(), dV, P.transposed().times(OH.error()))
                    .runs(m -> eachHead(m, weighingBack(), probs, dHeads, 1, dV));
        },
                equal(V.error().columnSum(), OH.error().columnSum()),
                equal(P.hadamard(P.error()).rowSum(), OH.error().hadamard(OH).rowSum())
                        .ofTerms(P.hadamard(OH.error().times(V.transposed())).rowSum()),
                equal(P.error().inner(P), OH.error().inner(OH)),
                equal(V.error().inner(V), OH.error().inner(OH)));
        Value dMasked = b.errorOf(masked);
        b.step("softmax", "attn.softmax", () -> b.operation("softmax", Template.ROW_WEIGHTS)
                .reads(P, probs)
                .reads(P.error(), dProbs)
                .writes(compared().error(), dMasked, P.hadamard(
                        P.error().minus(P.hadamard(P.error()).rowSum().acrossColumns())))
                .runs(m -> Softmax.backward(m.workers(), m.matrix(probs), m.matrix(dProbs), m.matrix(dMasked))),
                zero(compared().error().rowSum()).ofTerms(shared()),
                Invariant.atMost(compared().error().rowNorm(), HALF.times(P.error().rowNorm())).ofTerms(shared()));
        Value dScores = mask.isPresent() ? b.errorOf(scores) : dMasked;
        mask.ifPresent(omega -> b.step("mask", "attn.mask", () -> b.operation("mask", Template.ELEMENTWISE)
                .reads(SM.error(), dMasked)
                .reads(MASK, omega)
                .writes(S.error(), dScores, new Masked(SM.error(), MASK, Masked.Outside.ZERO))
                .runs(m -> Masks.apply(
                        m.workers(), m.matrix(omega), m.matrix(dMasked), 0, m.matrix(dScores))),
                equal(S.error(), SM.error()),
                zero(S.error().rowSum()).ofTerms(shared()),
                zero(firstRow(S.error())).ofTerms(shared())));
        b.step("scores", "attn.scores", () -> {
            b.operation("q", Template.PRODUCT)
                    .reads(S.error(), dScores)
                    .reads(K, k)
                    .writes(Q.error(), dQ, tau().times(S.error().times(K)))
                    .runs(m -> eachHead(m, weighing(), dScores, k, scale(), dQ));
            b.operation("k", Template.PRODUCT)
                    .reads(S.error(), dScores)
                    .reads(Q, q)
                    .writes(K.error(), dK, tau().times(S.error().transposed().times(Q)))
                    .runs(m -> eachHead(m, weighingBack(), dScores, q, scale(), dK));
        },
                andWhereMasked(
                        List.of(
                                zero(K.error().columnSum()).ofTerms(keyTerms()),
                                equal(Q.error().inner(Q), S.error().inner(S)),
                                equal(K.error().inner(K), S.error().inner(S))),
                        zero(firstRow(Q.error())).ofTerms(shared())));
        b.step("split", "attn.split", () -> b.operation("split", Template.RELABEL)
                .reads(Q.error(), dQ)
                .reads(K.error(), dK)
                .reads(V.error(), dV)
                .writes(QKV.error(), dQkv, new Expression.Beside(List.of(Q.error(), K.error(), V.error())))
                .relabels(), sameNorm(QKV.error(), Q.error(), K.error(), V.error()));
        projection.backward(b, _ -> {
            thirds().forEach(third -> inputFrom(b, third));
            biasInvariants(b);
        });
        Expression ofQ = new Heads(Direction.MERGE, tau().times(S.error().times(K)));
        Expression ofK = new Heads(Direction.MERGE, tau().times(S.error().transposed().times(Q)));
        Expression ofV = new Heads(Direction.MERGE, P.transposed().times(OH.error()));
        Expression dP = OH.error().times(V.transposed());
        b.fused(S.error(), dScores, P.hadamard(dP.minus(P.hadamard(dP).rowSum().acrossColumns())));
        List<Expression> errors = List.of(ofQ, ofK, ofV);
        List<Expression> passed = new ArrayList<>();
        for (Third third : thirds()) {
            Expression error = errors.get(third.block);
            passed.add(error.times(wholeWeight(third).transposed()));
            b.fused(
                    X.error().along(third.symbol.latex()), b.declaredContribution(x, path + third.end),
                    error.times(third.weight().transposed()));
            fusedGradients(b, third, error);
        }
        b.fused(
                X.error(), b.declaredError(x), Expression.sum(passed), projection.factors());
        b.fused(
                W_QKV.gradient(), b.declaredError(projection.weight()), X.transposed()
                        .times(new Expression.Beside(errors)));
    }

    private void fusedGradients(ProgramBuilder b, Third third, Expression error) {
        Value weight = third.of(b, projection.weight());
        b.fused(
                third.weight().gradient(), b.errorPart(weight, b.declaredError(projection.weight())),
                X.transposed().times(error));
        projection.bias().ifPresent(bias -> b.fused(
                third.bias().gradient(), b.errorPart(third.of(b, bias), b.declaredError(bias)), error.columnSum()));
    }

    /** Rows of scores may be shifted at will, so the bias of the keys never learns; that of the values sees no pattern. */
    private void biasInvariants(ProgramBuilder b) {
        Expression merged = new Heads(Direction.MERGE, keyTerms().transposed());
        if (projection.bias().isPresent()) {
            Expression bias = B_QKV.gradient().transposed();
            b.invariant(zero(new Expression.Block(bias, 1, THIRDS)).ofTerms(merged));
            b.invariant(equal(new Expression.Block(bias, 2, THIRDS), O.error().columnSum().transposed()));
        } else {
            b.invariant(zero(K.error().columnSum()).ofTerms(keyTerms()));
            b.invariant(equal(V.error().columnSum(), O.error().columnSum()));
        }
    }

    /** What a row of scores' error is made of before its mean goes off; where P is nearly one-hot, little is left of it. */
    private static Expression shared() {
        return P.hadamard(P.error()).rowSum();
    }

    private Expression keyTerms() {
        return tau().times(Q.transposed().times(shared()));
    }

    /** Moving numbers about leaves their size. */
    private static Invariant sameNorm(Expression whole, Expression... parts) {
        return equal(new Expression.Norm(List.of(whole)), new Expression.Norm(List.of(parts)));
    }

    /** What always holds, and what the mask brings about. */
    private Invariant[] andWhereMasked(List<Invariant> always, Invariant... masking) {
        List<Invariant> all = new ArrayList<>(always);
        if (mask.isPresent()) {
            all.addAll(List.of(masking));
        }
        return all.toArray(Invariant[]::new);
    }

    /** What softmax reads. */
    private Symbol compared() {
        return mask.isPresent() ? SM : S;
    }

    /** Of a product with weights, or their errors, on the left: half of them are 0 where there is a mask. */
    private Form weighing() {
        return mask.isPresent() ? Form.LOWER : Form.PLAIN;
    }

    private Form weighingBack() {
        return mask.isPresent() ? Form.LOWER_TRANSPOSED_LEFT : Form.TRANSPOSED_LEFT;
    }

    /** What belongs to the first position, which sees itself alone behind a mask. */
    private Expression firstRow(Expression of) {
        return new Expression.Identity(1, t()).times(of);
    }

    private int t() {
        return q.extent().positions();
    }

    /** The summand of the input's error that came back through the queries, the keys or the values. */
    private void inputFrom(ProgramBuilder b, Third third) {
        Symbol weight = third.weight();
        Value part = third.of(b, projection.weight());
        Symbol symbol = third.symbol;
        Value error = b.declaredError(third.value);
        Value summand = b.contribution(x, path + third.end);
        b.operation(third.end.substring(1), Template.PRODUCT)
                .reads(symbol.error(), error)
                .reads(weight, part)
                .writes(X.error().along(symbol.latex()), summand, symbol.error().times(weight.transposed()))
                .runs(m -> Products.multiply(
                        m.workers(), Form.TRANSPOSED_RIGHT, m.matrix(error), m.matrix(part), m.matrix(summand)));
    }

    private double scale() {
        return 1 / Math.sqrt(headWidth());
    }

    private Expression tau() {
        return Expression.number(scale(), Signs.PLAIN.scale());
    }

    private int headWidth() {
        return q.columns() / q.extent().heads();
    }

    /** A product for each sequence and head, shared among the threads by heads. */
    private static void eachHead(Memory m, Form form, Value a, Value b, double scale, Value c) {
        int heads = c.extent().heads();
        int count = c.extent().sequences() * heads;
        long work = (long) c.extent().positions() * c.extent().positions() * (b.columns() / heads);
        m.workers().forRows(count, 1, work, (from, to) -> {
            for (int i = from; i < to; i++) {
                int sequence = i / heads;
                int head = i % heads;
                Products.multiply(
                        Workers.CALLER,
                        form,
                        a.head(m.matrix(a), sequence, head),
                        b.head(m.matrix(b), sequence, head),
                        scale,
                        c.head(m.matrix(c), sequence, head));
            }
        });
    }
}
