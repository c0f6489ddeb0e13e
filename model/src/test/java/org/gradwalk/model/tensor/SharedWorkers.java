package org.gradwalk.model.tensor;

import net.jqwik.api.lifecycle.AfterContainer;
import net.jqwik.api.lifecycle.BeforeContainer;

/** Two threads for the tests of a class, so that the kernels' sharing is tested with what they compute. */
abstract class SharedWorkers {

    static Workers workers = Workers.CALLER;

    @BeforeContainer
    static void start() {
        workers = Workers.of(2);
    }

    @AfterContainer
    static void end() {
        workers.close();
    }
}
