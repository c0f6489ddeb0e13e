package org.gradwalk.app.view;

import static java.util.Objects.requireNonNull;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import javafx.scene.text.Font;

/** The fonts that come with the program, so that it looks the same on every machine. */
public final class Fonts {
    private static final List<String> FILES = List.of("Inter-Regular.ttf", "Inter-Medium.ttf", "Inter-SemiBold.ttf",
            "JetBrainsMono-Regular.ttf", "JetBrainsMono-Medium.ttf");

    private Fonts() {}

    /** Makes them known by their family names. Read as streams: JavaFX finds no font by a URL with a space. */
    public static void load() {
        for (String file : FILES) {
            try (var in = Resources.url("fonts/" + file).openStream()) {
                requireNonNull(Font.loadFont(in, 0), file);
            } catch (IOException unreadable) {
                throw new UncheckedIOException(unreadable);
            }
        }
    }
}
