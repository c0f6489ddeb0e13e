package org.gradwalk.app.export;

import java.io.IOException;
import java.io.OutputStream;

/** How a picture becomes a file. The same sheet gives the same bytes. */
public non-sealed interface PictureFormat extends FileFormat {

    /** What its files' names end with. */
    default String suffix() {
        return "." + word();
    }

    /** Writes a picture. */
    void write(Sheet sheet, OutputStream out) throws IOException;
}
