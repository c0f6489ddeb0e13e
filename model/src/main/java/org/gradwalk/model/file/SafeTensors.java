package org.gradwalk.model.file;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.SeekableByteChannel;
import java.nio.channels.WritableByteChannel;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import java.util.TreeMap;

/**
 * Reads and writes safetensors files: the length of a header (8 bytes, little-endian), the header (JSON: a name to
 * dtype, shape and offsets, and {@code __metadata__}), then the data without gaps.
 */
public final class SafeTensors {
    /** The header is padded to a multiple of this, so that the data are aligned. */
    private static final int ALIGNMENT = 8;

    private static final int BUFFER_BYTES = 1 << 20;

    private SafeTensors() {}

    /**
     * Reads a file whose tensors are F64, F32, F16, BF16, BOOL, U8, I8, I16, I32 or I64; each entry becomes the float64
     * that equals it.
     *
     * @throws FileFormatException if the file is no sound safetensors file, is larger than the limits, or holds numbers
     *     of another kind or that no float64 equals
     * @throws IOException if it cannot be opened or read
     */
    public static TensorFile read(Path file) throws IOException {
        return new SafeTensorsReader(file, Limits.standard()).read();
    }

    /**
     * Reads the same from a channel, for a file inside another.
     *
     * @param where what the file is called where something is wrong with it
     * @throws FileFormatException as above
     */
    public static TensorFile read(Path where, SeekableByteChannel channel) throws IOException {
        return new SafeTensorsReader(where, Limits.standard()).read(channel);
    }

    /**
     * Writes a file as a whole or not at all, all tensors as F64 in their order. Equal content in the same order gives
     * the same bytes.
     *
     * @throws IllegalArgumentException if the content is larger than {@link #read} would take
     * @throws IOException if the file cannot be written; what was there before is then still there
     */
    public static void write(Path file, TensorFile content) throws IOException {
        byte[] header = header(content);
        WholeFile.write(file, channel -> write(channel, header, content));
    }

    /**
     * Writes the same bytes to a channel, for a file inside another.
     *
     * @throws IllegalArgumentException if the content is larger than {@link #read} would take
     */
    public static void writeTo(WritableByteChannel channel, TensorFile content) throws IOException {
        write(channel, header(content), content);
    }

    private static byte[] header(TensorFile content) throws IOException {
        Limits limits = Limits.standard();
        SequencedMap<String, Tensor> tensors = content.tensors();
        if (tensors.size() > limits.tensors()) {
            throw new IllegalArgumentException(
                    "A file holds at most " + limits.tensors() + " tensors, not " + tensors.size());
        }
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (JsonGenerator json = new JsonFactory().createGenerator(bytes)) {
            json.writeStartObject();
            if (!content.metadata().isEmpty()) {
                json.writeObjectFieldStart(TensorFile.METADATA);
                for (Map.Entry<String, String> entry : new TreeMap<>(content.metadata()).entrySet()) {
                    json.writeStringField(entry.getKey(), entry.getValue());
                }
                json.writeEndObject();
            }
            long begin = 0;
            for (Map.Entry<String, Tensor> entry : tensors.entrySet()) {
                long end = begin + (long) entry.getValue().data().length * Double.BYTES;
                json.writeObjectFieldStart(entry.getKey());
                json.writeStringField("dtype", Dtype.F64.name());
                json.writeFieldName("shape");
                writeNumbers(json, entry.getValue().shape());
                json.writeFieldName("data_offsets");
                writeNumbers(json, List.of(begin, end));
                json.writeEndObject();
                begin = end;
            }
            json.writeEndObject();
            json.flush();
            if (begin > limits.dataBytes()) {
                throw new IllegalArgumentException(
                        "A file holds at most " + limits.dataBytes() + " bytes of data, not " + begin);
            }
        }
        while (bytes.size() % ALIGNMENT != 0) {
            bytes.write(' ');
        }
        if (bytes.size() > limits.headerBytes()) {
            throw new IllegalArgumentException("The names and metadata take " + bytes.size() + " bytes, more than "
                    + limits.headerBytes());
        }
        return bytes.toByteArray();
    }

    private static void writeNumbers(JsonGenerator json, List<? extends Number> numbers) throws IOException {
        json.writeStartArray();
        for (Number number : numbers) {
            json.writeNumber(number.longValue());
        }
        json.writeEndArray();
    }

    private static void write(WritableByteChannel channel, byte[] header, TensorFile content) throws IOException {
        ByteBuffer length = ByteBuffer.allocate(Long.BYTES).order(ByteOrder.LITTLE_ENDIAN);
        writeFully(channel, length.putLong(header.length).flip());
        writeFully(channel, ByteBuffer.wrap(header));
        ByteBuffer buffer = ByteBuffer.allocateDirect(BUFFER_BYTES).order(ByteOrder.LITTLE_ENDIAN);
        int most = BUFFER_BYTES / Double.BYTES;
        for (Tensor tensor : content.tensors().values()) {
            double[] data = tensor.data();
            for (int from = 0; from < data.length; from += most) {
                int count = Math.min(most, data.length - from);
                buffer.clear().limit(count * Double.BYTES);
                buffer.asDoubleBuffer().put(data, from, count);
                writeFully(channel, buffer);
            }
        }
    }

    private static void writeFully(WritableByteChannel channel, ByteBuffer bytes) throws IOException {
        while (bytes.hasRemaining()) {
            channel.write(bytes);
        }
    }
}
