package org.gradwalk.model.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.channels.Channels;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.lifecycle.AfterContainer;
import net.jqwik.api.lifecycle.BeforeContainer;

/** What holds for files of any names, shapes and numbers. */
class SafeTensorsPropertiesTest {
    private static Path folder = Path.of("");

    @BeforeContainer
    static void makeFolder() throws IOException {
        folder = Files.createTempDirectory("safetensors");
    }

    @AfterContainer
    static void removeFolder() throws IOException {
        try (var files = Files.list(folder)) {
            for (Path file : files.toList()) {
                Files.delete(file);
            }
        }
        Files.delete(folder);
    }

    @Property(tries = 200)
    void whatIsWrittenIsReadBackInOrderAndToTheBit(@ForAll("files") TensorFile content) throws IOException {
        Path file = folder.resolve("round-trip");
        SafeTensors.write(file, content);
        TensorFile read = SafeTensors.read(file);

        assertThat(read.metadata()).isEqualTo(content.metadata());
        assertThat(List.copyOf(read.tensors().keySet())).isEqualTo(List.copyOf(content.tensors().keySet()));
        content.tensors().forEach((name, tensor) -> {
            Tensor same = read.tensor(name);
            assertThat(same.shape()).isEqualTo(tensor.shape());
            assertThat(rawBits(same)).isEqualTo(rawBits(tensor));
        });
    }

    @Property(tries = 100)
    void readingAndWritingAgainGivesTheSameBytes(@ForAll("files") TensorFile content) throws IOException {
        Path file = Files.write(folder.resolve("again"), bytes(content));
        assertThat(bytes(SafeTensors.read(file))).isEqualTo(bytes(content));
    }

    @Property(tries = 100)
    void dataBeginAtAMultipleOfEight(@ForAll("files") TensorFile content) throws IOException {
        long entries = content.tensors().values().stream().mapToLong(t -> t.data().length).sum();
        assertThat((bytes(content).length - 8 * entries) % 8).isZero();
    }

    @Property(tries = 200)
    void everyCutOffFileIsRefused(@ForAll("files") TensorFile content, @ForAll @IntRange(min = 1) int cut)
            throws IOException {
        Path file = folder.resolve("cut");
        byte[] bytes = bytes(content);
        Files.write(file, Arrays.copyOf(bytes, bytes.length - 1 - cut % bytes.length));
        try {
            SafeTensors.read(file);
            fail("A file without its last bytes was read.");
        } catch (FileFormatException e) {
            assertThat(e).hasMessageStartingWith(file + ": ");
        }
    }

    @Property(tries = 500)
    void spoiltFileIsReadOrRefusedAndNothingElse(
            @ForAll("files") TensorFile content, @ForAll @IntRange(min = 0) int where, @ForAll byte spoilt)
            throws IOException {
        Path file = folder.resolve("spoilt");
        byte[] bytes = bytes(content);
        // The header is what can go wrong, so most of the damage goes there.
        bytes[where % Math.min(bytes.length, 400)] = spoilt;
        Files.write(file, bytes);
        try {
            SafeTensors.read(file);
        } catch (FileFormatException e) {
            assertThat(e.getMessage()).startsWith(file + ": ").endsWith(".").doesNotContain("\n");
        }
    }

    @Provide
    Arbitrary<TensorFile> files() {
        Arbitrary<Map<String, String>> metadata = Arbitraries.maps(texts(20), texts(50)).ofMaxSize(3);
        return Combinators.combine(Arbitraries.maps(names(), tensors()).ofMaxSize(5), metadata)
                .as((tensors, strings) -> new TensorFile(new LinkedHashMap<>(tensors), strings));
    }

    private static Arbitrary<String> names() {
        return Arbitraries.oneOf(
                Arbitraries.strings().withChars("abh.01_/@").ofMinLength(1).ofMaxLength(20), texts(512));
    }

    private static Arbitrary<String> texts(int length) {
        return Arbitraries.strings().all().ofMaxLength(length).filter(TensorFile::isText);
    }

    private static Arbitrary<Tensor> tensors() {
        return Arbitraries.integers().between(0, 3).list().ofMaxSize(Tensor.MAXIMUM_RANK).flatMap(shape -> Arbitraries
                .longs()
                .array(long[].class)
                .ofSize(Math.toIntExact(Tensor.entries(shape)))
                .map(bits -> new Tensor(
                        shape, Arrays.stream(bits).mapToDouble(Double::longBitsToDouble).toArray())));
    }

    private static byte[] bytes(TensorFile content) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        SafeTensors.writeTo(Channels.newChannel(bytes), content);
        return bytes.toByteArray();
    }

    private static long[] rawBits(Tensor tensor) {
        return Arrays.stream(tensor.data()).mapToLong(Double::doubleToRawLongBits).toArray();
    }
}
