package org.gradwalk.model.derivation;

import java.util.List;

/** What may be the slip in a wrong derivation; each is true of all cases. */
public sealed interface Hint {

    /** What kind of slip it is, in a sentence that does not give the answer. */
    String kind();

    /** What exactly, as it would be typed; empty where the kind says it all. */
    default String term() {
        return "";
    }

    /** All signs are opposite. */
    record OppositeSign() implements Hint {
        @Override
        public String kind() {
            return "The sign is opposite.";
        }
    }

    /** It is the transpose of the right answer. */
    record Transposed() implements Hint {
        @Override
        public String kind() {
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
        public String kind() {
            return "It is right up to a constant factor.";
        }

        @Override
        public String term() {
            String number = names.isEmpty() ? String.valueOf(factor) : String.join(" or ", names);
            return number + " times the right answer";
        }
    }

    /** It is right where the mask allows, and not zero (or minus infinity) elsewhere. */
    record ForgottenMask(String mask) implements Hint {
        @Override
        public String kind() {
            return "It is right where " + mask + " is 1: the mask is forgotten.";
        }
    }

    /** A summand is missing. */
    record MissingSummand(String summand) implements Hint {
        @Override
        public String kind() {
            return "A summand is missing.";
        }

        @Override
        public String term() {
            return summand;
        }
    }

    /** A summand is there once too often. */
    record SurplusSummand(String summand) implements Hint {
        @Override
        public String kind() {
            return "A summand is there once too often.";
        }

        @Override
        public String term() {
            return summand;
        }
    }

    /** A summand has the opposite sign. */
    record SummandSign(String summand) implements Hint {
        @Override
        public String kind() {
            return "A summand has the opposite sign.";
        }

        @Override
        public String term() {
            return summand;
        }
    }

    /**
     * One small change of the text makes it right.
     *
     * @param change what sort of change
     * @param spot what is changed
     * @param typed what stands there
     * @param instead what would be right
     */
    record SmallChange(Kind change, Spot spot, String typed, String instead) implements Hint {
        @Override
        public String kind() {
            return change.words();
        }

        @Override
        public String term() {
            return instead + " in place of " + typed;
        }
    }

    /** Sorts of small changes, the most telling first. */
    enum Kind {
        MEAN_FOR_SUM("A sum stands where a mean should."),
        SUM_FOR_MEAN("A mean stands where a sum should."),
        AXIS("It should run along another axis."),
        KEEPS_AXIS("A vector should stand as a column, or as a row."),
        SUM("A sum along an axis is missing."),
        SIGN("A sign is opposite."),
        TRANSPOSE("A transpose is missing, or one too many."),
        ORDER("The factors stand in the wrong order."),
        MATRIX_PRODUCT("Entries are multiplied where a matrix product should stand."),
        ENTRYWISE("A matrix product stands where entries should be multiplied."),
        DIVISION("A division stands where a product should, or the reverse."),
        NAME("One name is the wrong one."),
        FUNCTION("One function is the wrong one."),
        EXPONENT("An exponent is wrong."),
        NUMBER("A number is wrong."),
        SURPLUS("Something there should go."),
        MASK("The mask is missing, or where it should not be."),
        FACTOR("A factor is missing.");

        private final String words;

        Kind(String words) {
            this.words = words;
        }

        String words() {
            return words;
        }
    }
}
