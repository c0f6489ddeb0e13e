package org.gradwalk.model.tensor;

import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.gradwalk.model.testing.Agreement.assertClose;
import static org.gradwalk.model.testing.Agreement.assertSameBits;
import static org.gradwalk.model.testing.Algebra.matrix;
import static org.gradwalk.model.testing.Algebra.sum;

import java.util.Random;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import org.gradwalk.model.tensor.Products.Form;
import org.gradwalk.model.testing.FramedMatrix;
import org.junit.jupiter.api.Test;

/** The vector form of the products against the plain one, and that against the definition. */
class ProductsTest {

    private static final double[] NO_BIAS = {};

    /** Rows around the tiles of 8 and the blocks of 128. */
    @Provide
    Arbitrary<Integer> rows() {
        return Arbitraries.oneOf(Arbitraries.integers().between(0, 40), Arbitraries.integers().between(120, 140));
    }

    /** Depths around the blocks of 256. */
    @Provide
    Arbitrary<Integer> depths() {
        return Arbitraries.oneOf(
                Arbitraries.integers().between(0, 40), Arbitraries.integers().between(250, 262),
                Arbitraries.of(511, 512, 513));
    }

    @Property(tries = 300)
    void theVectorFormGivesTheSameBitsAsThePlainOne(
            @ForAll Form form, @ForAll("rows") int rows, @ForAll("depths") int depth,
            @ForAll @IntRange(max = 40) int columns, @ForAll boolean scaled, @ForAll boolean withBias,
            @ForAll long seed) {
        Factors factors = Factors.random(form, rows, depth, columns, new Random(seed));
        double scale = scaled ? factors.random.nextGaussian() : 1;
        double[] bias = withBias ? factors.random.doubles(columns, -1, 1).toArray() : NO_BIAS;
        FramedMatrix plain = FramedMatrix.blank(factors.random, rows, columns);
        FramedMatrix fast = FramedMatrix.blank(factors.random, rows, columns);

        PlainProducts.run(Workers.CALLER, form, factors.a, factors.b, scale, bias, plain.matrix());
        PackedProducts.run(Workers.CALLER, form, factors.a, factors.b, scale, bias, fast.matrix());

        assertSameBits(form.toString(), fast.matrix(), plain.matrix());
        fast.assertFrameUntouched();
        plain.assertFrameUntouched();
    }

    @Test
    void aRightFactorThatIsPackedInSeveralTurnsGivesTheSameBits() {
        Factors factors = Factors.random(Form.PLAIN, 9, 1100, 1000, new Random(4));
        Matrix plain = Matrix.zeros(9, 1000);
        Matrix fast = Matrix.zeros(9, 1000);
        double[] bias = factors.random.doubles(1000).toArray();

        PlainProducts.run(Workers.CALLER, Form.PLAIN, factors.a, factors.b, 0.5, bias, plain);
        PackedProducts.run(Workers.CALLER, Form.PLAIN, factors.a, factors.b, 0.5, bias, fast);

        assertSameBits("A B", fast, plain);
    }

    @Property(tries = 100)
    void thePlainFormIsTheDefinition(
            @ForAll Form form, @ForAll @IntRange(max = 12) int rows, @ForAll @IntRange(max = 12) int depth,
            @ForAll @IntRange(max = 12) int columns, @ForAll long seed) {
        Factors factors = Factors.random(form, rows, depth, columns, new Random(seed));
        double scale = factors.random.nextGaussian();
        double[] bias = factors.random.doubles(columns, -1, 1).toArray();
        FramedMatrix result = FramedMatrix.blank(factors.random, rows, columns);

        PlainProducts.run(Workers.CALLER, form, factors.a, factors.b, scale, bias, result.matrix());

        assertClose(form.toString(), result.matrix(), matrix(rows, columns, (i, j) -> bias[j] + scale * sum(
                depth, k -> factors.left(i, k) * factors.right(k, j))), 1 + depth);
    }

    @Property(tries = 60)
    void theResultDoesNotDependOnTheNumberOfThreads(
            @ForAll Form form, @ForAll @IntRange(min = 1, max = 200) int rows,
            @ForAll @IntRange(min = 2, max = 3) int threads, @ForAll boolean vectorised, @ForAll long seed) {
        Factors factors = Factors.random(form, rows, 270, 90, new Random(seed));
        Matrix alone = Matrix.zeros(rows, 90);
        Matrix shared = Matrix.zeros(rows, 90);
        Kernels.with(vectorised, () -> {
            try (Workers workers = Workers.of(threads)) {
                Products.multiply(Workers.CALLER, form, factors.a, factors.b, 0.5, alone);
                Products.multiply(workers, form, factors.a, factors.b, 0.5, shared);
            }
        });
        assertSameBits(form.toString(), shared, alone);
    }

    @Property(tries = 50)
    void aBiasThatIsARowOfALargerMatrixIsAddedToEveryRow(
            @ForAll @IntRange(min = 1, max = 20) int rows, @ForAll @IntRange(min = 1, max = 20) int columns,
            @ForAll long seed) {
        Factors factors = Factors.random(Form.PLAIN, rows, 5, columns, new Random(seed));
        Matrix bias = FramedMatrix.normal(factors.random, 1, columns).matrix();
        Matrix without = Matrix.zeros(rows, columns);
        Matrix with = Matrix.zeros(rows, columns);

        Products.multiply(Workers.CALLER, Form.PLAIN, factors.a, factors.b, without);
        Products.multiplyAddBias(Workers.CALLER, factors.a, factors.b, bias, with);

        assertSameBits("A B + 1 bᵀ", with, matrix(rows, columns, (i, j) -> without.get(i, j) + bias.get(0, j)));
    }

    @Test
    void shapesThatDoNotFitAreRefusedByName() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Products.multiply(
                        Workers.CALLER, Form.TRANSPOSED_RIGHT, Matrix.zeros(2, 3), Matrix.zeros(3, 4),
                        Matrix.zeros(2, 4)))
                .withMessageContaining("TRANSPOSED_RIGHT")
                .withMessageContaining("2 × 3")
                .withMessageContaining("3 × 4");
    }

    /** Two factors as they stand in memory, for a form that may read them transposed. */
    private record Factors(Form form, Matrix a, Matrix b, Random random) {

        static Factors random(Form form, int rows, int depth, int columns, Random random) {
            boolean transposedLeft = form == Form.TRANSPOSED_LEFT || form == Form.LOWER_TRANSPOSED_LEFT;
            boolean transposedRight = form == Form.TRANSPOSED_RIGHT;
            Matrix a = FramedMatrix.normal(random, transposedLeft ? depth : rows, transposedLeft ? rows : depth)
                    .matrix();
            Matrix b = FramedMatrix.normal(random, transposedRight ? columns : depth, transposedRight ? depth : columns)
                    .matrix();
            if (form == Form.LOWER || form == Form.LOWER_TRANSPOSED_LEFT) {
                a.copyFrom(matrix(a.rows(), a.columns(), (i, j) -> j > i ? 0 : a.get(i, j)));
            }
            return new Factors(form, a, b, random);
        }

        double left(int i, int k) {
            return switch (form) {
                case TRANSPOSED_LEFT, LOWER_TRANSPOSED_LEFT -> a.get(k, i);
                case PLAIN, TRANSPOSED_RIGHT, LOWER -> a.get(i, k);
            };
        }

        double right(int k, int j) {
            return form == Form.TRANSPOSED_RIGHT ? b.get(j, k) : b.get(k, j);
        }
    }
}
