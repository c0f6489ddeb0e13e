package org.gradwalk.app.view;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SequencedMap;
import java.util.function.Consumer;
import java.util.function.IntConsumer;
import java.util.function.IntSupplier;
import java.util.function.Supplier;
import java.util.stream.Stream;
import javafx.beans.property.BooleanProperty;

/** What is chosen in the window and comes back with a session: each choice is a word, and has a name. */
public final class Choices {

    private record One(Supplier<String> chosen, Consumer<String> choose) {}

    private final SequencedMap<String, One> all = new LinkedHashMap<>();

    /**
     * A choice.
     *
     * @param choose passes over a word that says nothing to it, since words come from files
     */
    public void add(String name, Supplier<String> chosen, Consumer<String> choose) {
        if (all.put(name, new One(chosen, choose)) != null) {
            throw new IllegalArgumentException("two choices are called " + name);
        }
    }

    /** Something that is so or not. */
    public void add(String name, BooleanProperty property) {
        add(name, () -> Boolean.toString(property.get()), word -> {
            switch (word) {
                case "true" -> property.set(true);
                case "false" -> property.set(false);
                default -> {
                    // no choice
                }
            }
        });
    }

    /** One of a few constants. */
    public <E extends Enum<E>> void add(String name, E[] few, Supplier<String> chosen, Consumer<E> choose) {
        add(name, chosen, word -> Stream.of(few).filter(one -> one.name().equals(word)).findFirst().ifPresent(choose));
    }

    /** A whole number from 0 on. */
    public void add(String name, IntSupplier chosen, IntConsumer choose) {
        add(name, () -> Integer.toString(chosen.getAsInt()), word -> TypedNumber.whole(word, 0, Integer.MAX_VALUE)
                .ifPresent(number -> choose.accept((int) number)));
    }

    /** What is chosen now, by name. */
    public Map<String, String> all() {
        Map<String, String> words = new HashMap<>();
        all.forEach((name, one) -> words.put(name, one.chosen.get()));
        return words;
    }

    /** Chooses; what is not named stays as it is, and a name that nothing has is passed over. */
    public void choose(Map<String, String> words) {
        all.forEach((name, one) -> {
            String word = words.get(name);
            if (word != null) {
                one.choose.accept(word);
            }
        });
    }
}
