package org.gradwalk.app.export;

import java.io.IOException;
import java.io.OutputStream;

/** How a picture becomes a file. The same sheet gives the same bytes. */
public interface PictureFormat {

    /** As it is called on the command line. */
    String name();

    /** What its files' names end with. */
    default String suffix() {
        return "." + name();
    }

    /** Writes a picture. */
    void write(Sheet sheet, OutputStream out) throws IOException;
}
