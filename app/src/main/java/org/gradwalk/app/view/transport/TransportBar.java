package org.gradwalk.app.view.transport;

import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.Consumer;
import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.ContentDisplay;
import javafx.scene.control.Label;
import javafx.scene.control.TextField;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import org.gradwalk.app.chart.Numbers;
import org.gradwalk.app.session.Command;
import org.gradwalk.app.session.Snapshot;
import org.gradwalk.app.view.Actions;
import org.gradwalk.app.view.KeyAction;
import org.gradwalk.app.view.Messages;
import org.gradwalk.app.view.Panel;
import org.gradwalk.app.view.ViewState;
import org.gradwalk.model.gpt.GptConfig;
import org.gradwalk.model.program.Phase;
import org.kordamp.ikonli.Ikon;
import org.kordamp.ikonli.javafx.FontIcon;
import org.kordamp.ikonli.material2.Material2AL;
import org.kordamp.ikonli.material2.Material2MZ;

/** The bar at the top of the window: what the model reads, the moves of the walk, and where it stands. */
public final class TransportBar implements Panel {

    /** Below this width of the window the model's sizes are left out. */
    private static final double ROOM_FOR_SIZES = 1360;

    private final HBox bar = new HBox();
    private final TextField text = new TextField();
    private final Label tokens = new Label();
    private final Label model = new Label();
    private final Label sizes = new Label();
    private final Label iteration = number();
    private final Label loss = number();
    private final Label phase = new Label();
    private final Label operation = number();
    private final Consumer<KeyAction> does;

    public TransportBar(Actions actions, Consumer<KeyAction> does) {
        this.does = does;
        bar.getStyleClass().add("transport-bar");
        Label name = new Label(Messages.get("program.name"));
        name.getStyleClass().add("program-name");
        name.setMinWidth(Region.USE_PREF_SIZE);
        text.setOnAction(_ -> actions.execute(new Command.Read(text.getText())));
        text.setTooltip(new Tooltip(Messages.get("transport.text")));
        text.setId("text");
        tokens.getStyleClass().add("token-count");
        tokens.setMouseTransparent(true);
        StackPane field = new StackPane(text, tokens);
        StackPane.setAlignment(tokens, Pos.CENTER_RIGHT);
        field.getStyleClass().add("text-field-box");
        HBox.setHgrow(field, Priority.SOMETIMES);
        model.getStyleClass().add("model-name");
        sizes.getStyleClass().add("muted");
        VBox about = new VBox(model, sizes);
        sizes.managedProperty().bind(bar.widthProperty().greaterThan(ROOM_FOR_SIZES));
        sizes.visibleProperty().bind(sizes.managedProperty());
        about.setAlignment(Pos.CENTER_LEFT);
        about.setMinWidth(Region.USE_PREF_SIZE);
        Region left = new Region();
        Region right = new Region();
        HBox.setHgrow(left, Priority.SOMETIMES);
        HBox.setHgrow(right, Priority.SOMETIMES);
        HBox buttons = new HBox(
                6,
                button(KeyAction.TO_START, Material2MZ.SKIP_PREVIOUS, "start"),
                button(KeyAction.BACK_OUT, Material2MZ.VERTICAL_ALIGN_TOP, ""),
                button(KeyAction.BACK_OVER, Material2MZ.UNDO, ""),
                button(KeyAction.BACK_INTO, Material2MZ.SUBDIRECTORY_ARROW_LEFT, ""),
                button(KeyAction.INTO, Material2MZ.SUBDIRECTORY_ARROW_RIGHT, ""),
                button(KeyAction.OVER, Material2MZ.REDO, ""),
                button(KeyAction.OUT, Material2MZ.VERTICAL_ALIGN_BOTTOM, ""),
                button(KeyAction.TO_LOSS, Material2AL.FLAG, "loss"),
                button(KeyAction.RUN, Material2MZ.PLAY_ARROW, ""));
        buttons.setAlignment(Pos.CENTER);
        buttons.setMinWidth(Region.USE_PREF_SIZE);
        phase.getStyleClass().add("phase-name");
        bar.getChildren().addAll(
                name, field, about, left, buttons, right,
                figure(new Label(Messages.get("transport.iteration")), iteration),
                figure(new Label(Messages.get("transport.loss")), loss), figure(phase, operation));
    }

    private static Label number() {
        Label label = new Label();
        label.getStyleClass().add("figure-number");
        return label;
    }

    private static VBox figure(Label title, Label number) {
        title.getStyleClass().add("figure-title");
        VBox box = new VBox(title, number);
        box.setAlignment(Pos.CENTER_LEFT);
        box.setMinWidth(Region.USE_PREF_SIZE);
        return box;
    }

    private Button button(KeyAction action, Ikon icon, String label) {
        Button button = new Button(label.isEmpty() ? action.shortKey() : label, new FontIcon(icon));
        button.setContentDisplay(ContentDisplay.TOP);
        button.getStyleClass().add("transport-button");
        button.setTooltip(new Tooltip(action.tooltip()));
        button.setAccessibleText(action.words());
        button.setFocusTraversable(false);
        button.setId(action.name());
        button.setOnAction(_ -> does.accept(action));
        return button;
    }

    @Override
    public Region region() {
        return bar;
    }

    /** Puts the cursor into the text. */
    public void editText() {
        text.requestFocus();
        text.selectAll();
    }

    @Override
    public void show(ViewState state) {
        Snapshot snapshot = state.snapshot();
        if (!text.isFocused()) {
            text.setText(snapshot.text());
        }
        tokens.setText(Messages.get("transport.tokens", snapshot.tokens().size()));
        GptConfig config = snapshot.model().config();
        model.setText(snapshot.model().name());
        sizes.setText(Messages.get(
                "transport.sizes", config.layers(), config.heads(), config.width(), config.parameterCount()));
        iteration.setText(Long.toString(snapshot.number()));
        OptionalDouble present = snapshot.loss();
        loss.setText(present.isPresent() ? Numbers.shortly(present.getAsDouble()) : "–");
        Optional<Phase> reached = snapshot.position().operations() == 0
                ? Optional.empty()
                : Optional.of(snapshot.program().operations().get(snapshot.position().operations() - 1).phase());
        phase.setText(
                reached.map(found -> Messages.get("phase." + found.address())).orElse(Messages.get("phase.start")));
        operation.setText(Messages.get(
                "transport.operation", snapshot.position().operations(), snapshot.program().operations().size()));
    }
}
