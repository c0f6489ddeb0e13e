package org.gradwalk.app.view.hands;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.Stream;
import javafx.beans.binding.Bindings;
import javafx.beans.value.ObservableBooleanValue;
import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Label;
import javafx.scene.control.TextField;
import javafx.scene.control.Tooltip;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import javafx.util.StringConverter;
import org.gradwalk.app.session.Command;
import org.gradwalk.app.session.Snapshot;
import org.gradwalk.app.view.Actions;
import org.gradwalk.app.view.ByHand;
import org.gradwalk.app.view.ByHandWords;
import org.gradwalk.app.view.Choice;
import org.gradwalk.app.view.Messages;
import org.gradwalk.app.view.Spot;
import org.gradwalk.app.view.TypedNumber;
import org.gradwalk.model.program.Value;
import org.gradwalk.model.run.Intervention;
import org.gradwalk.model.run.Where;
import org.gradwalk.model.tensor.Entries;
import org.gradwalk.model.tensor.Matrix;
import org.jspecify.annotations.Nullable;

/**
 * The place where a change by hand is typed: which entries of a value, and what becomes of them. Enter does it, Escape
 * leaves the value as it is. It closes where the value can no longer be changed.
 */
final class HandEditor {

    /** What can be done to entries. */
    private enum Deed {
        ZERO("zero"),
        SET("set"),
        SCALE("scale");

        private final String id;

        Deed(String id) {
            this.id = id;
        }
    }

    private final Label title = new Label();
    private final ComboBox<Where> where = new ComboBox<>();
    private final Choice<Deed> deed = new Choice<>("hand.editor.", Deed.values(), each -> each.id);
    private final TextField number = new TextField();
    private final Label complaint = new Label();
    private final Label duration = new Label();
    private final Button done = new Button(Messages.get("hand.editor.done"));
    private final VBox box;
    private final Actions actions;
    private final Runnable leave;
    private @Nullable Value value;

    HandEditor(Actions actions, Runnable leave) {
        this.actions = actions;
        this.leave = leave;
        title.getStyleClass().add("point-editor-title");
        title.setWrapText(true);
        where.setId("hand-where");
        where.setMaxWidth(Double.MAX_VALUE);
        where.getStyleClass().add("hand-where");
        where.setTooltip(new Tooltip(Messages.get("hand.editor.tooltip.where")));
        where.setConverter(new StringConverter<>() {
            @Override
            public String toString(@Nullable Where part) {
                return part == null || value == null ? "" : ByHandWords.of(value, part);
            }

            @Override
            public Where fromString(String words) {
                throw new UnsupportedOperationException("It is chosen, not typed");
            }
        });
        number.setId("hand-number");
        number.getStyleClass().add("point-field");
        number.setTooltip(new Tooltip(Messages.get("hand.editor.number")));
        number.managedProperty().bind(deed.chosenProperty().isNotEqualTo(Deed.ZERO));
        number.visibleProperty().bind(number.managedProperty());
        number.textProperty().addListener((_, _, _) -> check());
        deed.chosenProperty().addListener((_, _, chosen) -> {
            number.setText(chosen == Deed.SCALE ? "10" : "0");
            number.selectAll();
            check();
        });
        complaint.setId("hand-complaint");
        complaint.getStyleClass().add("break-row-error");
        duration.getStyleClass().add("break-row-hits");
        for (Label words : new Label[]{complaint, duration}) {
            words.setWrapText(true);
            words.setMinHeight(Region.USE_PREF_SIZE);
            words.managedProperty().bind(words.textProperty().isNotEmpty());
        }
        done.setId("hand-done");
        done.setOnAction(_ -> take());
        Button cancel = new Button(Messages.get("hand.editor.cancel"));
        cancel.setOnAction(_ -> close());
        Stream.of(done, cancel).forEach(button -> button.getStyleClass().add("ask-button"));
        HBox buttons = new HBox(6, done, cancel);
        buttons.setAlignment(Pos.CENTER_LEFT);
        box = new VBox(6, title, where, deed.region(), number, complaint, duration, buttons);
        box.setId("hand-editor");
        box.getStyleClass().add("point-editor");
        box.managedProperty().bind(box.visibleProperty());
        box.setVisible(false);
        box.addEventFilter(KeyEvent.KEY_PRESSED, this::press);
    }

    private void press(KeyEvent event) {
        boolean onButton = event.getTarget() instanceof Button;
        if (event.getCode() == KeyCode.ESCAPE && !where.isShowing()) {
            event.consume();
            close();
        } else if (event.getCode() == KeyCode.ENTER && !where.isShowing() && !onButton) {
            event.consume();
            take();
        }
    }

    Region region() {
        return box;
    }

    ObservableBooleanValue openProperty() {
        return Bindings.createBooleanBinding(box::isVisible, box.visibleProperty());
    }

    /** Opens it for a value that can be changed now. */
    void open(Spot spot, Snapshot snapshot, int head) {
        Value opened = snapshot.program().requireValue(spot.value());
        boolean parameter = snapshot.program().writtenBy(opened) < 0;
        value = opened;
        title.setText(opened.name());
        where.getItems().setAll(spot.parts(opened, head));
        where.getSelectionModel().selectFirst();
        deed.choose(!parameter ? Deed.ZERO : isZero(opened, where.getValue(), snapshot) ? Deed.SET : Deed.SCALE);
        duration.setText(Messages.get(parameter ? "hand.editor.once" : "hand.editor.always"));
        check();
        box.setVisible(true);
        if (parameter) {
            number.requestFocus();
            number.selectAll();
        } else {
            deed.chosenButton().findFirst().ifPresent(Region::requestFocus);
        }
    }

    /** What is 0 stays 0 whatever it is multiplied by. */
    private static boolean isZero(Value opened, Where part, Snapshot snapshot) {
        List<Matrix> parts = new ArrayList<>();
        snapshot.numbers(opened).ifPresent(whole -> part.of(opened, whole, parts::add));
        return parts.stream().allMatch(numbers -> Entries.largest(numbers) == 0);
    }

    /** Another moment of the walk may not have the value. */
    void show(Snapshot snapshot) {
        Value edited = value;
        if (box.isVisible() && edited != null) {
            Optional<Value> there = snapshot.program().value(edited.name());
            if (!there.equals(Optional.of(edited)) || ByHand.refusal(snapshot, edited).isPresent()) {
                close();
            }
        }
    }

    private OptionalDouble typed() {
        OptionalDouble typed = TypedNumber.real(number.getText());
        return typed.isPresent() && Double.isFinite(typed.getAsDouble()) ? typed : OptionalDouble.empty();
    }

    private void check() {
        boolean right = deed.chosen() == Deed.ZERO || typed().isPresent();
        complaint.setText(right ? "" : Messages.get("hand.editor.wrong"));
        done.setDisable(!right);
    }

    private void take() {
        Value edited = value;
        if (edited == null || done.isDisabled()) {
            return;
        }
        Where part = where.getValue();
        Intervention change = switch (deed.chosen()) {
            case ZERO -> Intervention.set(edited.name(), part, 0);
            case SET -> Intervention.set(edited.name(), part, typed().orElseThrow());
            case SCALE -> Intervention.scale(edited.name(), part, typed().orElseThrow());
        };
        close();
        actions.execute(new Command.Change(change));
    }

    private void close() {
        box.setVisible(false);
        leave.run();
    }
}
