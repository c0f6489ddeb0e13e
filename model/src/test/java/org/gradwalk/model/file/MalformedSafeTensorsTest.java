package org.gradwalk.model.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Every way in which a file can be wrong is told, with the file, the tensor and the numbers. */
class MalformedSafeTensorsTest {
    private static final Limits SMALL = new Limits(400, 2, 64, 8, 32);

    @TempDir
    Path folder;

    static Stream<Arguments> headersThatAreWrong() {
        String good = RawFile.tensor("U8", "[4]", 0, 4);
        return Stream.of(
                Arguments.of("[]", "does not begin with '{'"),
                Arguments.of(" {}", "does not begin with '{'"),
                Arguments.of("\ufeff{}", "does not begin with '{'"),
                Arguments.of("{\"x\":" + good, "no sound JSON at character"),
                Arguments.of("{\"x\":[0,", "is not described by a JSON object"),
                Arguments.of("{\"x\":{\"shape\":[0,", "no sound JSON at character"),
                Arguments.of("{x:1}", "no sound JSON at character 1"),
                Arguments.of("{\"x\":" + good + "}}", "no sound JSON"),
                Arguments.of("{\"x\":" + good + "}[]", "something follows the JSON object"),
                Arguments.of("{\"x\":" + good + ",\"x\":" + good + "}", "Duplicate field 'x'"),
                Arguments.of("{\"x\":{\"dtype\":\"U8\",\"dtype\":\"U8\"}}", "Duplicate field 'dtype'"),
                Arguments.of("{\"__metadata__\":{},\"__metadata__\":{}}", "Duplicate field '__metadata__'"),
                Arguments.of("{\"__metadata__\":{\"a\":\"1\",\"a\":\"1\"}}", "Duplicate field 'a'"),
                Arguments.of("{\"__metadata__\":null}", "its metadata are no JSON object"),
                Arguments.of("{\"__metadata__\":{\"a\":1}}", "a value of its metadata is no string"),
                Arguments.of("{\"__metadata__\":{\"a\":\"\\ud83d\"}}", "half of a surrogate pair"),
                Arguments.of("{\"\\ud83d\":" + good + "}", "surrogate pair"),
                Arguments.of("{\"" + "n".repeat(513) + "\":" + good + "}", "has 513 characters and may have 512"),
                Arguments.of("{\"x\":null}", "tensor 'x' is not described by a JSON object"),
                Arguments.of("{\"x\":{\"shape\":[4],\"data_offsets\":[0,4]}}", "tensor 'x' has no dtype"),
                Arguments.of("{\"x\":{\"dtype\":\"U8\",\"data_offsets\":[0,4]}}", "tensor 'x' has no shape"),
                Arguments.of("{\"x\":{\"dtype\":\"U8\",\"shape\":[4]}}", "tensor 'x' has no data_offsets"),
                Arguments.of("{\"x\":{\"dtype\":8}}", "the dtype of tensor 'x' is no string"),
                Arguments.of(RawFile.header("U16", "[2]", 4), "tensor 'x' has the dtype 'U16', which is none of [F64,"),
                Arguments.of(RawFile.header("u8", "[4]", 4), "has the dtype 'u8'"),
                Arguments.of(RawFile.header("U8", "4", 4), "the shape of tensor 'x' is no JSON array"),
                Arguments.of(RawFile.header("U8", "[4.0]", 4), "the shape of tensor 'x' holds something else"),
                Arguments.of(RawFile.header("U8", "[\"4\"]", 4), "the shape of tensor 'x' holds something else"),
                Arguments.of(RawFile.header("U8", "[[4]]", 4), "the shape of tensor 'x' holds something else"),
                Arguments.of(RawFile.header("U8", "[99999999999999999999]", 4), "holds something else"),
                Arguments.of(RawFile.header("U8", "[-4]", 4), "tensor 'x' has -4 in its shape"),
                Arguments.of(RawFile.header("U8", "[-2,-2]", 4), "tensor 'x' has -2 in its shape"),
                Arguments.of(RawFile.header("U8", "[4294967300]", 4), "tensor 'x' has 4294967300 in its shape"),
                Arguments.of(RawFile.header("U8", "[1,1,1,1,1,1,1,1,4]", 4), "has more than 8 numbers"),
                Arguments.of(
                        RawFile.header("F64", "[65536,65536,65536,65536]", 4),
                        "[65536, 65536, 65536, 65536] of F64, which does not fit the 4 bytes"),
                Arguments.of(
                        RawFile.header("F64", "[2147483647,2147483647,2,2]", 4), "does not fit the 4 bytes"),
                // 2^61 entries of 8 bytes: their product is 0 in a long.
                Arguments.of(RawFile.header("F64", "[1073741824,1073741824,2]", 0), "does not fit the 0 bytes"),
                Arguments.of(RawFile.header("U8", "[3]", 4), "has the shape [3] of U8, which does not fit the 4 bytes"),
                Arguments.of(
                        RawFile.header("F32", "[4]", 4), "has the shape [4] of F32, which does not fit the 4 bytes"),
                Arguments.of(RawFile.header("U8", "[5]", 5), "data_offsets [0, 5] and the file has 4 bytes of data"),
                Arguments.of(RawFile.header("U8", "[0]", -1), "has the data_offsets [0, -1]"),
                Arguments.of("{\"x\":" + RawFile.tensor("U8", "[4]", -4, 0) + "}", "has the data_offsets [-4, 0]"),
                Arguments.of("{\"x\":" + RawFile.tensor("U8", "[4]", 4, 0) + "}", "has the data_offsets [4, 0]"),
                Arguments.of(
                        "{\"x\":" + RawFile.tensor("U8", "[4]", Long.MIN_VALUE, Long.MAX_VALUE) + "}",
                        "has the data_offsets [-9223372036854775808, 9223372036854775807]"),
                Arguments.of("{\"x\":{\"dtype\":\"U8\",\"shape\":[4],\"data_offsets\":[0]}}", "has 1 data_offsets"),
                Arguments.of("{\"x\":{\"dtype\":\"U8\",\"shape\":[4],\"data_offsets\":[0,4,4]}}",
                        "more than 2 numbers"),
                Arguments.of(
                        two(RawFile.tensor("U8", "[3]", 0, 3), RawFile.tensor("U8", "[2]", 2, 4)),
                        "tensor 'y' begins at byte 2 of the data and the one before it ends at 3, so they overlap"),
                Arguments.of(
                        two(good, good),
                        "begins at byte 0 of the data and the one before it ends at 4, so they overlap"),
                Arguments.of(
                        two(good, RawFile.tensor("U8", "[0]", 2, 2)),
                        "tensor 'y' begins at byte 2 of the data and the one before it ends at 4, so they overlap"),
                Arguments.of(
                        two(RawFile.tensor("U8", "[1]", 0, 1), RawFile.tensor("U8", "[2]", 2, 4)),
                        "tensor 'y' begins at byte 2 of the data and the one before it ends at 1, so there is a gap"),
                Arguments.of(
                        "{\"x\":" + RawFile.tensor("U8", "[3]", 1, 4) + "}",
                        "tensor 'x' begins at byte 1 of the data and the one before it ends at 0, so there is a gap"),
                Arguments.of(RawFile.header("U8", "[3]", 3), "has 4 bytes of data and its tensors end at byte 3"),
                Arguments.of("{}", "has 4 bytes of data and its tensors end at byte 0"),
                Arguments.of(RawFile.header("BOOL", "[4]", 4), "entry 2 of tensor 'x' (BOOL) is the byte 2"));
    }

    @ParameterizedTest
    @MethodSource("headersThatAreWrong")
    void wrongHeaderIsTold(String header, String message) throws IOException {
        Path file = RawFile.of(folder, header, (byte) 0, (byte) 1, (byte) 2, (byte) 3);
        assertRefused(file, message, () -> SafeTensors.read(file));
    }

    @Test
    void fileShorterThanALengthIsTold() throws IOException {
        for (int size = 0; size < 8; size++) {
            Path file = Files.write(folder.resolve("short"), new byte[size]);
            assertRefused(file, "it has " + size + " bytes, too few", () -> SafeTensors.read(file));
        }
    }

    @Test
    void lengthOfTheHeaderBeyondTheFileIsTold() throws IOException {
        Path file = RawFile.withLength(folder, 3, bytes("{}"));
        assertRefused(file, "is said to take 3 bytes and only 2 follow", () -> SafeTensors.read(file));
    }

    @Test
    void hugeLengthsOfTheHeaderAreTold() throws IOException {
        Path text = Files.writeString(folder.resolve("text"), "<!DOCTYPE html>");
        assertRefused(text, "is said to take 5789751444030890300 bytes", () -> SafeTensors.read(text));
        Path negative = RawFile.withLength(folder, -1, bytes("{}"));
        assertRefused(negative, "is said to take 18446744073709551615 bytes", () -> SafeTensors.read(negative));
        Path above = RawFile.withLength(folder, (1 << 24) + 1, new byte[(1 << 24) + 1]);
        assertRefused(above, "16777217 bytes and at most 16777216 are read", () -> SafeTensors.read(above));
    }

    @Test
    void headerThatIsNoUtf8IsTold() throws IOException {
        Path file = RawFile.withLength(folder, 3, new byte[]{'{', (byte) 0xff, '}'});
        assertRefused(file, "is no UTF-8 text", () -> SafeTensors.read(file));
    }

    @Test
    void headerInUtf16IsTold() throws IOException {
        byte[] header = "{}".getBytes(StandardCharsets.UTF_16BE);
        Path file = RawFile.withLength(folder, header.length, header);
        assertRefused(file, "does not begin with '{'", () -> SafeTensors.read(file));
    }

    @Test
    void deeplyNestedHeaderIsTold() throws IOException {
        String deep = "{\"x\":{\"note\":" + "[".repeat(100_000) + "]".repeat(100_000) + "}}";
        Path file = RawFile.of(folder, deep);
        assertRefused(file, "no sound JSON", () -> SafeTensors.read(file));
    }

    @Test
    void longThatNoFloat64EqualsIsTold() throws IOException {
        Path odd = RawFile.of(folder, RawFile.header("I64", "[1]", 8), new byte[]{1, 0, 0, 0, 0, 0, 0x20, 0});
        assertRefused(odd, "entry 0 of tensor 'x' (I64) is 9007199254740993,", () -> SafeTensors.read(odd));
        byte[] most = {-1, -1, -1, -1, -1, -1, -1, 127};
        Path largest = RawFile.of(folder, RawFile.header("I64", "[1]", 8), most);
        assertRefused(largest, "is 9223372036854775807,", () -> SafeTensors.read(largest));
    }

    @Test
    void folderIsTold() {
        assertRefused(folder, "this is a folder or a device; choose a file.", () -> SafeTensors.read(folder));
    }

    @Test
    void limitsAreHeldToTheNumber() throws IOException {
        assertThat(readSmall(RawFile.of(folder, RawFile.header("F64", "[4]", 32), new byte[32])).tensors())
                .containsOnlyKeys("x");
        assertThat(readSmall(RawFile.of(folder, "{" + " ".repeat(398) + "}")).tensors())
                .isEmpty();

        Path header = RawFile.of(folder, "{" + " ".repeat(399) + "}");
        assertRefused(header, "401 bytes and at most 400 are read", () -> readSmall(header));
        Path data = RawFile.of(folder, RawFile.header("U8", "[65]", 65), new byte[65]);
        assertRefused(data, "it holds 65 bytes of data and at most 64 are read", () -> readSmall(data));
        Path entries = RawFile.of(folder, RawFile.header("U8", "[9]", 9), new byte[9]);
        assertRefused(entries, "9 entries together and at most 8 are read", () -> readSmall(entries));
        Path memory = RawFile.of(folder, RawFile.header("U8", "[5]", 5), new byte[5]);
        assertRefused(memory, "take 40 bytes of memory and the program may use 32", () -> readSmall(memory));
        String empty = RawFile.tensor("U8", "[0]", 0, 0);
        Path tensors = RawFile.of(folder, "{\"a\":" + empty + ",\"b\":" + empty + ",\"c\":" + empty + "}");
        assertRefused(tensors, "it has more than 2 tensors", () -> readSmall(tensors));
    }

    @Test
    void hostileNamesAreShownShortAndOnOneLine() throws IOException {
        Path file = RawFile.of(folder, "{\"a\\nb" + "c".repeat(400) + "\":null}");
        assertRefused(file, "tensor 'a?b" + "c".repeat(77) + "...' is not", () -> SafeTensors.read(file));
    }

    private static String two(String x, String y) {
        return "{\"x\":" + x + ",\"y\":" + y + "}";
    }

    private static TensorFile readSmall(Path file) throws IOException {
        return new SafeTensorsReader(file, SMALL).read();
    }

    private static void assertRefused(Path file, String message, ThrowingCallable reading) {
        assertThatExceptionOfType(FileFormatException.class)
                .isThrownBy(reading)
                .withMessageStartingWith(file + ": ")
                .withMessageContaining(message)
                .satisfies(e -> assertThat(e.getMessage()).endsWith(".").doesNotContain("\n"));
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
