package org.gradwalk.app.export;

import java.util.SequencedMap;
import org.gradwalk.app.export.ExportJob.Content;
import org.gradwalk.model.file.TensorFile;

/** How numbers become files. The same numbers give the same bytes, and are read back bit for bit. */
public non-sealed interface NumberFormat extends FileFormat {

    /** What goes into each file, by its name: one for all, or one for each array. */
    SequencedMap<String, Content> files(String name, TensorFile numbers);
}
