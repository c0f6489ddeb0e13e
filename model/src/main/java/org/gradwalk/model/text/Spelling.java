package org.gradwalk.model.text;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;

/** What a misspelled name may have meant. */
public final class Spelling {

    private static final int MOST = 3;

    private Spelling() {}

    /** Known names that are spelled nearly so, the nearest first, three at most; none for a single letter. */
    public static List<String> nearest(String name, Collection<String> known) {
        int most = name.length() == 1 ? 0 : Math.max(1, name.length() / 3);
        return known.stream()
                .distinct()
                .filter(each -> changes(each, name) <= most)
                .sorted(Comparator.comparingInt((String each) -> changes(each, name))
                        .thenComparing(Comparator.naturalOrder()))
                .limit(MOST)
                .toList();
    }

    /** How many letters must be changed, added or left out; another case is no change. */
    private static int changes(String a, String b) {
        String left = a.toLowerCase(Locale.ROOT);
        String right = b.toLowerCase(Locale.ROOT);
        int[] above = IntStream.rangeClosed(0, right.length()).toArray();
        for (int i = 1; i <= left.length(); i++) {
            int[] row = new int[right.length() + 1];
            row[0] = i;
            for (int j = 1; j <= right.length(); j++) {
                int replaced = above[j - 1] + (left.charAt(i - 1) == right.charAt(j - 1) ? 0 : 1);
                row[j] = Math.min(replaced, Math.min(above[j], row[j - 1]) + 1);
            }
            above = row;
        }
        return above[right.length()];
    }
}
