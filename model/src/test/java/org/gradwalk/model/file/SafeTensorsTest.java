package org.gradwalk.model.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.Channels;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is written and read where all is well. */
class SafeTensorsTest {
    @TempDir
    Path folder;

    @Test
    void bytesOfASmallFileAreAsTheFormatSays() throws IOException {
        SequencedMap<String, Tensor> tensors = new LinkedHashMap<>();
        tensors.put("b", new Tensor(List.of(1, 2), new double[]{1, -2}));
        tensors.put("a", new Tensor(List.of(), new double[]{0.5}));
        Path file = folder.resolve("small.safetensors");

        SafeTensors.write(file, new TensorFile(tensors, Map.of("version", "1")));

        String header = """
                {"__metadata__":{"version":"1"},\
                "b":{"dtype":"F64","shape":[1,2],"data_offsets":[0,16]},\
                "a":{"dtype":"F64","shape":[],"data_offsets":[16,24]}}\
                """;
        int padded = (header.length() + 7) / 8 * 8;
        ByteBuffer expected = ByteBuffer.allocate(8 + padded + 24).order(ByteOrder.LITTLE_ENDIAN);
        expected.putLong(padded)
                .put(header.getBytes(StandardCharsets.UTF_8))
                .put(" ".repeat(padded - header.length()).getBytes(StandardCharsets.UTF_8))
                .putDouble(1)
                .putDouble(-2)
                .putDouble(0.5);
        assertThat(Files.readAllBytes(file)).isEqualTo(expected.array());
    }

    @Test
    void fileWithoutTensorsIsReadBack() throws IOException {
        TensorFile nothing = new TensorFile(new LinkedHashMap<>(), Map.of());
        SafeTensors.write(folder.resolve("empty"), nothing);
        assertThat(SafeTensors.read(folder.resolve("empty"))).isEqualTo(nothing);
    }

    @Test
    void tensorLargerThanTheBufferIsReadBack() throws IOException {
        double[] data = new double[300_001];
        Arrays.setAll(data, i -> i * 0.1);
        TensorFile content = file(new Tensor(List.of(data.length), data));
        SafeTensors.write(folder.resolve("large"), content);
        assertThat(SafeTensors.read(folder.resolve("large"))).isEqualTo(content);
    }

    @Test
    void orderOfMetadataDoesNotChangeTheBytes() throws IOException {
        Map<String, String> forward = new LinkedHashMap<>();
        Map<String, String> backward = new LinkedHashMap<>();
        for (int i = 0; i < 10; i++) {
            forward.put("key" + i, "value");
            backward.put("key" + (9 - i), "value");
        }
        assertThat(bytes(new TensorFile(new LinkedHashMap<>(), forward)))
                .isEqualTo(bytes(new TensorFile(new LinkedHashMap<>(), backward)));
    }

    @Test
    void channelGetsTheSameBytesAsAFile() throws IOException {
        TensorFile content = file(new Tensor(List.of(2), new double[]{1, 2}));
        SafeTensors.write(folder.resolve("file"), content);
        assertThat(bytes(content)).isEqualTo(Files.readAllBytes(folder.resolve("file")));
    }

    @Test
    void writingReplacesAFileAndLeavesNothingBesideIt() throws IOException {
        Path file = Files.writeString(folder.resolve("model.safetensors"), "old");
        TensorFile content = file(new Tensor(List.of(1), new double[]{1}));
        SafeTensors.write(file, content);
        assertThat(SafeTensors.read(file)).isEqualTo(content);
        assertThat(folder).isDirectoryContaining(file::equals);
        assertThat(folder.toFile().list()).hasSize(1);
    }

    @Test
    void failedWriteLeavesTheOldFileAndNothingBesideIt() throws IOException {
        Path file = Files.writeString(folder.resolve("model.safetensors"), "old");
        assertThatThrownBy(() -> WholeFile.write(file, channel -> {
            channel.write(ByteBuffer.wrap(new byte[10]));
            throw new IOException("disk full");
        }))
                .isInstanceOf(FileSystemException.class)
                .hasMessage(file + ": disk full");
        assertThat(file).hasContent("old");
        assertThat(folder.toFile().list()).hasSize(1);
    }

    @Test
    void aFolderThatIsNotThereIsToldByTheNameOfTheFile() {
        Path file = folder.resolve("missing").resolve("model.safetensors");
        assertThatThrownBy(() -> WholeFile.write(file, "text"))
                .isInstanceOf(NoSuchFileException.class)
                .hasMessage(file.toString());
    }

    @Test
    void contentThatCouldNotBeReadIsNotWritten() {
        TensorFile longMetadata = new TensorFile(new LinkedHashMap<>(), Map.of("key", "x".repeat(1 << 24)));
        assertThatIllegalArgumentException().isThrownBy(() -> SafeTensors.write(folder.resolve("long"), longMetadata));
        SequencedMap<String, Tensor> many = new LinkedHashMap<>();
        Tensor scalar = new Tensor(List.of(), new double[1]);
        for (int i = 0; i <= 100_000; i++) {
            many.put("x" + i, scalar);
        }
        assertThatIllegalArgumentException()
                .isThrownBy(() -> SafeTensors.write(folder.resolve("many"), new TensorFile(many, Map.of())))
                .withMessage("A file holds at most 100000 tensors, not 100001");
        assertThat(folder).isEmptyDirectory();
    }

    @Test
    void missingFileIsAnOrdinaryIOException() {
        assertThatThrownBy(() -> SafeTensors.read(folder.resolve("none"))).isInstanceOf(NoSuchFileException.class);
    }

    @Test
    void everyHalfPrecisionNumberIsReadExactly() throws IOException {
        double[] read = readAllShorts("F16");
        for (int bits = 0; bits < 1 << 16; bits++) {
            assertThat(read[bits]).as("F16 %x", bits).isEqualTo((Double) value(bits, 5, 10));
        }
    }

    @Test
    void everyBrainFloatIsReadExactly() throws IOException {
        double[] read = readAllShorts("BF16");
        for (int bits = 0; bits < 1 << 16; bits++) {
            assertThat(read[bits]).as("BF16 %x", bits).isEqualTo((Double) value(bits, 8, 7));
        }
    }

    @Test
    void everyShortIsReadExactly() throws IOException {
        double[] read = readAllShorts("I16");
        for (int bits = 0; bits < 1 << 16; bits++) {
            assertThat(read[bits]).isEqualTo(bits < 1 << 15 ? bits : bits - (1 << 16));
        }
    }

    @ParameterizedTest
    @CsvSource({
        "F64,  182D4454FB210940,  3.141592653589793",
        "F64,  0100000000000000,  4.9E-324",
        "F64,  000000000000F0FF, -Infinity",
        "F32,  CDCCCC3D,          0.10000000149011612",
        "F32,  01000000,          1.401298464324817E-45",
        "BOOL, 00,                0",
        "BOOL, 01,                1",
        "U8,   FF,                255",
        "I8,   FF,                -1",
        "I32,  FEFFFFFF,          -2",
        "I64,  FEFFFFFFFFFFFFFF,  -2",
        "I64,  0000000000002000,  9007199254740992",
        "I64,  0000000000000080, -9223372036854775808",
    })
    void bytesStandForTheirNumber(String dtype, String hex, double number) throws IOException {
        byte[] bytes = HexFormat.of().parseHex(hex);
        Path file = RawFile.of(folder, RawFile.header(dtype, "[1]", bytes.length), bytes);
        assertThat(SafeTensors.read(file).tensors()).containsEntry("x", new Tensor(List.of(1), new double[]{number}));
    }

    @ParameterizedTest
    @ValueSource(strings = {"  ", "\n\t ", ""})
    void headerMayEndInWhiteSpace(String end) throws IOException {
        Path file = RawFile.of(folder, RawFile.header("U8", "[2]", 2) + end, (byte) 1, (byte) 2);
        assertThat(SafeTensors.read(file).tensor("x").data()).containsExactly(1, 2);
    }

    @Test
    void tensorsKeepTheOrderOfTheHeaderWhateverTheOrderOfTheirData() throws IOException {
        String header = "{\"z\":" + RawFile.tensor("U8", "[1]", 1, 2)
                + ",\"__metadata__\":{\"b\":\"1\",\"a\":\"2\"},\"a\":" + RawFile.tensor("U8", "[1]", 0, 1)
                + ",\"empty\":" + RawFile.tensor("F32", "[0,9]", 1, 1) + "}";
        TensorFile content = SafeTensors.read(RawFile.of(folder, header, (byte) 10, (byte) 11));
        assertThat(content.tensors().keySet()).containsExactly("z", "a", "empty");
        assertThat(content.tensor("z").data()).containsExactly(11);
        assertThat(content.tensor("a").data()).containsExactly(10);
        assertThat(content.metadata().keySet()).containsExactly("b", "a");
    }

    @Test
    void unknownFieldsOfATensorAreSkipped() throws IOException {
        String header = "{\"x\":{\"note\":{\"a\":[1]},\"dtype\":\"U8\",\"shape\":[1],\"data_offsets\":[0,1]}}";
        assertThat(SafeTensors.read(RawFile.of(folder, header, (byte) 7)).tensors()).containsOnlyKeys("x");
    }

    private double[] readAllShorts(String dtype) throws IOException {
        ByteBuffer bytes = ByteBuffer.allocate(2 << 16).order(ByteOrder.LITTLE_ENDIAN);
        for (int bits = 0; bits < 1 << 16; bits++) {
            bytes.putShort((short) bits);
        }
        Path file = RawFile.of(folder, RawFile.header(dtype, "[256,256]", 2 << 16), bytes.array());
        return SafeTensors.read(file).tensor("x").data();
    }

    /** The number that IEEE 754 gives to the bits of sign, exponent and fraction. */
    private static double value(int bits, int exponentBits, int fractionBits) {
        double sign = bits >> (exponentBits + fractionBits) == 0 ? 1 : -1;
        int exponent = (bits >> fractionBits) & ((1 << exponentBits) - 1);
        double fraction = (bits & ((1 << fractionBits) - 1)) / (double) (1 << fractionBits);
        int bias = (1 << (exponentBits - 1)) - 1;
        if (exponent == (1 << exponentBits) - 1) {
            return fraction == 0 ? sign * Double.POSITIVE_INFINITY : Double.NaN;
        }
        return exponent == 0
                ? sign * fraction * Math.pow(2, 1 - bias)
                : sign * (1 + fraction) * Math.pow(2, exponent - bias);
    }

    private static TensorFile file(Tensor tensor) {
        SequencedMap<String, Tensor> tensors = new LinkedHashMap<>();
        tensors.put("x", tensor);
        return new TensorFile(tensors, Map.of());
    }

    private static byte[] bytes(TensorFile content) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        SafeTensors.writeTo(Channels.newChannel(bytes), content);
        return bytes.toByteArray();
    }
}
