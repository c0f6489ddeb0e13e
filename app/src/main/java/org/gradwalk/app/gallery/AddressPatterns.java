package org.gradwalk.app.gallery;

import java.util.Collection;
import java.util.List;
import java.util.function.Predicate;
import org.gradwalk.app.session.RefusedException;

/**
 * Addresses that somebody asks for: what fits any of these patterns, or all where there are none.
 *
 * @param patterns as they were typed
 */
public record AddressPatterns(List<AddressPattern> patterns) implements Predicate<String> {

    public AddressPatterns {
        patterns = List.copyOf(patterns);
    }

    /** Of texts such as {@code h.*.attn.probs}. */
    public static AddressPatterns of(List<String> texts) {
        return new AddressPatterns(texts.stream().map(AddressPattern::new).toList());
    }

    /** As they were typed. */
    public List<String> texts() {
        return patterns.stream().map(AddressPattern::text).toList();
    }

    @Override
    public boolean test(String address) {
        return patterns.isEmpty() || patterns.stream().anyMatch(pattern -> pattern.test(address));
    }

    /**
     * Lets pass where each pattern fits something.
     *
     * @throws RefusedException if one fits nothing, with what may have been meant
     */
    public void requireMatches(Collection<String> addresses) throws RefusedException {
        for (AddressPattern pattern : patterns) {
            if (addresses.stream().noneMatch(pattern)) {
                throw refusal(pattern, addresses);
            }
        }
    }

    /** Of a pattern that fits nothing, with what may have been meant. */
    static RefusedException refusal(AddressPattern pattern, Collection<String> addresses) {
        List<String> near = pattern.nearest(addresses);
        return near.isEmpty()
                ? new RefusedException("error.pattern", pattern.text())
                : new RefusedException("error.pattern.near", pattern.text(), String.join(", ", near));
    }
}
