package org.gradwalk.app.export;

/** A format of files. */
public sealed interface FileFormat permits PictureFormat, NumberFormat, TableFormat {

    /** As it is called on the command line. */
    String word();
}
