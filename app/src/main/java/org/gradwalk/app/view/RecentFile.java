package org.gradwalk.app.view;

import java.nio.file.Path;

/**
 * A model or a session that was open not long ago.
 *
 * @param path absolute
 * @param there whether it could be read when somebody looked last
 */
public record RecentFile(Path path, boolean there) {

    /** Its name, and where it is gone a word about that. */
    public String words() {
        String name = String.valueOf(path.getFileName());
        return there ? name : Messages.get("recent.missing", name);
    }
}
