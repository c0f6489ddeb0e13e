package org.gradwalk.app.view.export;

import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import javafx.application.Platform;
import org.gradwalk.app.gallery.Order;
import org.gradwalk.app.view.Messages;
import org.gradwalk.app.view.ViewState;
import org.jspecify.annotations.Nullable;

/** Makes drafts on a thread of their own; of several that wait only the newest is made, and only the newest is told. */
final class Drafts {

    private record Request(int number, ViewState state, Order order, Optional<Path> folder, int page) {}

    private static final ExecutorService DRAWER = Executors.newSingleThreadExecutor(
            Thread.ofPlatform().name("gradwalk-drafts").daemon().factory());

    private final AtomicReference<@Nullable Request> waiting = new AtomicReference<>();
    private final Consumer<Draft> onMade;
    private int asked;

    /**
     * Made nothing yet.
     *
     * @param onMade hears of a draft on the JavaFX thread
     */
    Drafts(Consumer<Draft> onMade) {
        this.onMade = onMade;
    }

    /** Makes a draft as soon as it can, with a preview of this file of pictures. */
    void ask(ViewState state, Order order, Optional<Path> folder, int page) {
        asked++;
        if (waiting.getAndSet(new Request(asked, state, order, folder, page)) == null) {
            DRAWER.execute(this::makeWaiting);
        }
    }

    /** Nothing that was asked for is told any longer. */
    void forget() {
        asked++;
    }

    private void makeWaiting() {
        Request request = waiting.getAndSet(null);
        if (request != null) {
            Draft draft = make(request);
            Platform.runLater(() -> {
                if (request.number == asked) {
                    onMade.accept(draft);
                }
            });
        }
    }

    private static Draft make(Request request) {
        try {
            return Draft.of(request.state, request.order, request.folder, request.page);
        } catch (RuntimeException | OutOfMemoryError e) {
            return Draft.none(
                    request.order.patterns().texts(), Messages.get("error.unexpected", e.toString()));
        }
    }
}
