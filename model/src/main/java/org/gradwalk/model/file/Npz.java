package org.gradwalk.model.file;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.time.LocalDateTime;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/**
 * Writes arrays as NumPy's {@code numpy.savez} does: a ZIP archive with an NPY file (format 1.0, float64, C order) for
 * each. {@code numpy.load} finds them by their names. Equal content gives the same bytes.
 */
public final class Npz {

    private static final byte[] MAGIC = {(byte) 0x93, 'N', 'U', 'M', 'P', 'Y', 1, 0};
    private static final int ALIGNMENT = 64;
    private static final int LENGTH_BYTES = Short.BYTES;
    private static final int BUFFER_BYTES = 1 << 16;
    /** The first moment that an archive can hold, so that the time of writing leaves no trace. */
    private static final LocalDateTime LONG_AGO = LocalDateTime.of(1980, 1, 1, 0, 0);

    private Npz() {}

    /** Writes an archive; the stream stays open. */
    public static void writeTo(OutputStream out, Map<String, Tensor> tensors) throws IOException {
        ZipOutputStream zip = new ZipOutputStream(out, StandardCharsets.UTF_8);
        for (Map.Entry<String, Tensor> tensor : tensors.entrySet()) {
            ZipEntry entry = new ZipEntry(tensor.getKey() + ".npy");
            entry.setTimeLocal(LONG_AGO);
            zip.putNextEntry(entry);
            writeArray(zip, tensor.getValue());
            zip.closeEntry();
        }
        zip.finish();
    }

    private static void writeArray(OutputStream out, Tensor tensor) throws IOException {
        byte[] header = header(tensor.shape());
        out.write(MAGIC);
        out.write(ByteBuffer.allocate(LENGTH_BYTES).order(ByteOrder.LITTLE_ENDIAN).putShort((short) header.length)
                .array());
        out.write(header);
        OutputStream buffered = new BufferedOutputStream(out, BUFFER_BYTES);
        ByteBuffer number = ByteBuffer.allocate(Double.BYTES).order(ByteOrder.LITTLE_ENDIAN);
        for (double entry : tensor.data()) {
            buffered.write(number.clear().putDouble(entry).array());
        }
        buffered.flush();
    }

    /** A Python dictionary, padded so that the numbers are aligned. */
    private static byte[] header(List<Integer> shape) {
        String sizes = shape.stream().map(size -> size + ",").collect(Collectors.joining(" "));
        String text = "{'descr': '<f8', 'fortran_order': False, 'shape': (" + sizes + "), }";
        int used = MAGIC.length + LENGTH_BYTES + text.length() + 1;
        return (text + " ".repeat(Math.floorMod(-used, ALIGNMENT)) + "\n").getBytes(StandardCharsets.US_ASCII);
    }
}
