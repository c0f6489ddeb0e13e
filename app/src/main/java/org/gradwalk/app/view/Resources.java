package org.gradwalk.app.view;

import static java.util.Objects.requireNonNull;

import java.net.URL;

/** The files that the window is dressed in. */
public final class Resources {
    private Resources() {}

    /** The file of a path such as {@code fonts/Inter-Regular.ttf}. */
    public static URL url(String path) {
        return requireNonNull(Resources.class.getResource("/org/gradwalk/ui/" + path), path);
    }
}
