package org.gradwalk.model.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.lifecycle.AfterContainer;
import net.jqwik.api.lifecycle.BeforeContainer;
import org.gradwalk.model.tensor.Matrix;

/** What holds for models of any shape and any numbers. */
class ModelFilePropertiesTest {
    private static Path file = Path.of("");

    @BeforeContainer
    static void makeFile() throws IOException {
        file = Files.createTempFile("model", ".safetensors");
    }

    @AfterContainer
    static void removeFile() throws IOException {
        Files.delete(file);
    }

    @Provide
    Arbitrary<ModelFile> models() {
        return RandomModels.models();
    }

    @Property(tries = 200, edgeCases = EdgeCasesMode.NONE)
    void whatIsWrittenIsReadBackToTheBit(@ForAll("models") ModelFile model) throws IOException {
        ModelFile.write(file, model);
        ModelFile read = ModelFile.read(file);

        assertThat(read.config()).isEqualTo(model.config());
        assertThat(read.vocabulary()).isEqualTo(model.vocabulary());
        assertThat(read.description()).isEqualTo(model.description());
        assertThat(List.copyOf(read.parameters().keySet())).isEqualTo(List.copyOf(model.parameters().keySet()));
        model.parameters().forEach((name, matrix) -> {
            Matrix same = read.parameter(name);
            assertThat(List.of(same.rows(), same.columns())).as(name)
                    .isEqualTo(List.of(matrix.rows(), matrix.columns()));
            assertThat(rawBits(same)).as(name).isEqualTo(rawBits(matrix));
        });
    }

    @Property(tries = 50, edgeCases = EdgeCasesMode.NONE)
    void equalModelsGiveTheSameBytes(@ForAll("models") ModelFile model) throws IOException {
        ModelFile.write(file, model);
        byte[] first = Files.readAllBytes(file);
        ModelFile.write(file, ModelFile.read(file));
        assertThat(Files.readAllBytes(file)).isEqualTo(first);
    }

    @Property(tries = 200, edgeCases = EdgeCasesMode.NONE)
    void everyCutOffFileIsRefused(@ForAll("models") ModelFile model, @ForAll @IntRange(min = 1) int cut)
            throws IOException {
        ModelFile.write(file, model);
        byte[] bytes = Files.readAllBytes(file);
        Files.write(file, Arrays.copyOf(bytes, bytes.length - 1 - cut % bytes.length));
        assertThatExceptionOfType(FileFormatException.class)
                .isThrownBy(() -> ModelFile.read(file))
                .withMessageStartingWith(file + ": ");
    }

    @Property(tries = 300, edgeCases = EdgeCasesMode.NONE)
    void spoiltFileIsReadOrRefusedAndNothingElse(
            @ForAll("models") ModelFile model, @ForAll @IntRange(min = 0) int where, @ForAll byte spoilt)
            throws IOException {
        ModelFile.write(file, model);
        byte[] bytes = Files.readAllBytes(file);
        bytes[where % bytes.length] = spoilt;
        Files.write(file, bytes);
        try {
            ModelFile.read(file);
        } catch (FileFormatException e) {
            assertThat(e.getMessage()).startsWith(file + ": ").endsWith(".").doesNotContain("\n");
        }
    }

    private static long[] rawBits(Matrix matrix) {
        return Arrays.stream(matrix.toArray()).mapToLong(Double::doubleToRawLongBits).toArray();
    }
}
