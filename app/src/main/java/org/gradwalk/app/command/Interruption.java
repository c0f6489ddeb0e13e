package org.gradwalk.app.command;

import java.util.concurrent.CountDownLatch;

/** While it is open, a program that is told to end (Ctrl+C) first stops its work in good order. */
final class Interruption implements AutoCloseable {
    private final CountDownLatch finished = new CountDownLatch(1);
    private final Thread hook;

    /** @param stop asks the work to stop; what follows it, up to {@link #close}, is still done */
    Interruption(Runnable stop) {
        hook = new Thread(() -> {
            stop.run();
            awaitFinish();
        }, "gradwalk-interruption");
        Runtime.getRuntime().addShutdownHook(hook);
    }

    private void awaitFinish() {
        try {
            finished.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        finished.countDown();
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException ending) {
            // the hook is running, and need not be removed
        }
    }
}
