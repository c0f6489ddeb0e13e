package org.gradwalk.model.program;

import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import org.gradwalk.model.formula.Symbol;
import org.gradwalk.model.formula.SymbolClass;
import org.gradwalk.model.program.Value.Extent;
import org.junit.jupiter.api.Test;

/** What a program may not be. */
class ProgramBuilderTest {

    private static final Symbol X = Symbol.of("X", SymbolClass.ACTIVATION);
    private static final Symbol Y = Symbol.of("Y", SymbolClass.ACTIVATION);

    private final ProgramBuilder b = new ProgramBuilder(new Extent(1, 2, 1));
    private final Value x = b.perPosition("x", SymbolClass.ACTIVATION, 3);
    private final Value y = b.perPosition("y", SymbolClass.ACTIVATION, 3);

    private void copy(String step) {
        b.step(step, "copy", () -> b.operation(step, Template.RELABEL).reads(X, x).writes(Y, y, X).relabels());
    }

    @Test
    void noValueIsWrittenByTwoOperations() {
        b.phase(Phase.FORWARD, () -> b.layer("layer", () -> {
            copy("first");
            assertThatIllegalStateException()
                    .isThrownBy(() -> copy("second"))
                    .withMessage("layer:first/first and layer:second/second both write y");
        }));
    }

    @Test
    void noValueIsWrittenTwiceByOneOperation() {
        b.phase(Phase.FORWARD, () -> b.layer("layer", () -> b.step("copy", "copy", () -> {
            ProgramBuilder.OperationBuilder operation = b.operation("copy", Template.RELABEL)
                    .reads(X, x)
                    .writes(Y, y, X)
                    .writes(X, y, X);
            assertThatIllegalStateException().isThrownBy(operation::relabels).withMessageContaining("both write y");
        })));
    }

    @Test
    void anOperationOutsideAStepIsOfNoKind() {
        b.phase(Phase.FORWARD, () -> b.layer("layer", () -> {
            copy("first");
            assertThatIllegalStateException()
                    .isThrownBy(() -> b.operation("second", Template.RELABEL).reads(X, x).writes(Y, y, X).relabels())
                    .withMessage("layer/second is of no kind of step");
        }));
    }
}
