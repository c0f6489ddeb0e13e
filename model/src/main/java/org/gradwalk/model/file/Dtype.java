package org.gradwalk.model.file;

import java.nio.ByteBuffer;

/** A kind of number that a safetensors file may hold and that a float64 can: its size, and its way to a float64. */
enum Dtype {
    F64(8),
    F32(4),
    F16(2),
    BF16(2),
    BOOL(1),
    U8(1),
    I8(1),
    I16(2),
    I32(4),
    I64(8);

    private final int bytes;

    Dtype(int bytes) {
        this.bytes = bytes;
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
        return switch (this) {
            case F64 -> from.getDouble();
            case F32 -> from.getFloat();
            case F16 -> Float.float16ToFloat(from.getShort());
            case BF16 -> Float.intBitsToFloat(from.getShort() << Short.SIZE); // the upper half of a float32
            case BOOL -> truthValue(from.get());
            case U8 -> Byte.toUnsignedInt(from.get());
            case I8 -> from.get();
            case I16 -> from.getShort();
            case I32 -> from.getInt();
            case I64 -> exact(from.getLong());
        };
    }

    private static double truthValue(byte value) {
        if (value != 0 && value != 1) {
            throw new ArithmeticException("is the byte " + Byte.toUnsignedInt(value) + ", neither 0 nor 1");
        }
        return value;
    }

    private static double exact(long value) {
        double result = value;
        // The largest longs round up to 2^63, which the way back would cut to Long.MAX_VALUE again.
        if (result == 0x1p63 || (long) result != value) {
            throw new ArithmeticException("is " + value + ", which no float64 equals");
        }
        return result;
    }
}
