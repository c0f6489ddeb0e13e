package org.gradwalk.app.export;

import java.io.IOException;
import java.io.OutputStream;
import java.util.List;

/** How a picture becomes a file. The same sheet gives the same bytes. */
public interface PictureFormat {

    /** All there are: a format is a file of this package and its place here. */
    List<PictureFormat> ALL = List.of(new Svg(), new Pdf(), new Png(1), new Png(2), new Png(4));

    /** As it is called on the command line. */
    String name();

    /** The ending of its files, without the dot. */
    String extension();

    /** Writes a picture. */
    void write(Sheet sheet, OutputStream out) throws IOException;
}
