package org.gradwalk.app.command;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import org.gradwalk.model.run.Trainer;

/**
 * Saves a model every so many iterations while it is trained, each in a file of its own beside that of its end. Where one
 * cannot be written, the training ends early, so that what was learned may still be saved.
 */
final class Checkpoints implements Trainer.Listener {

    private final Path out;
    private final long every;
    private final Writer writer;
    private final Runnable stop;
    private Optional<IOException> failure = Optional.empty();

    /** Writes the model as it is now. */
    @FunctionalInterface
    interface Writer {
        void write(Path file) throws IOException;
    }

    /**
     * Of a training.
     *
     * @param out the file of its end
     * @param every iterations from one to the next
     * @param stop ends the training
     */
    Checkpoints(Path out, long every, Writer writer, Runnable stop) {
        this.out = out;
        this.every = every;
        this.writer = writer;
        this.stop = stop;
    }

    @Override
    public void done(Trainer.Progress progress) {
        if (progress.iterations() % every == 0 && progress.iterations() < progress.of() && failure.isEmpty()) {
            try {
                writer.write(file(out, progress.iterations(), progress.of()));
            } catch (IOException e) {
                failure = Optional.of(e);
                stop.run();
            }
        }
    }

    /**
     * Tells what went wrong.
     *
     * @throws IOException if a checkpoint could not be written
     */
    void requireWritten() throws IOException {
        if (failure.isPresent()) {
            throw failure.get();
        }
    }

    /** The name of the end with the iteration before its last dot, in as many digits as the last one has. */
    static Path file(Path out, long iteration, long of) {
        String name = String.valueOf(out.getFileName());
        String digits = Long.toString(iteration);
        String padded = "0".repeat(Long.toString(of).length() - digits.length()) + digits;
        int dot = name.lastIndexOf('.');
        return out.resolveSibling(
                dot > 0 ? name.substring(0, dot) + "." + padded + name.substring(dot) : name + "." + padded);
    }
}
