package org.gradwalk.app.view.export;

import java.util.Optional;
import javafx.beans.binding.Bindings;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.ScrollPane.ScrollBarPolicy;
import javafx.scene.image.ImageView;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import org.gradwalk.app.view.Messages;

/** Shows the first picture as its file will be, and how large that is on paper. */
final class PreviewBox {

    /** Room for the bar, whether it is there or not. */
    private static final double BAR = 18;

    private final ImageView image = new ImageView();
    private final ScrollPane scroll = new ScrollPane(new StackPane(image));
    private final Label size = new Label();
    private final VBox box = new VBox(8, scroll, size);

    PreviewBox() {
        image.setId("save-preview");
        image.setPreserveRatio(true);
        image.fitWidthProperty().bind(Bindings.createDoubleBinding(
                () -> Math.min(
                        scroll.getWidth() - BAR, image.getImage() == null ? 0 : image.getImage().getWidth()),
                scroll.widthProperty(), image.imageProperty()));
        scroll.getContent().visibleProperty().bind(image.imageProperty().isNotNull());
        scroll.getContent().getStyleClass().add("save-paper");
        scroll.setHbarPolicy(ScrollBarPolicy.NEVER);
        size.setId("save-size");
        size.getStyleClass().add("muted");
        size.setWrapText(true);
        size.setMinHeight(Region.USE_PREF_SIZE);
        VBox.setVgrow(scroll, Priority.ALWAYS);
        box.getStyleClass().add("save-preview-box");
    }

    Region region() {
        return box;
    }

    /** Can be scrolled by keys. */
    ScrollPane scroll() {
        return scroll;
    }

    /** Shows a draft's first picture. */
    void show(Draft draft) {
        Optional<String> file = draft.job().flatMap(job -> job.files().keySet().stream().findFirst());
        image.setImage(draft.preview().map(Preview::image).orElse(null));
        size.setText(draft.preview().flatMap(preview -> file.map(name -> words(preview, name)))
                .orElseGet(() -> Messages.get("save.preview.none")));
    }

    private static String words(Preview preview, String file) {
        return Messages.get(
                preview.whole() ? "save.preview" : "save.preview.part", file, preview.width(), preview.height());
    }
}
