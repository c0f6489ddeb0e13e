package org.gradwalk.app.export;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SequencedMap;
import org.gradwalk.app.export.ExportJob.Content;
import org.gradwalk.model.file.Npz;
import org.gradwalk.model.file.TensorFile;

/** All arrays in an archive that NumPy reads. */
record NpzNumbers() implements NumberFormat {

    @Override
    public String word() {
        return "npz";
    }

    @Override
    public SequencedMap<String, Content> files(String name, TensorFile numbers) {
        return new LinkedHashMap<>(Map.of(name + ".npz", out -> Npz.writeTo(out, numbers.tensors())));
    }
}
