package org.gradwalk.app.view.export;

import java.util.Optional;
import java.util.function.IntConsumer;
import java.util.stream.Stream;
import javafx.beans.binding.Bindings;
import javafx.beans.binding.DoubleBinding;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.Tooltip;
import javafx.scene.image.Image;
import javafx.scene.image.ImageView;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import org.gradwalk.app.view.Messages;

/** Shows one of the pictures as its file will be, as far as there is room, and how large that is on paper. */
final class PreviewBox {

    private final ImageView image = new ImageView();
    private final StackPane room = new StackPane(image);
    private final Button before = button("before", -1);
    private final Button after = button("after", 1);
    private final Label place = new Label();
    private final HBox pages = new HBox(before, place, after);
    private final Label size = new Label();
    private final VBox box = new VBox(8, room, pages, size);
    private final IntConsumer turn;

    /**
     * A box in which nothing is shown yet.
     *
     * @param turn hears by how many files to go on
     */
    PreviewBox(IntConsumer turn) {
        this.turn = turn;
        image.setId("save-preview");
        image.setPreserveRatio(true);
        image.fitWidthProperty().bind(fit(true));
        image.fitHeightProperty().bind(fit(false));
        image.visibleProperty().bind(image.imageProperty().isNotNull());
        room.setMinSize(0, 0);
        StackPane.setAlignment(image, Pos.TOP_LEFT);
        pages.getStyleClass().add("save-page");
        place.setId("save-page");
        pages.visibleProperty().bind(place.textProperty().isNotEmpty());
        size.setId("save-size");
        size.getStyleClass().add("muted");
        size.setWrapText(true);
        size.setMinHeight(Region.USE_PREF_SIZE);
        VBox.setVgrow(room, Priority.ALWAYS);
        box.getStyleClass().add("save-preview-box");
    }

    /** Never larger than its pixels, and never larger than the room. */
    private DoubleBinding fit(boolean across) {
        return Bindings.createDoubleBinding(() -> {
            Image shown = image.getImage();
            double pixels = shown == null ? 0 : across ? shown.getWidth() : shown.getHeight();
            return Math.min(across ? room.getWidth() : room.getHeight(), pixels);
        }, room.widthProperty(), room.heightProperty(), image.imageProperty());
    }

    private Button button(String id, int step) {
        Button button = new Button(Messages.get("save.page." + id));
        button.setId("save-page-" + id);
        button.setTooltip(new Tooltip(Messages.get("save.page." + id + ".tooltip")));
        button.setAccessibleText(Messages.get("save.page." + id + ".tooltip"));
        button.setOnAction(_ -> turn.accept(step));
        return button;
    }

    Region region() {
        return box;
    }

    /** What can have the focus, where there are pages to be turned. */
    Stream<Node> controls() {
        return pages.isVisible() ? Stream.of(before, after) : Stream.empty();
    }

    /** Shows a draft's picture. */
    void show(Draft draft) {
        Optional<Preview> preview = draft.preview();
        image.setImage(preview.map(Preview::image).orElse(null));
        size.setText(preview.map(PreviewBox::words).orElseGet(() -> Messages.get("save.preview.none")));
        place.setText(preview.map(Preview::page).filter(page -> page.count() > 1)
                .map(page -> Messages.get("save.page", page.index() + 1, page.count()))
                .orElse(""));
    }

    private static String words(Preview preview) {
        return Messages.get(
                preview.whole() ? "save.preview" : "save.preview.part", preview.page().file(), preview.width(),
                preview.height());
    }
}
