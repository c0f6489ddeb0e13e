package org.gradwalk.app.view;

import java.text.MessageFormat;
import java.util.Optional;
import java.util.ResourceBundle;

/** The program's words. */
public final class Messages {
    /** Where they stand. */
    public static final String BUNDLE = "org.gradwalk.ui.messages";

    private static final ResourceBundle WORDS = ResourceBundle.getBundle(BUNDLE);

    private Messages() {}

    /** The words for the key. */
    public static String get(String key) {
        return WORDS.getString(key);
    }

    /** The words for the key, where there are any. */
    public static Optional<String> find(String key) {
        return WORDS.containsKey(key) ? Optional.of(get(key)) : Optional.empty();
    }

    /** The words for the key, a {@link MessageFormat}, with the arguments in their places. */
    public static String get(String key, Object... arguments) {
        return MessageFormat.format(get(key), arguments);
    }
}
