package org.gradwalk.app.session;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.gradwalk.model.program.Parameter;
import org.gradwalk.model.program.Value;
import org.gradwalk.model.run.KeptStates.State;
import org.gradwalk.model.tensor.Matrix;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/**
 * A run of the classroom's model on passages, and random jumps to its earlier iterations: every bit is as it was. With
 * {@code -Dgradwalk.iterations=1000 -Dgradwalk.jumps=50} it is a long one.
 */
class JumpsTest {

    private static final int ITERATIONS = Integer.getInteger("gradwalk.iterations", 40);
    private static final int JUMPS = Integer.getInteger("gradwalk.jumps", 6);
    private static final long SEED = Long.getLong("gradwalk.seed", 1);
    /** For about 4 states of 40 iterations, and 19 of 1,000: they are thinned. */
    private static final long ROOM = Math.max(21_000_000, ITERATIONS * 100_000L);

    private final Walk walk = new Walk("To be");

    @AfterEach
    void close() {
        walk.close();
    }

    /** Of the parameters, their gradients, and all that an update carries on. */
    private static String bits(Snapshot end) {
        MessageDigest digest = digest();
        for (Parameter parameter : end.program().parameters()) {
            Stream<Value> carried = parameter.carried().stream()
                    .flatMap(each -> Stream.of(each.before(), each.after()));
            carried.map(value -> end.iteration().matrix(value)).map(JumpsTest::bytes).forEach(digest::update);
        }
        return HexFormat.of().formatHex(digest.digest());
    }

    private static ByteBuffer bytes(Matrix matrix) {
        double[] numbers = matrix.toArray();
        ByteBuffer bytes = ByteBuffer.allocate(numbers.length * Double.BYTES);
        bytes.asDoubleBuffer().put(numbers);
        return bytes;
    }

    private static MessageDigest digest() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError(e);
        }
    }

    private long keptBytes() {
        return walk.session().save().join().runs().getFirst().states().stream().mapToLong(State::bytes).sum();
    }

    @Test
    void everyJumpFindsEveryBitAgain() throws Exception {
        Samples samples = Samples.read();
        String text = Samples.content(samples.text("sonnets"));
        Training training = walk.start().runs().training();
        walk.session().setHistoryBytes(ROOM);
        walk.after(new Command.Train(training.withSource(new Source.Passages("sonnets", text, 4, 64, SEED))));
        List<String> there = new ArrayList<>();
        for (int i = 0; i < ITERATIONS; i++) {
            there.add(bits(walk.after(new Command.RunIteration())));
        }
        assertThat(there).as("each update changes something").doesNotHaveDuplicates();
        assertThat(keptBytes()).as("kept of %d iterations, of at most %d bytes", ITERATIONS, ROOM).isBetween(1L, ROOM);

        Random random = new Random(SEED);
        for (int jump = 0; jump < JUMPS; jump++) {
            int iteration = random.nextInt(ITERATIONS - 1);
            assertThat(bits(walk.after(new Command.ToIteration(0, iteration))))
                    .as("jump %d, to iteration %d", jump, iteration).isEqualTo(there.get(iteration));
            assertThat(bits(walk.after(new Command.ToIteration(0, ITERATIONS - 1))))
                    .as("jump %d, and back", jump).isEqualTo(there.getLast());
            assertThat(keptBytes()).as("kept after jump %d", jump).isBetween(1L, ROOM);
        }
    }
}
