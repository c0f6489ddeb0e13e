package org.gradwalk.model.derivation;

import java.util.List;

/** What may be the slip in a wrong derivation; each is true of all cases. */
public sealed interface Hint {

    /** In plain English. */
    String words();

    /** All signs are opposite. */
    record OppositeSign() implements Hint {
        @Override
        public String words() {
            return "The sign is opposite.";
        }
    }

    /** It is the transpose of the right answer. */
    record Transposed() implements Hint {
        @Override
        public String words() {
            return "This is the transpose of the right answer.";
        }
    }

    /**
     * It is the right answer times a number.
     *
     * @param factor what was typed over what is right
     * @param names what that number is here: 1/T, np.sqrt(d_h), ...; several where sizes are equal
     */
    record ConstantFactor(double factor, List<String> names) implements Hint {
        @Override
        public String words() {
            String number = names.isEmpty() ? String.valueOf(factor) : String.join(" or ", names);
            return "This is " + number + " times the right answer.";
        }
    }

    /** It is right where the mask allows, and not zero (or minus infinity) elsewhere. */
    record ForgottenMask(String mask) implements Hint {
        @Override
        public String words() {
            return "It is right where " + mask + " is 1; the mask is missing.";
        }
    }

    /** A summand is missing. */
    record MissingSummand(String summand) implements Hint {
        @Override
        public String words() {
            return "A summand is missing: " + summand + ".";
        }
    }

    /** A summand is there once too often. */
    record SurplusSummand(String summand) implements Hint {
        @Override
        public String words() {
            return "A summand is there once too often: " + summand + ".";
        }
    }

    /** A summand has the opposite sign. */
    record SummandSign(String summand) implements Hint {
        @Override
        public String words() {
            return "A summand has the opposite sign: " + summand + ".";
        }
    }

    /**
     * One small change of the text makes it right.
     *
     * @param kind what sort of change
     * @param spot what is changed
     * @param typed what stands there
     * @param instead what would be right
     */
    record SmallChange(Kind kind, Spot spot, String typed, String instead) implements Hint {
        @Override
        public String words() {
            return kind.words() + ": " + instead + " in place of " + typed + ".";
        }
    }

    /** Sorts of small changes, the most telling first. */
    enum Kind {
        MEAN_FOR_SUM("A mean where a sum was typed"),
        SUM_FOR_MEAN("A sum where a mean was typed"),
        AXIS("Another axis"),
        KEEPS_AXIS("The vector must stand as a column, or as a row"),
        SUM("A sum along an axis"),
        SIGN("The opposite sign"),
        TRANSPOSE("A transpose"),
        ORDER("The other order of factors"),
        MATRIX_PRODUCT("A matrix product where entries were multiplied"),
        ENTRYWISE("Entries multiplied where a matrix product was typed"),
        DIVISION("A division where a product was typed, or the reverse"),
        NAME("Another name"),
        FUNCTION("Another function"),
        EXPONENT("Another exponent"),
        NUMBER("Another number"),
        SURPLUS("Something that should go"),
        MASK("The mask"),
        FACTOR("A missing factor");

        private final String words;

        Kind(String words) {
            this.words = words;
        }

        String words() {
            return words;
        }
    }
}
