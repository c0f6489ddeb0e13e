package org.gradwalk.app.view.check;

import java.util.Optional;
import org.gradwalk.app.chart.Ink;
import org.gradwalk.app.chart.Mark;
import org.gradwalk.app.chart.Picture;
import org.gradwalk.app.chart.PictureBuilder;
import org.gradwalk.app.chart.Typeface;
import org.gradwalk.app.chart.TypesetFormula;
import org.gradwalk.model.derivation.Derivation;
import org.gradwalk.model.derivation.UnreadableException;
import org.gradwalk.model.formula.Symbol;
import org.gradwalk.model.formula.SymbolClass;
import org.gradwalk.model.run.DerivationQuestion;

/** Draws what is typed as a formula; a question mark while it cannot be read. */
final class TypedPicture {

    private static final double SIZE = 19;
    private static final double LEAST_SIZE = 9;
    private static final Symbol UNKNOWN = new Symbol("?", "\\,?", SymbolClass.CONSTANT);

    private TypedPicture() {}

    static Picture draw(Optional<DerivationQuestion> question, String text, double width, double height) {
        PictureBuilder b = new PictureBuilder();
        question.ifPresent(asked -> {
            TypesetFormula formula = formula(asked, text, SIZE);
            double fit = Math.min(width / formula.width(), height / formula.height());
            if (fit < 1) {
                formula = formula(asked, text, Math.max(LEAST_SIZE, SIZE * fit));
            }
            if (formula.width() <= width) {
                b.add(new Mark.Formula(0, (height - formula.height()) / 2, formula, Ink.FOREGROUND));
            } else {
                b.text(0, height / 2, "…", Typeface.SANS, SIZE, Ink.MUTED);
            }
        });
        return b.build(width, height, text);
    }

    private static TypesetFormula formula(DerivationQuestion asked, String text, double size) {
        try {
            return TypesetFormula.equation(
                    asked.equation().symbol(), text.isBlank() ? UNKNOWN : Derivation.read(text, asked.names()), size);
        } catch (UnreadableException unreadable) {
            return TypesetFormula.equation(asked.equation().symbol(), UNKNOWN, size);
        }
    }
}
