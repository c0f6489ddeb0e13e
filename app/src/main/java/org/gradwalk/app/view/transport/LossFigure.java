package org.gradwalk.app.view.transport;

import java.util.OptionalDouble;
import javafx.css.PseudoClass;
import javafx.geometry.Pos;
import javafx.scene.control.Label;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.gradwalk.app.chart.Numbers;
import org.gradwalk.app.session.Snapshot;
import org.gradwalk.app.view.Messages;

/** The loss, what it was in the iteration before, and which way it went. */
final class LossFigure {

    private static final PseudoClass FELL = PseudoClass.getPseudoClass("fell");
    private static final PseudoClass ROSE = PseudoClass.getPseudoClass("rose");

    private final Label title = new Label();
    private final Label number = new Label();
    private final Label way = new Label();
    private final Tooltip tooltip = new Tooltip();
    private final VBox box = new VBox(title, new HBox(4, number, way));

    LossFigure() {
        title.getStyleClass().add("figure-title");
        number.getStyleClass().add("figure-number");
        way.getStyleClass().add("loss-way");
        box.getStyleClass().add("loss-figure");
        box.setAlignment(Pos.CENTER_LEFT);
        box.setId("loss");
        Tooltip.install(box, tooltip);
    }

    Region region() {
        return box;
    }

    void show(Snapshot snapshot) {
        OptionalDouble now = snapshot.loss();
        OptionalDouble before = snapshot.previousLoss();
        number.setText(now.isPresent()
                ? Numbers.shortly(now.getAsDouble())
                : snapshot.withholdsLoss() ? Messages.get("transport.loss.hidden") : "–");
        title.setText(before.isPresent()
                ? Messages.get("transport.loss.was", Numbers.shortly(before.getAsDouble()))
                : Messages.get("transport.loss"));
        double change = now.isPresent() && before.isPresent() ? now.getAsDouble() - before.getAsDouble() : 0;
        way.setText(change < 0 ? "↓" : change > 0 ? "↑" : "");
        way.pseudoClassStateChanged(FELL, change < 0);
        way.pseudoClassStateChanged(ROSE, change > 0);
        String words = change == 0
                ? Messages.get("transport.loss.words")
                : Messages.get(change < 0 ? "transport.loss.fell" : "transport.loss.rose",
                        Numbers.shortly(Math.abs(change)));
        tooltip.setText(words);
        box.setAccessibleText(title.getText() + " " + number.getText() + ". " + words);
    }
}
