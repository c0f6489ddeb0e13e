package org.gradwalk.app.view;

import static java.util.Objects.requireNonNull;

import java.util.List;
import javafx.scene.text.Font;

/** The fonts that come with the program, so that it looks the same on every machine. */
public final class Fonts {
    private static final List<String> FILES = List.of("Inter-Regular.otf", "Inter-Medium.otf", "Inter-SemiBold.otf",
            "JetBrainsMono-Regular.ttf", "JetBrainsMono-Medium.ttf");

    private Fonts() {}

    /** Makes them known to JavaFX by their family names. */
    public static void load() {
        for (String file : FILES) {
            requireNonNull(Font.loadFont(Resources.url("fonts/" + file).toExternalForm(), 0), file);
        }
    }
}
