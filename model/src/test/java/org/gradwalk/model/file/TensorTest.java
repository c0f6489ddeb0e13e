package org.gradwalk.model.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import org.junit.jupiter.api.Test;

class TensorTest {
    @Test
    void scalarHasTheEmptyShapeAndOneEntry() {
        assertThat(new Tensor(List.of(), new double[]{3}).data()).containsExactly(3);
        assertThatIllegalArgumentException().isThrownBy(() -> new Tensor(List.of(), new double[0]));
    }

    @Test
    void entriesAreTheProductOfTheShape() {
        assertThat(new Tensor(List.of(2, 0, 5), new double[0]).data()).isEmpty();
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Tensor(List.of(2, 3), new double[5]))
                .withMessage("The shape [2, 3] does not fit an array of 5 entries");
    }

    @Test
    void productThatOverflowsFitsNoArray() {
        // 2^31 - 1 is coprime to 2, but 2^16 four times is 2^64, which is 0 in a long.
        assertThat(Tensor.entries(List.of(1 << 16, 1 << 16, 1 << 16, 1 << 16))).isEqualTo(Long.MAX_VALUE);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Tensor(List.of(1 << 16, 1 << 16, 1 << 16, 1 << 16), new double[0]));
    }

    @Test
    void negativeSizesAndNineDimensionsAreRefused() {
        assertThatIllegalArgumentException().isThrownBy(() -> new Tensor(List.of(-2, -3), new double[6]));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Tensor(List.of(1, 1, 1, 1, 1, 1, 1, 1, 1), new double[1]));
    }

    @Test
    void laterChangesOfTheGivenShapeDoNotReachTheTensor() {
        List<Integer> shape = new ArrayList<>(List.of(2));
        Tensor tensor = new Tensor(shape, new double[2]);
        shape.set(0, 7);
        assertThat(tensor.shape()).containsExactly(2);
    }

    @Test
    void tensorsAreEqualByContent() {
        Tensor tensor = new Tensor(List.of(2), new double[]{1, Double.NaN});
        assertThat(tensor)
                .isEqualTo(new Tensor(List.of(2), new double[]{1, Double.NaN}))
                .hasSameHashCodeAs(new Tensor(List.of(2), new double[]{1, Double.NaN}))
                .isNotEqualTo(new Tensor(List.of(1, 2), new double[]{1, Double.NaN}))
                .isNotEqualTo(new Tensor(List.of(2), new double[]{2, Double.NaN}));
    }

    @Test
    void namesThatNoFileCanHoldAreRefused() {
        assertThatIllegalArgumentException().isThrownBy(() -> named("__metadata__"));
        assertThatIllegalArgumentException().isThrownBy(() -> named("x".repeat(513)));
        assertThatIllegalArgumentException().isThrownBy(() -> named("half \ud83d"));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new TensorFile(new LinkedHashMap<>(), Map.of("key", "half \ude00")));
        assertThat(named("x".repeat(512)).tensor("x".repeat(512)).data()).hasSize(1);
        assertThat(named("whole \ud83d\ude00").tensors()).hasSize(1);
    }

    private static TensorFile named(String name) {
        SequencedMap<String, Tensor> tensors = new LinkedHashMap<>();
        tensors.put(name, new Tensor(List.of(), new double[1]));
        return new TensorFile(tensors, Map.of());
    }
}
