package org.gradwalk.app.export;

import java.nio.channels.Channels;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SequencedMap;
import org.gradwalk.app.export.ExportJob.Content;
import org.gradwalk.model.file.SafeTensors;
import org.gradwalk.model.file.TensorFile;

/** All arrays in a file that machine-learning libraries read. */
record SafeTensorsNumbers() implements NumberFormat {

    @Override
    public String word() {
        return "safetensors";
    }

    @Override
    public SequencedMap<String, Content> files(String name, TensorFile numbers) {
        return new LinkedHashMap<>(Map.of(
                name + ".safetensors", out -> SafeTensors.writeTo(Channels.newChannel(out), numbers)));
    }
}
