package org.gradwalk.app.view;

import static java.util.Objects.requireNonNull;

import java.net.URL;

/** The files that the window is dressed in. */
final class Resources {
    private Resources() {}

    static URL url(String path) {
        return requireNonNull(Resources.class.getResource("/org/gradwalk/ui/" + path), path);
    }
}
