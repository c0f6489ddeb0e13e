package org.gradwalk.app.view.watches;

import java.util.List;
import java.util.function.Consumer;
import javafx.beans.value.ObservableValue;
import javafx.scene.control.Label;
import javafx.scene.control.Tooltip;
import javafx.scene.input.MouseEvent;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import javafx.util.Duration;
import org.gradwalk.app.chart.Picture;
import org.gradwalk.app.chart.PictureView;
import org.gradwalk.app.chart.Target;
import org.gradwalk.app.session.Snapshot;
import org.gradwalk.app.session.Watch;
import org.gradwalk.app.session.WatchReading;
import org.gradwalk.app.view.Actions;
import org.gradwalk.app.view.Messages;
import org.gradwalk.app.view.PointRow;
import org.gradwalk.app.view.ViewState;

/** A watch of the list: what is watched, its number, and how that went. */
final class WatchRow {

    private static final int LEAST_POINTS = 2;
    private static final Duration AT_ONCE = Duration.millis(120);

    private final Label value = new Label();
    private final Label remark = PointRow.words("break-row-hits");
    private final Label error = PointRow.words("break-row-error");
    private final PictureView sparkline = new PictureView();
    private final Tooltip tooltip = new Tooltip();
    private final PointRow row;
    private final Actions actions;
    private Watch watch;

    WatchRow(Watch first, Actions actions, Consumer<Watch> edit) {
        watch = first;
        this.actions = actions;
        value.getStyleClass().add("watch-value");
        value.setMinWidth(Region.USE_PREF_SIZE);
        value.managedProperty().bind(value.textProperty().isNotEmpty());
        remark.setGraphic(value);
        remark.setGraphicTextGap(8);
        showWhile(remark, value.textProperty().isNotEmpty().or(remark.textProperty().isNotEmpty()));
        showWhile(error, error.textProperty().isNotEmpty());
        sparkline.setPrefHeight(Sparkline.HEIGHT);
        sparkline.setMinHeight(Region.USE_PREF_SIZE);
        sparkline.managedProperty().bind(sparkline.visibleProperty());
        sparkline.setVisible(false);
        sparkline.setOnMouseMoved(this::pointAt);
        tooltip.setShowDelay(AT_ONCE);
        Tooltip.install(sparkline, tooltip);
        VBox details = new VBox(remark, error, sparkline);
        details.getStyleClass().add("watch-details");
        row = new PointRow(
                Messages.get("watch.edit"), () -> edit.accept(watch), details)
                .withEditing(Messages.get("watch.edit"), () -> edit.accept(watch))
                .withRemoving(Messages.get("watch.remove"), this::remove);
    }

    private static void showWhile(Label label, ObservableValue<Boolean> shown) {
        label.managedProperty().bind(shown);
        label.visibleProperty().bind(shown);
    }

    Region region() {
        return row.region();
    }

    private void remove() {
        Watch old = watch;
        actions.changeWatches(list -> list.stream().filter(each -> !each.equals(old)).toList());
    }

    private void pointAt(MouseEvent event) {
        Picture picture = sparkline.pictureProperty().get();
        if (picture != null) {
            picture.targetAt(event.getX(), event.getY())
                    .map(target -> target instanceof Target.Named point ? point.words() : picture.title())
                    .ifPresentOrElse(tooltip::setText, () -> tooltip.setText(picture.title()));
        }
    }

    void show(WatchReading reading, ViewState state) {
        watch = reading.watch();
        WatchWords words = WatchWords.of(reading, state.snapshot(), state.selection());
        row.setName(watch.text());
        value.setText(words.value());
        remark.setText(words.remark());
        error.setText(words.error());
        List<Sparkline.Point> points = points(reading, state);
        sparkline.setVisible(points.size() >= LEAST_POINTS);
        if (sparkline.isVisible()) {
            Snapshot snapshot = state.snapshot();
            Sparkline picture = new Sparkline(
                    watch.text(), points, snapshot.number(), snapshot.position().operations());
            sparkline.show(picture::draw, state.theme());
        }
    }

    /** Those of the selected head or sequence; nothing of a moment whose results are hidden. */
    private static List<Sparkline.Point> points(WatchReading reading, ViewState state) {
        Snapshot snapshot = state.snapshot();
        int part = reading.state() instanceof WatchReading.State.Known known
                ? WatchWords.part(known, state.selection()).orElse(0)
                : 0;
        return reading.points().stream()
                .filter(point -> part < point.numbers().length)
                .filter(point -> !snapshot.isWithheld() || point.iteration() != snapshot.number()
                        || point.operations() <= snapshot.position().operations())
                .map(point -> new Sparkline.Point(point.iteration(), point.operations(), point.numbers()[part]))
                .toList();
    }
}
