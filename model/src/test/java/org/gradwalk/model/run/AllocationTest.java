package org.gradwalk.model.run;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import org.gradwalk.model.gpt.GptConfig;
import org.gradwalk.model.layer.Loss.Reduction;
import org.gradwalk.model.tensor.Kernels;
import org.gradwalk.model.tensor.Workers;
import org.gradwalk.model.testing.RandomNetwork;
import org.junit.jupiter.api.Test;

/** Buffers are made once: what an iteration leaves to the garbage collector does not grow with its values. */
class AllocationTest {

    private static final long MEGABYTE = 1 << 20;

    @Test
    void anIterationAllocatesNothingOfSize() {
        GptConfig config = GptConfig.of(65, 64, 2, 4, 64);
        RandomNetwork network = new RandomNetwork(config, 8, 64, Reduction.MEAN, false, 3);
        Iteration iteration = network.iteration(network.program(network.fullUpdate()), Workers.CALLER);
        assertThat(iteration.program().size() * Double.BYTES).as("bytes of values").isGreaterThan(50 * MEGABYTE);

        Kernels.plain(() -> {
            runOnce(iteration);
            long before = allocated();
            runOnce(iteration);
            assertThat(allocated() - before).as("bytes that an iteration allocates").isLessThan(MEGABYTE);
        });
    }

    private static void runOnce(Iteration iteration) {
        iteration.runAll();
        iteration.advance();
    }

    private static long allocated() {
        return ((ThreadMXBean) ManagementFactory.getThreadMXBean()).getCurrentThreadAllocatedBytes();
    }
}
