package org.gradwalk.app.export;

import java.io.IOException;
import java.io.OutputStream;

/** How a picture becomes a file. The same sheet gives the same bytes. */
public non-sealed interface PictureFormat extends FileFormat {

    /** The resolution of what is printed: 600 dots to an inch. */
    double PRINTED = 600 / 72.0;

    /** What its files' names end with. */
    default String suffix() {
        return "." + word();
    }

    /** How many cells of a heat map there is room for on a point of the page, each way: more are not to be seen. */
    double resolution();

    /** Writes a picture. */
    void write(Sheet sheet, OutputStream out) throws IOException;
}
