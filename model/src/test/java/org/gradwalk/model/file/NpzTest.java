package org.gradwalk.model.file;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import org.junit.jupiter.api.Test;

/** The archive is read here as NumPy's documentation of the NPY format says. */
class NpzTest {

    private static final int MAGIC = 8;

    private final Map<String, Tensor> tensors = new LinkedHashMap<>();

    @Test
    void everyArrayIsThereBitForBitUnderItsName() throws IOException {
        tensors.put("grad/param/h.0.attn.c_attn.weight", new Tensor(
                List.of(2, 3), new double[]{1, -0.0, Double.MIN_VALUE, Double.NaN, Double.NEGATIVE_INFINITY, Math.PI}));
        tensors.put("loss", new Tensor(List.of(), new double[]{1.5}));
        tensors.put("h.0.attn.q", new Tensor(List.of(1, 2, 1, 2), new double[]{1, 2, 3, 4}));
        tensors.put("nothing", new Tensor(List.of(0), new double[0]));

        Map<String, Tensor> read = read(written());

        assertThat(read).containsExactlyEntriesOf(tensors);
        assertThat(Double.doubleToRawLongBits(read.values().iterator().next().data()[1]))
                .isEqualTo(Double.doubleToRawLongBits(-0.0));
    }

    @Test
    void equalContentGivesTheSameBytes() throws IOException {
        tensors.put("a", new Tensor(List.of(3), new double[]{1, 2, 3}));

        assertThat(written()).isEqualTo(written());
    }

    private byte[] written() throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        Npz.writeTo(out, tensors);
        return out.toByteArray();
    }

    private static Map<String, Tensor> read(byte[] archive) throws IOException {
        Map<String, Tensor> read = new LinkedHashMap<>();
        try (ZipInputStream zip = new ZipInputStream(new ByteArrayInputStream(archive))) {
            for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                assertThat(entry.getName()).endsWith(".npy");
                read.put(entry.getName().replace(".npy", ""), array(ByteBuffer.wrap(zip.readAllBytes())));
            }
        }
        return read;
    }

    private static Tensor array(ByteBuffer bytes) {
        bytes.order(ByteOrder.LITTLE_ENDIAN);
        byte[] magic = new byte[MAGIC];
        bytes.get(magic);
        assertThat(magic).isEqualTo(new byte[]{(byte) 0x93, 'N', 'U', 'M', 'P', 'Y', 1, 0});
        byte[] header = new byte[bytes.getShort()];
        bytes.get(header);
        assertThat(bytes.position() % 64).isZero();
        String text = new String(header, StandardCharsets.US_ASCII);
        assertThat(text).startsWith("{'descr': '<f8', 'fortran_order': False, 'shape': (").endsWith("\n");
        String sizes = text.substring(text.indexOf('(') + 1, text.indexOf(')'));
        List<Integer> shape = sizes.isEmpty()
                ? List.of()
                : List.of(sizes.split(", ?")).stream().map(Integer::valueOf).toList();
        double[] data = new double[bytes.remaining() / Double.BYTES];
        bytes.asDoubleBuffer().get(data);
        return new Tensor(shape, data);
    }
}
