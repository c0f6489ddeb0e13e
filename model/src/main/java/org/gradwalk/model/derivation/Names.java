package org.gradwalk.model.derivation;

import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.gradwalk.model.formula.Expression.Function;
import org.gradwalk.model.formula.Expression.Masked;
import org.gradwalk.model.formula.Symbol;
import org.gradwalk.model.text.Spelling;

/**
 * What can be typed at a place of the network: arrays and named sizes. The array that is asked for is better left out,
 * or its own name would be a right answer.
 *
 * @param arrays by name, each with its symbol and its shape in NumPy
 * @param sizes by name, such as T and d; H is needed to read heads, T to read sums over sequences
 * @param mask the array that is 1 where looking is allowed; {@code mask} is another name for it, and {@code M} its
 *     logarithm, unless an array is called so
 * @param gelu which of the two GELUs is meant by {@code gelu}
 * @param absent names that cannot be typed here, each with a sentence that says why
 */
public record Names(
        Map<String, Known> arrays, Map<String, Integer> sizes, Optional<Symbol> mask, Function gelu,
        Map<String, String> absent) {

    private static final int MOST_TOLD = 16;

    /** An array that can be named. */
    public record Known(Symbol symbol, Shape shape) {}

    public Names {
        arrays = Map.copyOf(arrays);
        sizes = Map.copyOf(sizes);
        absent = Map.copyOf(absent);
    }

    /** No name. */
    public static Names none() {
        return new Names(Map.of(), Map.of(), Optional.empty(), Function.GELU_TANH, Map.of());
    }

    public Names with(Symbol symbol, Shape shape) {
        return with(symbol.name(), symbol, shape);
    }

    /** With an array by a name that is not that of its symbol. */
    public Names with(String name, Symbol symbol, Shape shape) {
        return new Names(and(arrays, name, new Known(symbol, shape)), sizes, mask, gelu, absent);
    }

    public Names withSize(String name, int size) {
        return new Names(arrays, and(sizes, name, size), mask, gelu, absent);
    }

    /** With the mask, which is an array too. */
    public Names withMask(Symbol symbol, Shape shape) {
        Names with = with(symbol, shape);
        return new Names(with.arrays, sizes, Optional.of(symbol), gelu, absent);
    }

    public Names withGelu(Function function) {
        return new Names(arrays, sizes, mask, function, absent);
    }

    /** With a name that cannot be typed here, and why: a sentence. */
    public Names withAbsent(String name, String reason) {
        return new Names(arrays, sizes, mask, gelu, and(absent, name, reason));
    }

    private static <V> Map<String, V> and(Map<String, V> map, String key, V value) {
        Map<String, V> more = new HashMap<>(map);
        more.put(key, value);
        return more;
    }

    /** What a word that was begun may become: names and functions, in order. */
    public List<String> complete(String prefix) {
        String begun = prefix.toLowerCase(Locale.ROOT);
        TreeSet<String> found = new TreeSet<>(Comparator.comparing((String name) -> !isName(name))
                .thenComparing(String.CASE_INSENSITIVE_ORDER)
                .thenComparing(Comparator.naturalOrder()));
        Stream.of(arrays.keySet(), sizes.keySet(), Functions.names())
                .flatMap(names -> names.stream())
                .filter(name -> name.toLowerCase(Locale.ROOT).startsWith(begun))
                .forEach(found::add);
        return List.copyOf(found);
    }

    private boolean isName(String name) {
        return arrays.containsKey(name) || sizes.containsKey(name);
    }

    /** The array of a name; Greek letters may be written as such. */
    Optional<Known> array(String name) {
        if (name.equals("mask") && mask.isPresent() && !arrays.containsKey(name)) {
            return array(mask.get().name());
        }
        return Optional.ofNullable(arrays.get(name)).or(() -> Optional.ofNullable(arrays.get(latin(name))));
    }

    Optional<String> whyAbsent(String name) {
        return Optional.ofNullable(absent.get(name)).or(() -> Optional.ofNullable(absent.get(latin(name))));
    }

    Optional<Integer> size(String name) {
        return Optional.ofNullable(sizes.get(name));
    }

    boolean isMask(String name) {
        return mask.isPresent() && array(name).filter(known -> known.symbol().equals(mask.get())).isPresent();
    }

    /** The mask, where a name is that of what formulas add for it. */
    Optional<Known> addedMask(String name) {
        return name.equals(Masked.ADDED.name()) ? mask.flatMap(symbol -> array(symbol.name())) : Optional.empty();
    }

    /** Greek letters by their names, a capital delta as d: γ is gamma, ΔY is dY. */
    private static String latin(String name) {
        StringBuilder latin = new StringBuilder();
        name.codePoints().forEach(letter -> {
            String called = String.valueOf(Character.getName(letter));
            String last = called.substring(called.lastIndexOf(' ') + 1).replace("LAMDA", "LAMBDA");
            if (!called.startsWith("GREEK")) {
                latin.appendCodePoint(letter);
            } else if (last.equals("DELTA") && called.contains("CAPITAL")) {
                latin.append('d');
            } else if (called.contains("CAPITAL")) {
                latin.append(last.charAt(0)).append(last.substring(1).toLowerCase(Locale.ROOT));
            } else {
                latin.append(last.toLowerCase(Locale.ROOT));
            }
        });
        return latin.toString();
    }

    /** The arrays there are, as far as one reads a list, for one who has no idea of them; empty where there are none. */
    String some() {
        String told = arrays.keySet().stream().sorted().limit(MOST_TOLD).collect(Collectors.joining(", "));
        return arrays.size() <= MOST_TOLD ? told : told + " and " + (arrays.size() - MOST_TOLD) + " more";
    }

    /** Known names that are spelled nearly so, the nearest first. */
    List<String> nearest(String name) {
        return Spelling.nearest(
                name, Stream.concat(arrays.keySet().stream(), sizes.keySet().stream()).toList());
    }
}
