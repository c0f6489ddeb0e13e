package org.gradwalk.app.export;

import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;
import java.util.stream.Collectors;
import org.gradwalk.app.export.ExportJob.Content;
import org.gradwalk.model.file.Tensor;
import org.gradwalk.model.file.TensorFile;

/**
 * An array in a file of its own: after a line of comment with name and shape a line for each row, in full precision. Of
 * arrays with more than two dimensions the rows of all parts follow each other.
 */
public record CsvNumbers() implements NumberFormat {

    @Override
    public String word() {
        return "csv";
    }

    @Override
    public SequencedMap<String, Content> files(String name, TensorFile numbers) {
        SequencedMap<String, Content> files = new LinkedHashMap<>();
        numbers.tensors().forEach((address, tensor) -> files.put(
                Plate.fileName(address) + ".csv", out -> write(out, address, tensor)));
        return files;
    }

    private static void write(OutputStream out, String address, Tensor tensor) throws IOException {
        List<Integer> shape = tensor.shape();
        int columns = shape.isEmpty() ? 1 : Math.max(1, shape.getLast());
        Writer lines = new BufferedWriter(new OutputStreamWriter(out, StandardCharsets.UTF_8));
        lines.write("# " + address + ", shape "
                + shape.stream().map(Object::toString).collect(Collectors.joining(" × ")) + "\n");
        double[] data = tensor.data();
        for (int i = 0; i < data.length; i++) {
            lines.write(Double.toString(data[i]));
            lines.write((i + 1) % columns == 0 ? '\n' : ',');
        }
        lines.flush();
    }
}
