package org.gradwalk.app.chart;

import static org.assertj.core.api.Assertions.assertThat;

import org.gradwalk.model.formula.Latex.Relation;
import org.gradwalk.model.formula.Symbol;
import org.gradwalk.model.formula.SymbolClass;
import org.gradwalk.model.formula.Writing;
import org.junit.jupiter.api.Test;

/** Formulas are set at the size they say. */
class TypesetFormulaTest {

    private static final Symbol A = new Symbol("A", "A", SymbolClass.ACTIVATION);

    @Test
    void aRelationThatIsAskedForCarriesAQuestionMark() {
        assertThat(equation(Relation.ASKED).ascent()).isGreaterThan(equation(Relation.EQUAL).ascent());
    }

    @Test
    void whatIsUnequalIsNotSetAsAnEquation() {
        assertThat(equation(Relation.UNEQUAL)).isNotSameAs(equation(Relation.EQUAL));
        assertThat(equation(Relation.EQUAL)).isSameAs(TypesetFormula.equation(A, A, Writing.PLAIN, 20));
    }

    private static TypesetFormula equation(Relation relation) {
        return TypesetFormula.equation(A, relation, A, Writing.PLAIN, 20);
    }
}
