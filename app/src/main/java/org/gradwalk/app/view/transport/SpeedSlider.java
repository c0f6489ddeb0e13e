package org.gradwalk.app.view.transport;

import javafx.beans.property.BooleanProperty;
import javafx.beans.property.DoubleProperty;
import javafx.beans.property.SimpleDoubleProperty;
import javafx.geometry.Pos;
import javafx.scene.control.Label;
import javafx.scene.control.ProgressIndicator;
import javafx.scene.control.Slider;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.gradwalk.app.chart.Numbers;
import org.gradwalk.app.view.Messages;

/** Chooses how many steps a second playing makes; equal ways on the slider multiply the speed equally. */
final class SpeedSlider {

    private final Slider slider = new Slider(log2(Player.SLOWEST), log2(Player.FASTEST), log2(Player.USUAL));
    private final DoubleProperty stepsPerSecond = new SimpleDoubleProperty(Player.USUAL);
    private final ProgressIndicator busy = new ProgressIndicator();
    private final VBox box;

    SpeedSlider() {
        slider.setId("speed");
        slider.setBlockIncrement(1);
        Label label = new Label(Messages.get("transport.speed"));
        label.getStyleClass().add("figure-title");
        label.setLabelFor(slider);
        busy.setId("busy");
        busy.setVisible(false);
        HBox title = new HBox(6, label, busy);
        title.setAlignment(Pos.CENTER_LEFT);
        box = new VBox(4, title, slider);
        box.setAlignment(Pos.CENTER_LEFT);
        box.setMinWidth(Region.USE_PREF_SIZE);
        Tooltip tooltip = new Tooltip();
        slider.setTooltip(tooltip);
        slider.valueProperty().addListener((_, _, log) -> stepsPerSecond.set(Math.pow(2, log.doubleValue())));
        stepsPerSecond.addListener((_, _, speed) -> slider.setValue(log2(speed.doubleValue())));
        tooltip.textProperty().bind(stepsPerSecond.map(SpeedSlider::words));
        slider.accessibleTextProperty().bind(tooltip.textProperty());
    }

    private static String words(Number speed) {
        return Messages.get("transport.speed.steps", Numbers.briefly(speed.doubleValue()));
    }

    private static double log2(double number) {
        return Math.log(number) / Math.log(2);
    }

    Region region() {
        return box;
    }

    /** A mark beside the title that a command takes longer. */
    BooleanProperty busyProperty() {
        return busy.visibleProperty();
    }

    DoubleProperty stepsPerSecondProperty() {
        return stepsPerSecond;
    }
}
