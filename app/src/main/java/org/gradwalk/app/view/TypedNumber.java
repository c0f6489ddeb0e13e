package org.gradwalk.app.view;

import java.util.OptionalDouble;
import java.util.OptionalLong;
import org.gradwalk.app.session.NumberRange;

/** Numbers as they are typed. */
public final class TypedNumber {

    private TypedNumber() {}

    /** A whole number; none where it is another text. */
    public static OptionalLong whole(String typed) {
        try {
            return OptionalLong.of(Long.parseLong(typed.strip()));
        } catch (NumberFormatException e) {
            return OptionalLong.empty();
        }
    }

    /** A whole number from a least to a most; none where it is another. */
    public static OptionalLong whole(String typed, long least, long most) {
        OptionalLong number = whole(typed);
        return number.isPresent() && number.getAsLong() >= least && number.getAsLong() <= most
                ? number
                : OptionalLong.empty();
    }

    /** A number, possibly one that is not finite; none where it is another text. */
    public static OptionalDouble real(String typed) {
        try {
            return OptionalDouble.of(Double.parseDouble(typed.strip()));
        } catch (NumberFormatException e) {
            return OptionalDouble.empty();
        }
    }

    /** A number in a range; none where it is another, or another text. */
    public static OptionalDouble real(String typed, NumberRange range) {
        OptionalDouble number = real(typed);
        return number.isPresent() && range.contains(number.getAsDouble()) ? number : OptionalDouble.empty();
    }

    /** A number as somebody would type it, such as 0.1 or 1e-8: {@link #real} reads the same bits again. */
    public static String text(double number) {
        return Double.toString(number).replace(".0E", "e").replace("E", "e").replaceFirst("\\.0$", "");
    }
}
