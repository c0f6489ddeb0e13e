package org.gradwalk.app;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import javafx.application.Platform;
import org.gradwalk.app.session.RefusedException;
import org.gradwalk.app.session.file.SessionFile.Progress;
import org.gradwalk.app.view.FileWords;
import org.gradwalk.app.view.Messages;
import org.jspecify.annotations.Nullable;

/** A thread for what files take: one thing after the other. What takes long is told, and can be ended. */
final class FileThread implements AutoCloseable {

    private static final System.Logger LOG = System.getLogger(FileThread.class.getName());

    /** What takes no longer is not told. */
    private static final long PATIENCE = TimeUnit.MILLISECONDS.toNanos(400);

    /** Something to be done with files. */
    @FunctionalInterface
    interface Work {
        void run(Progress progress)
                throws IOException, RefusedException, InterruptedException, ExecutionException;
    }

    /** Hears on the JavaFX thread why something was not done. */
    @FunctionalInterface
    interface Refusal {
        void tell(String sentence, String details);
    }

    private final ExecutorService thread = Executors.newSingleThreadExecutor(
            Thread.ofPlatform().name("gradwalk-files").daemon().factory());
    private final List<Job> jobs = new ArrayList<>();
    private final StatusLine status;

    FileThread(StatusLine status) {
        this.status = status;
    }

    /**
     * Does something when all that came before it is done.
     *
     * @param key of the words that tell how far it is, of which the file's name, what is done, and of how much are
     *     arguments
     */
    void start(String key, Path file, Work work, Refusal refusal) {
        Job job = new Job(key, file, work, refusal);
        jobs.add(job);
        thread.execute(job);
    }

    /** The same with something of which nobody hears while it is done. */
    void startUnseen(Work work, Refusal refusal) {
        thread.execute(() -> attempt(work, (_, _) -> {}, refusal));
    }

    /** Does something on the JavaFX thread when all that can be told of is done; at once where that is so. */
    void afterAll(Runnable action) {
        if (jobs.isEmpty()) {
            action.run();
        } else {
            thread.execute(() -> Platform.runLater(action));
        }
    }

    /** Ends what is told of; whether there is such a thing. */
    boolean cancel() {
        List<Job> told = jobs.stream().filter(job -> job.told).toList();
        told.forEach(Job::end);
        return !told.isEmpty();
    }

    private static void attempt(Work work, Progress progress, Refusal refusal) {
        try {
            work.run(progress);
        } catch (RefusedException refused) {
            later(refusal, Messages.get(refused.key(), refused.arguments()), refused.details());
        } catch (IOException failure) {
            later(refusal, FileWords.of(failure), failure.toString());
        } catch (ExecutionException e) {
            if (e.getCause() instanceof RefusedException refused) {
                later(refusal, Messages.get(refused.key(), refused.arguments()), refused.details());
            } else {
                later(refusal, String.valueOf(e.getMessage()), e.toString());
            }
        } catch (OutOfMemoryError full) {
            later(refusal, Messages.get("error.memory.full"), full.toString());
        } catch (InterruptedException | CancellationException | IllegalArgumentException e) {
            later(refusal, String.valueOf(e.getMessage()), e.toString());
        } catch (RuntimeException e) {
            LOG.log(System.Logger.Level.ERROR, "Something with files failed", e);
            later(refusal, e.toString(), "");
        }
    }

    private static void later(Refusal refusal, String sentence, String details) {
        Platform.runLater(() -> refusal.tell(sentence, details));
    }

    private final class Job implements Runnable {

        private final String key;
        private final Path file;
        private final Work work;
        private final Refusal refusal;
        private @Nullable Thread running;
        private volatile boolean ended;
        /** Whether somebody knows of it; of the JavaFX thread. */
        private boolean told;

        Job(String key, Path file, Work work, Refusal refusal) {
            this.key = key;
            this.file = file;
            this.work = work;
            this.refusal = refusal;
        }

        synchronized void end() {
            ended = true;
            if (running != null) {
                running.interrupt();
            }
        }

        private synchronized boolean begin() {
            running = Thread.currentThread();
            return !ended;
        }

        /** What comes next is not meant by an interruption: one that is left over the executor forgets. */
        private synchronized void finish() {
            running = null;
        }

        @Override
        public void run() {
            long start = System.nanoTime();
            try {
                if (begin()) {
                    attempt(work, (done, of) -> {
                        if (System.nanoTime() - start > PATIENCE) {
                            Platform.runLater(() -> tell(done, of));
                        }
                    }, this::refuse);
                } else {
                    later(this::refuse, "", "");
                }
            } finally {
                finish();
                Platform.runLater(() -> jobs.remove(this));
            }
        }

        private void tell(int done, int of) {
            told = true;
            status.tell(Messages.get(key, file.getFileName(), done, of));
        }

        private void refuse(String sentence, String details) {
            if (ended) {
                refusal.tell(Messages.get("session.ended"), "");
            } else {
                refusal.tell(sentence, details);
            }
        }
    }

    /** Ends what is under way: a file that is being written stays as it was before. */
    @Override
    public void close() {
        thread.shutdownNow();
    }
}
