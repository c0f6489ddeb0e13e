package org.gradwalk.model.file;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.SeekableByteChannel;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;

/** Reads one safetensors file: its frame, its header, then the data once everything about them is known to fit. */
final class SafeTensorsReader {
    private static final int BUFFER_BYTES = 1 << 20;
    private static final String DAMAGED = "the file is damaged or no safetensors file, so fetch or save it again";

    private final Path file;
    private final Limits limits;

    SafeTensorsReader(Path file, Limits limits) {
        this.file = file;
        this.limits = limits;
    }

    TensorFile read() throws IOException {
        if (Files.exists(file) && !Files.isRegularFile(file)) {
            throw new FileFormatException(file.toString(), "this is a folder or a device", "choose a file");
        }
        try (SeekableByteChannel channel = Files.newByteChannel(file)) {
            return read(channel);
        }
    }

    TensorFile read(SeekableByteChannel channel) throws IOException {
        long size = channel.size();
        long headerBytes = headerBytes(channel, size);
        long dataStart = Long.BYTES + headerBytes;
        long dataBytes = size - dataStart;
        if (dataBytes > limits.dataBytes()) {
            throw problem(
                    "it holds " + dataBytes + " bytes of data and at most " + limits.dataBytes() + " are read",
                    "choose a smaller model");
        }
        SafeTensorsHeader header = new SafeTensorsHeaderParser(file, limits, dataBytes)
                .parse(headerText(channel, Math.toIntExact(headerBytes)));
        requireMemory(header.tensors());
        requireNoGaps(header.tensors(), dataBytes);
        SequencedMap<String, Tensor> tensors = new LinkedHashMap<>();
        ByteBuffer buffer = ByteBuffer.allocateDirect(BUFFER_BYTES).order(ByteOrder.LITTLE_ENDIAN);
        for (SafeTensorsHeader.Entry entry : header.tensors()) {
            channel.position(dataStart + entry.begin());
            tensors.put(entry.name(), new Tensor(entry.shape(), data(channel, buffer, entry)));
        }
        return new TensorFile(tensors, header.metadata());
    }

    private long headerBytes(SeekableByteChannel channel, long size) throws IOException {
        if (size < Long.BYTES) {
            throw problem("it has " + size + " bytes, too few for the length of a header", DAMAGED);
        }
        ByteBuffer length = ByteBuffer.allocate(Long.BYTES).order(ByteOrder.LITTLE_ENDIAN);
        fill(channel, length);
        long headerBytes = length.getLong();
        if (headerBytes < 0 || headerBytes > limits.headerBytes()) {
            throw problem(
                    "its header is said to take " + Long.toUnsignedString(headerBytes) + " bytes and at most "
                            + limits.headerBytes() + " are read",
                    DAMAGED);
        }
        if (headerBytes > size - Long.BYTES) {
            throw problem(
                    "its header is said to take " + headerBytes + " bytes and only " + (size - Long.BYTES) + " follow",
                    DAMAGED);
        }
        return headerBytes;
    }

    private String headerText(SeekableByteChannel channel, int headerBytes) throws IOException {
        ByteBuffer bytes = ByteBuffer.allocate(headerBytes);
        fill(channel, bytes);
        try {
            return StandardCharsets.UTF_8.newDecoder().decode(bytes).toString();
        } catch (CharacterCodingException e) {
            throw new FileFormatException(file.toString(), "its header is no UTF-8 text", DAMAGED, e);
        }
    }

    private void requireMemory(List<SafeTensorsHeader.Entry> entries) throws FileFormatException {
        long count = entries.stream().mapToLong(SafeTensorsHeader.Entry::entries).sum();
        if (count > limits.entries()) {
            throw problem(
                    "its tensors have " + count + " entries together and at most " + limits.entries() + " are read",
                    "choose a smaller model");
        }
        if (count * Double.BYTES > limits.memoryBytes()) {
            throw problem(
                    "its tensors take " + count * Double.BYTES + " bytes of memory and the program may use "
                            + limits.memoryBytes(),
                    "give Java more memory (-Xmx) or choose a smaller model");
        }
    }

    /** The tensors, in the order of their data, must follow one another from the first byte to the last. */
    private void requireNoGaps(List<SafeTensorsHeader.Entry> entries, long dataBytes) throws FileFormatException {
        List<SafeTensorsHeader.Entry> inOrder = entries.stream()
                .sorted(Comparator.comparingLong(SafeTensorsHeader.Entry::begin)
                        .thenComparingLong(SafeTensorsHeader.Entry::end))
                .toList();
        long covered = 0;
        for (SafeTensorsHeader.Entry entry : inOrder) {
            if (entry.begin() != covered) {
                throw problem(
                        entry.shownName() + " begins at byte " + entry.begin()
                                + " of the data and the one before it ends at " + covered
                                + (entry.begin() < covered ? ", so they overlap" : ", so there is a gap"),
                        DAMAGED);
            }
            covered = entry.end();
        }
        if (covered != dataBytes) {
            throw problem(
                    "it has " + dataBytes + " bytes of data and its tensors end at byte " + covered, DAMAGED);
        }
    }

    private double[] data(SeekableByteChannel channel, ByteBuffer buffer, SafeTensorsHeader.Entry entry)
            throws IOException {
        Dtype dtype = entry.dtype();
        double[] data = new double[Math.toIntExact(entry.entries())];
        int most = BUFFER_BYTES / dtype.bytes();
        int next = 0;
        try {
            while (next < data.length) {
                buffer.clear().limit(Math.min(most, data.length - next) * dtype.bytes());
                fill(channel, buffer);
                for (; buffer.hasRemaining(); next++) {
                    data[next] = dtype.read(buffer);
                }
            }
        } catch (ArithmeticException e) {
            throw new FileFormatException(
                    file.toString(),
                    "entry " + next + " of " + entry.shownName() + " (" + dtype + ") " + e.getMessage(),
                    "save it in another number format",
                    e);
        }
        return data;
    }

    /** Fills a buffer from the channel and makes it ready to be read. */
    private void fill(SeekableByteChannel channel, ByteBuffer bytes) throws IOException {
        while (bytes.hasRemaining()) {
            if (channel.read(bytes) < 0) {
                throw problem("it ended at byte " + channel.position() + " while it was read", DAMAGED);
            }
        }
        bytes.flip();
    }

    private FileFormatException problem(String what, String remedy) {
        return new FileFormatException(file.toString(), what, remedy);
    }
}
