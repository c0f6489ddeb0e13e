package org.gradwalk.model.run;

import org.gradwalk.model.derivation.Names;
import org.gradwalk.model.derivation.Writer;
import org.gradwalk.model.program.Equation;
import org.gradwalk.model.program.Program;
import org.gradwalk.model.run.FormulaScope.Part;

/** Writes equations as a person would type them in NumPy. */
public final class NumPyText {

    private NumPyText() {}

    /**
     * An assignment, such as {@code dX = dY @ W.T}. In attention the names mean one head of one sequence.
     */
    public static String of(Program program, Equation equation) {
        Part part = FormulaCheck.parts(equation).getFirst();
        Names names = ScopeNames.of(program, equation.bindings(), equation, part);
        return equation.symbol().name() + " = " + Writer.write(
                equation.formula(), names, ScopeNames.shape(equation.value(), part));
    }
}
