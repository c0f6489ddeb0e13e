package org.gradwalk.app.gallery;

import java.util.Collection;
import java.util.List;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.gradwalk.model.text.Spelling;

/**
 * Addresses of values and nodes with stars in them: one stands for whatever has no slash, two for anything.
 *
 * @param text such as {@code h.*.attn.probs}
 */
public record AddressPattern(String text) implements Predicate<String> {

    private static final Pattern STARS = Pattern.compile("\\*+|[^*]+");

    @Override
    public boolean test(String address) {
        String regex = STARS.matcher(text).results()
                .map(part -> switch (part.group()) {
                    case "*" -> "[^/]*";
                    case String stars when stars.startsWith("*") -> ".*";
                    default -> Pattern.quote(part.group());
                })
                .collect(Collectors.joining());
        return address.matches(regex);
    }

    /** Whether it stands for more than one address. */
    boolean hasStars() {
        return text.contains("*");
    }

    /** Addresses that may have been meant where it matches none. */
    public List<String> nearest(Collection<String> addresses) {
        return Spelling.nearest(text, addresses);
    }
}
