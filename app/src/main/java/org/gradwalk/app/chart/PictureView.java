package org.gradwalk.app.chart;

import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicReference;
import javafx.application.Platform;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.scene.AccessibleRole;
import javafx.scene.image.ImageView;
import javafx.scene.layout.Pane;
import javafx.scene.layout.Region;
import org.jspecify.annotations.Nullable;

/**
 * Shows a picture in whatever room it gets. Pictures are made and painted on a thread of their own; of several that wait
 * only the newest is painted.
 */
public final class PictureView extends Region {

    /** Makes a picture for the room there is, in points. Called on the painting thread. */
    @FunctionalInterface
    public interface Source {
        Picture picture(double width, double height);
    }

    private record Request(int number, Source source, double width, double height, ChartTheme theme, double scale) {}

    private static final System.Logger LOG = System.getLogger(PictureView.class.getName());
    private static final ExecutorService PAINTER = Executors.newSingleThreadExecutor(
            Thread.ofPlatform().name("gradwalk-painter").daemon().factory());

    private final ImageView image = new ImageView();
    private final Pane overlay = new Pane();
    private final ReadOnlyObjectWrapper<@Nullable Picture> picture = new ReadOnlyObjectWrapper<>();
    private final AtomicReference<@Nullable Request> waiting = new AtomicReference<>();
    private Optional<Source> source = Optional.empty();
    private ChartTheme theme = ChartTheme.DARK;
    private int asked;
    private int shown;
    private double paintedWidth;
    private double paintedHeight;

    public PictureView() {
        getStyleClass().add("picture");
        setAccessibleRole(AccessibleRole.IMAGE_VIEW);
        overlay.setMouseTransparent(true);
        getChildren().addAll(image, overlay);
        setMinSize(0, 0);
        visibleProperty().addListener((_, _, visible) -> {
            if (visible) {
                request();
            } else {
                forgetPicture();
            }
        });
    }

    /** What is drawn above the picture, in the picture's points: a selection, a cross under the pointer. */
    public Pane overlay() {
        return overlay;
    }

    /** The picture that is on the screen; nothing before the first. */
    public ReadOnlyObjectProperty<@Nullable Picture> pictureProperty() {
        return picture.getReadOnlyProperty();
    }

    /** The colours of the picture that was asked for last. */
    public ChartTheme theme() {
        return theme;
    }

    /** Whether the picture on the screen is the one that was asked for last, in the room there is now. */
    public boolean isPainted() {
        return source.isEmpty() || !isVisible() || getWidth() < 1 || getHeight() < 1 || shown == asked;
    }

    /** Shows another picture, as soon as it is painted. */
    public void show(Source newSource, ChartTheme newTheme) {
        source = Optional.of(newSource);
        theme = newTheme;
        request();
    }

    /** Shows nothing, and lets go of the numbers of what it has shown. */
    public void clear() {
        source = Optional.empty();
        forgetPicture();
    }

    private void forgetPicture() {
        waiting.set(null);
        image.setImage(null);
        setAccessibleText(null);
        picture.set(null);
    }

    @Override
    protected void layoutChildren() {
        overlay.resizeRelocate(0, 0, getWidth(), getHeight());
        if (getWidth() != paintedWidth || getHeight() != paintedHeight) {
            request();
        }
    }

    private void request() {
        if (source.isEmpty() || !isVisible() || getWidth() < 1 || getHeight() < 1) {
            return;
        }
        paintedWidth = getWidth();
        paintedHeight = getHeight();
        asked++;
        Request request = new Request(asked, source.get(), paintedWidth, paintedHeight, theme, scale());
        if (waiting.getAndSet(request) == null) {
            PAINTER.execute(this::paintWaiting);
        }
    }

    private double scale() {
        return getScene() == null || getScene().getWindow() == null ? 1 : getScene().getWindow().getOutputScaleX();
    }

    private void paintWaiting() {
        Request request = waiting.getAndSet(null);
        if (request != null) {
            Screen screen = Screen.paint(picture(request), request.theme, request.scale);
            Platform.runLater(() -> show(screen, request));
        }
    }

    /** A picture that cannot be drawn must not leave the one before it on the screen, as if it were this one. */
    private static Picture picture(Request request) {
        try {
            return request.source.picture(request.width, request.height);
        } catch (RuntimeException e) {
            LOG.log(System.Logger.Level.ERROR, "A picture could not be drawn", e);
            PictureBuilder b = new PictureBuilder();
            b.message(
                    new Bounds(0, 0, request.width, request.height), "This could not be drawn: " + e,
                    Ink.of(Ink.Role.ERROR));
            return b.build(request.width, request.height, "");
        }
    }

    private void show(Screen screen, Request request) {
        if (source.isEmpty() || !isVisible()) {
            return; // it comes too late
        }
        image.setImage(screen.image());
        image.setFitWidth(screen.image().getWidth() / request.scale);
        image.setFitHeight(screen.image().getHeight() / request.scale);
        setAccessibleText(screen.picture().title());
        shown = request.number;
        picture.set(screen.picture());
    }
}
