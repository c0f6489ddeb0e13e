package org.gradwalk.app.command;

import java.nio.file.Path;
import java.util.Optional;
import org.gradwalk.app.session.SampleSession;
import org.gradwalk.app.view.Theme;
import org.gradwalk.app.view.WindowSize;

/** What a person asks of the window before it opens; what is left out is up to the window. */
public record OpenRequest(Optional<WindowSize> size, Optional<Theme> theme, Optional<String> text,
        Optional<Path> file, Optional<SampleSession> sample) {
    /** Nothing asked for. */
    public static final OpenRequest PLAIN = new OpenRequest(Optional.empty(), Optional.empty(), Optional.empty(),
            Optional.empty());

    /** One that asks for no sample session. */
    public OpenRequest(Optional<WindowSize> size, Optional<Theme> theme, Optional<String> text, Optional<Path> file) {
        this(size, theme, text, file, Optional.empty());
    }
}
