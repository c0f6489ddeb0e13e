package org.gradwalk.app.view;

import atlantafx.base.theme.PrimerDark;
import atlantafx.base.theme.PrimerLight;
import java.util.Arrays;
import java.util.Locale;
import javafx.application.Application;
import javafx.scene.Scene;

/** The two looks of the window: AtlantaFX's Primer underneath, our named colours on top. */
public enum Theme {
    LIGHT(new PrimerLight().getUserAgentStylesheet()),
    DARK(new PrimerDark().getUserAgentStylesheet());

    private final String base;
    private final String colours;

    Theme(String base) {
        this.base = base;
        this.colours = stylesheet(word());
    }

    /** The theme that a person calls by this name. */
    public static Theme named(String word) {
        return Arrays.stream(values()).filter(theme -> theme.word().equals(word)).findFirst()
                .orElseThrow(() -> new IllegalArgumentException(Messages.get("error.theme", word)));
    }

    /** The theme that the scene was dressed in. */
    public static Theme of(Scene scene) {
        return scene.getStylesheets().contains(DARK.colours) ? DARK : LIGHT;
    }

    /** The theme to switch to from this one. */
    public Theme other() {
        return this == DARK ? LIGHT : DARK;
    }

    /** Dresses the scene in this theme. */
    public void applyTo(Scene scene) {
        Application.setUserAgentStylesheet(base);
        scene.getStylesheets().setAll(colours, stylesheet("controlsfx"), stylesheet("gradwalk"));
        if (scene.getWindow() != null && scene.getWindow().isShowing()) {
            scene.getRoot().applyCss(); // a tooltip looks up its colours here, and its turn may come before
        }
    }

    private String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    private static String stylesheet(String name) {
        return Resources.url("css/" + name + ".css").toExternalForm();
    }
}
