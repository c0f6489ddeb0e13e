package org.gradwalk.model.file;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** Files put together by hand, byte by byte, so that the reader is tested by something that is not the writer. */
final class RawFile {
    private RawFile() {}

    /** A file in {@code folder}: the length of the header, the header, the data. */
    static Path of(Path folder, String header, byte... data) throws IOException {
        byte[] text = header.getBytes(StandardCharsets.UTF_8);
        return withLength(folder, text.length, text, data);
    }

    /** A file whose header has another length than is said. */
    static Path withLength(Path folder, long length, byte[] header, byte... data) throws IOException {
        ByteBuffer bytes = ByteBuffer.allocate(Long.BYTES + header.length + data.length).order(ByteOrder.LITTLE_ENDIAN);
        bytes.putLong(length).put(header).put(data);
        return Files.write(folder.resolve("raw.safetensors"), bytes.array());
    }

    /** A header with one tensor {@code x} whose data begin at 0. */
    static String header(String dtype, String shape, long end) {
        return "{\"x\":" + tensor(dtype, shape, 0, end) + "}";
    }

    static String tensor(String dtype, String shape, long begin, long end) {
        return "{\"dtype\":\"" + dtype + "\",\"shape\":" + shape + ",\"data_offsets\":[" + begin + "," + end + "]}";
    }
}
