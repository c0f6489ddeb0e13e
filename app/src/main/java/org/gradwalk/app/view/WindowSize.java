package org.gradwalk.app.view;

import java.util.regex.Pattern;

/** Width and height of a window in pixels. */
public record WindowSize(int width, int height) {
    private static final Pattern FORM = Pattern.compile("([1-9]\\d{2,4})x([1-9]\\d{2,4})");

    /** Reads the form WIDTHxHEIGHT. */
    public static WindowSize parse(String text) {
        var match = FORM.matcher(text);
        if (!match.matches()) {
            throw new IllegalArgumentException(Messages.get("error.size", text));
        }
        return new WindowSize(Integer.parseInt(match.group(1)), Integer.parseInt(match.group(2)));
    }
}
