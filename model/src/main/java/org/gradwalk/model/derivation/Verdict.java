package org.gradwalk.model.derivation;

import java.util.List;
import org.gradwalk.model.formula.Expression;
import org.gradwalk.model.tensor.Matrix;

/** What became of a typed derivation. */
public sealed interface Verdict {

    /** In plain English, hints left aside. */
    String words();

    /**
     * It gives the right numbers in every case.
     *
     * @param expression as it was read
     * @param absolute largest difference of an entry
     * @param relative that difference over the largest expected entry
     * @param allZero whether everything expected is zero but for rounding, so that only {@code absolute} tells anything
     */
    record Agrees(Expression expression, double absolute, double relative, boolean allZero) implements Verdict {
        @Override
        public String words() {
            return allZero
                    ? "Everything here is zero but for rounding, and so is this."
                    : "This is right; the largest difference is " + absolute + ".";
        }
    }

    /**
     * It is no expression here, or asks for too much.
     *
     * @param spot where
     * @param message a sentence that says why
     * @param remedy what would fit, as it would be typed; empty where nobody knows
     */
    record Unreadable(Spot spot, String message, String remedy) implements Verdict {
        @Override
        public String words() {
            return message;
        }
    }

    /** It has another shape than what is asked for. */
    record WrongShape(Expression expression, Shape found, Shape asked, List<Hint> hints) implements Verdict {
        @Override
        public String words() {
            return "This has shape " + found + "; asked for is " + asked + ".";
        }
    }

    /**
     * It does not give a finite number where there should be one.
     *
     * @param index of the first case in which that is so, from 0
     * @param row of the first such entry, from 0
     * @param column of it
     * @param value not a number, or infinite
     */
    record NotFinite(Expression expression, int index, int row, int column, double value) implements Verdict {
        @Override
        public String words() {
            String what = Double.isNaN(value) ? "is not a number" : "is infinite";
            return "Row " + row + ", column " + column + " " + what
                    + ": is something divided by zero, or a logarithm or root taken of what has none?";
        }
    }

    /**
     * It gives other numbers.
     *
     * @param differences found minus expected, for each case
     * @param absolute largest of them
     * @param largest expected entry
     * @param hints what may be the slip, the likeliest first; none if nothing simple would mend it
     */
    record Differs(
            Expression expression, List<Matrix> differences, double absolute, double largest,
            List<Hint> hints) implements Verdict {
        @Override
        public String words() {
            return "This differs by up to " + absolute + ".";
        }
    }
}
