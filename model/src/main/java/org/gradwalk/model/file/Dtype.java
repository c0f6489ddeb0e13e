package org.gradwalk.model.file;

import java.nio.ByteBuffer;

/** A kind of number that a safetensors file may hold and that a float64 can: its size, and its way to a float64. */
enum Dtype {
    F64(8, ByteBuffer::getDouble),
    F32(4, ByteBuffer::getFloat),
    F16(2, from -> Float.float16ToFloat(from.getShort())),
    BF16(2, from -> Float.intBitsToFloat(from.getShort() << Short.SIZE)), // the upper half of a float32
    BOOL(1, Dtype::truthValue),
    U8(1, from -> Byte.toUnsignedInt(from.get())),
    I8(1, ByteBuffer::get),
    I16(2, ByteBuffer::getShort),
    I32(4, ByteBuffer::getInt),
    I64(8, Dtype::exactLong);

    /** Reads the next entry of a little-endian buffer. */
    @FunctionalInterface
    private interface Entry {
        /** The entry as a float64; an ArithmeticException says why there is none. */
        double read(ByteBuffer from);
    }

    private final int bytes;
    private final Entry entry;

    Dtype(int bytes, Entry entry) {
        this.bytes = bytes;
        this.entry = entry;
    }

    /** The number of bytes of an entry. */
    int bytes() {
        return bytes;
    }

    /**
     * The next entry of a little-endian buffer, exactly.
     *
     * @throws ArithmeticException if the bytes stand for no number of this kind, or for one that no float64 equals
     */
    double read(ByteBuffer from) {
        return entry.read(from);
    }

    private static double truthValue(ByteBuffer from) {
        byte value = from.get();
        if (value != 0 && value != 1) {
            throw new ArithmeticException("is the byte " + Byte.toUnsignedInt(value) + ", neither 0 nor 1");
        }
        return value;
    }

    private static double exactLong(ByteBuffer from) {
        long value = from.getLong();
        double result = value;
        // The largest longs round up to 2^63, which the way back would cut to Long.MAX_VALUE again.
        if (result == 0x1p63 || (long) result != value) {
            throw new ArithmeticException("is " + value + ", which no float64 equals");
        }
        return result;
    }
}
