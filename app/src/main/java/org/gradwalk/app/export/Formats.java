package org.gradwalk.app.export;

import java.util.List;

/** All formats there are: one is a file of this package and its place here. */
public final class Formats {

    public static final List<FileFormat> ALL = List.of(
            new Svg(), new Pdf(), new Png(1), new Png(2), new Png(4), new NpzNumbers(), new SafeTensorsNumbers(),
            new CsvNumbers(), TableFormat.TEX);

    private Formats() {}
}
