package org.gradwalk.app.session;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;

/** A walk from the start of an iteration to its end, for whoever does not step. */
public final class WholeIteration implements AutoCloseable {

    private final Session session;
    private final Snapshot snapshot;

    /**
     * Walks.
     *
     * @throws RefusedException if the model cannot read the text, or there is not enough memory
     */
    public WholeIteration(Model model, String text) throws RefusedException {
        CompletableFuture<Snapshot> end = new CompletableFuture<>();
        session = new Session(model, text, new Session.Listener() {
            @Override
            public void show(Snapshot shown) {
                end.complete(shown);
            }

            @Override
            public void refuse(RefusedException refused) {
                end.completeExceptionally(refused);
            }
        });
        session.execute(new Command.ToEnd());
        try {
            snapshot = end.join();
        } catch (CompletionException failure) {
            session.close();
            if (failure.getCause() instanceof RefusedException refused) {
                throw refused;
            }
            throw failure;
        }
    }

    /** The end of the walk, or where it stopped at a number that is not finite. */
    public Snapshot snapshot() {
        return snapshot;
    }

    @Override
    public void close() {
        session.close();
    }
}
