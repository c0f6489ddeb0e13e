package org.gradwalk.app.view;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.gradwalk.model.program.Value;

/**
 * What a value is, in a few words: by the last parts of its name, as many of them as there are words for. What stands
 * before a slash says what it is of that value: its error, its gradient, its next state.
 */
public final class ValueWords {

    private static final Pattern ERROR = Pattern.compile("grad/act/([^@]*)(@.*)?");
    private static final Pattern GRADIENT = Pattern.compile("(grad|mean|clipped)/param/([^@]*)(@.*)?");
    private static final Pattern STATE = Pattern.compile("(after/)?state/([a-z_]+)/.*");
    private static final Pattern AFTER = Pattern.compile("after/param/(.*)");

    private ValueWords() {}

    /** Words for a value. */
    public static String of(Value value) {
        return of(value.name());
    }

    /** Its shape, such as 4×64. */
    public static String shape(Value value) {
        return value.shape().stream().map(Object::toString).collect(Collectors.joining("×"));
    }

    static String of(String name) {
        Matcher error = ERROR.matcher(name);
        if (error.matches()) {
            return Messages.get(error.group(2) == null ? "value.error" : "value.error.part", of(error.group(1)));
        }
        Matcher gradient = GRADIENT.matcher(name);
        if (gradient.matches()) {
            String kind = gradient.group(1) + (gradient.group(3) == null ? "" : ".part");
            return Messages.get("value.gradient." + kind, of(gradient.group(2)));
        }
        Matcher state = STATE.matcher(name);
        if (state.matches()) {
            String words = Messages.get("value." + state.group(2));
            return state.group(1) == null ? words : Messages.get("value.after", words);
        }
        Matcher after = AFTER.matcher(name);
        return after.matches() ? Messages.get("value.after", of(after.group(1))) : plain(name);
    }

    /** From the whole name to its last part, the first that has words. */
    private static String plain(String name) {
        String rest = name.replace('/', '.').replaceAll("(?<=^|\\.)(ln|resid|fork)_[a-z0-9]+", "$1");
        for (;;) {
            Optional<String> words = Messages.find("value." + rest);
            int dot = rest.indexOf('.');
            if (words.isPresent() || dot < 0) {
                return words.orElseGet(() -> Messages.get("value." + name));
            }
            rest = rest.substring(dot + 1);
        }
    }
}
