package org.gradwalk.app;

import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.format.FormatStyle;
import java.util.Locale;
import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import org.gradwalk.app.session.file.RecoveryFolder;
import org.gradwalk.app.view.Messages;

/** A line that offers a walk which was not saved when a window crashed. */
final class RecoveryLine {

    private static final DateTimeFormatter TIME = DateTimeFormatter
            .ofLocalizedDateTime(FormatStyle.MEDIUM, FormatStyle.SHORT).withLocale(Locale.ENGLISH)
            .withZone(ZoneId.systemDefault());

    private final Label words = new Label();
    private final Button recover = button("recover", "recovery.recover");
    private final Button discard = button("recovery-discard", "recovery.discard");
    private final HBox box = new HBox(8, words, recover, discard);

    RecoveryLine() {
        words.setId("recovery-words");
        words.getStyleClass().add("words");
        words.setMaxWidth(Double.MAX_VALUE);
        words.setMinWidth(0);
        HBox.setHgrow(words, Priority.ALWAYS);
        box.setId("recovery");
        box.setAlignment(Pos.CENTER_LEFT);
        box.getStyleClass().add("about-session");
        box.managedProperty().bind(box.visibleProperty());
        box.setVisible(false);
    }

    private static Button button(String id, String key) {
        Button button = new Button(Messages.get(key));
        button.setId(id);
        button.getStyleClass().add("look-button");
        button.setMinWidth(Region.USE_PREF_SIZE);
        return button;
    }

    Region region() {
        return box;
    }

    /** Offers a walk; it stays offered until it is hidden. */
    void offer(RecoveryFolder.Left left, Runnable onRecover, Runnable onDiscard) {
        words.setText(Messages.get("recovery.offer", TIME.format(left.time())));
        recover.setOnAction(_ -> onRecover.run());
        discard.setOnAction(_ -> onDiscard.run());
        box.setVisible(true);
    }

    void hide() {
        box.setVisible(false);
    }
}
