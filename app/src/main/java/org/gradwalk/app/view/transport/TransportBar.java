package org.gradwalk.app.view.transport;

import atlantafx.base.controls.CustomTextField;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import javafx.animation.PauseTransition;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.DoubleProperty;
import javafx.collections.ObservableList;
import javafx.css.PseudoClass;
import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.ContentDisplay;
import javafx.scene.control.Label;
import javafx.scene.control.Menu;
import javafx.scene.control.MenuButton;
import javafx.scene.control.Tooltip;
import javafx.scene.input.KeyCode;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import javafx.util.Duration;
import org.gradwalk.app.chart.Typeface;
import org.gradwalk.app.session.Command;
import org.gradwalk.app.session.Offers;
import org.gradwalk.app.session.Snapshot;
import org.gradwalk.app.session.Source;
import org.gradwalk.app.view.Actions;
import org.gradwalk.app.view.KeyAction;
import org.gradwalk.app.view.Messages;
import org.gradwalk.app.view.Panel;
import org.gradwalk.app.view.RecentFile;
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

    /** Room at both ends of the text, and between it and the count. */
    private static final double TEXT_PADDING = 24;
    /** More have no room in any window, and a sentence may be long. */
    private static final int MOST_LETTERS = 60;

    private static final PseudoClass COMPACT = PseudoClass.getPseudoClass("compact");
    private static final PseudoClass REFUSED = PseudoClass.getPseudoClass("refused");
    private static final PseudoClass LIT = PseudoClass.getPseudoClass("lit");
    private static final Duration LIGHT = Duration.millis(600);

    private final HBox bar = new HBox();
    private final CustomTextField text = new CustomTextField();
    private final Label tokens = new Label();
    private final MenuButton model;
    private final Label parameters = new Label();
    private final Label sizes = new Label();
    private final Label addition = new Label();
    private final Label iteration = number();
    private final LossFigure loss = new LossFigure();
    private final Label phase = new Label();
    private final Label operation = number();
    private final SpeedSlider speed = new SpeedSlider();
    private final Map<KeyAction, Button> buttons = new EnumMap<>(KeyAction.class);
    private final Actions actions;
    private final PauseTransition light = new PauseTransition(LIGHT);
    private Optional<Button> lit = Optional.empty();
    /** What the text is called. */
    private String walked = "";
    private String shownText = "";
    private int shownTokens;
    private int sequence;
    private int sequences = 1;
    private boolean reading;

    /**
     * The bar.
     *
     * @param actions takes what is typed and chosen, and what a button stands for
     * @param player steps by itself
     * @param offers what can be opened
     * @param recent files that were open last
     */
    public TransportBar(Actions actions, Player player, Offers offers, ObservableList<RecentFile> recent) {
        this.actions = actions;
        model = ModelMenu.of(offers, recent, actions);
        bar.getStyleClass().add("transport-bar");
        bar.setMinWidth(0);
        bar.widthProperty().addListener(
                (_, _, width) -> bar.pseudoClassStateChanged(COMPACT, width.doubleValue() <= ROOM_FOR_SIZES));
        Label name = new Label(Messages.get("program.name"));
        name.getStyleClass().add("program-name");
        name.setMinWidth(Region.USE_PREF_SIZE);
        Region left = new Region();
        Region right = new Region();
        HBox.setHgrow(left, Priority.SOMETIMES);
        HBox.setHgrow(right, Priority.SOMETIMES);
        speed.stepsPerSecondProperty()
                .addListener((_, _, steps) -> player.setStepsPerSecond(steps.doubleValue()));
        player.playingProperty().addListener((_, _, playing) -> showPlaying(playing));
        light.setOnFinished(_ -> unlight());
        phase.getStyleClass().add("phase-name");
        iteration.setId("iteration");
        operation.setId("operation");
        VBox place = figure(phase, operation);
        place.getStyleClass().add("place-figure");
        bar.getChildren().addAll(
                name, textField(), about(), left, moves(), speed.region(), right,
                figure(new Label(Messages.get("transport.iteration")), iteration), loss.region(), place, help());
    }

    private Button help() {
        Button help = new Button("?");
        help.getStyleClass().add("help-button");
        help.setTooltip(new Tooltip(KeyAction.KEYS.tooltip()));
        help.setAccessibleText(KeyAction.KEYS.words());
        help.setId(KeyAction.KEYS.name());
        help.setOnAction(_ -> actions.act(KeyAction.KEYS));
        return help;
    }

    private Region textField() {
        text.setOnAction(_ -> {
            reading = true;
            actions.execute(new Command.Read(text.getText()));
        });
        text.setOnKeyPressed(event -> {
            if (event.getCode() == KeyCode.ESCAPE) {
                leaveText();
                event.consume();
            }
        });
        text.textProperty().addListener((_, _, _) -> showCount());
        text.focusedProperty().addListener((_, _, focused) -> {
            if (!focused) {
                restoreText();
            }
        });
        text.widthProperty().addListener((_, _, _) -> showWalked());
        tokens.widthProperty().addListener((_, _, _) -> showWalked());
        text.setTooltip(new Tooltip(Messages.get("transport.text")));
        text.setId("text");
        tokens.getStyleClass().add("token-count");
        tokens.setMouseTransparent(true);
        text.setRight(tokens);
        text.getStyleClass().add("walk-text");
        HBox.setHgrow(text, Priority.SOMETIMES);
        return text;
    }

    private Region about() {
        parameters.getStyleClass().add("muted");
        sizes.getStyleClass().add("muted");
        addition.getStyleClass().add("muted");
        addition.setId("addition");
        addition.managedProperty().bind(addition.textProperty().isNotEmpty());
        for (Label detail : List.of(parameters, sizes)) {
            detail.managedProperty().bind(bar.widthProperty().greaterThan(ROOM_FOR_SIZES));
            detail.visibleProperty().bind(detail.managedProperty());
        }
        HBox first = new HBox(8, model, parameters);
        first.setAlignment(Pos.BASELINE_LEFT);
        VBox about = new VBox(first, new HBox(8, addition, sizes));
        about.setAlignment(Pos.CENTER_LEFT);
        about.setMinWidth(Region.USE_PREF_SIZE);
        return about;
    }

    private Region moves() {
        HBox moves = new HBox(
                button(KeyAction.TO_START, Material2MZ.SKIP_PREVIOUS, "start"),
                button(KeyAction.BACK_OUT, Material2MZ.VERTICAL_ALIGN_TOP, ""),
                button(KeyAction.BACK_OVER, Material2MZ.UNDO, ""),
                button(KeyAction.BACK_INTO, Material2MZ.SUBDIRECTORY_ARROW_LEFT, ""),
                button(KeyAction.INTO, Material2MZ.SUBDIRECTORY_ARROW_RIGHT, ""),
                button(KeyAction.OVER, Material2MZ.REDO, ""),
                button(KeyAction.OUT, Material2MZ.VERTICAL_ALIGN_BOTTOM, ""),
                button(KeyAction.TO_LOSS, Material2AL.FLAG, "loss"),
                button(KeyAction.RUN, Material2AL.FAST_FORWARD, ""),
                button(KeyAction.PLAY, Material2MZ.PLAY_ARROW, ""),
                button(KeyAction.RUN_ON, Material2MZ.PLAY_CIRCLE_OUTLINE, ""),
                RunMenu.of(actions));
        moves.getStyleClass().add("moves");
        moves.setAlignment(Pos.CENTER);
        moves.setMinWidth(Region.USE_PREF_SIZE);
        return moves;
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
        if (action == KeyAction.INTO) {
            button.getStyleClass().add("first-button");
        }
        button.setTooltip(new Tooltip(action.tooltip()));
        button.setAccessibleText(action.words());
        button.setFocusTraversable(false);
        button.setId(action.name());
        button.setOnAction(_ -> actions.act(action));
        buttons.put(action, button);
        return button;
    }

    private void showPlaying(boolean playing) {
        Button button = Objects.requireNonNull(buttons.get(KeyAction.PLAY));
        button.setGraphic(new FontIcon(playing ? Material2MZ.PAUSE : Material2MZ.PLAY_ARROW));
        button.pseudoClassStateChanged(LIT, playing);
    }

    private void showRunning(boolean running) {
        Button button = Objects.requireNonNull(buttons.get(KeyAction.RUN_ON));
        button.setGraphic(new FontIcon(
                running ? Material2MZ.PAUSE_CIRCLE_OUTLINE : Material2MZ.PLAY_CIRCLE_OUTLINE));
        button.pseudoClassStateChanged(LIT, running);
    }

    /** Lights the button of a move for a moment, so that everybody in the room sees which key was pressed. */
    public void light(KeyAction action) {
        if (action != KeyAction.PLAY && action != KeyAction.RUN_ON) {
            unlight();
            lit = Optional.ofNullable(buttons.get(action));
            lit.ifPresent(button -> button.pseudoClassStateChanged(LIT, true));
            light.playFromStart();
        }
    }

    private void unlight() {
        lit.ifPresent(button -> button.pseudoClassStateChanged(LIT, false));
        lit = Optional.empty();
    }

    /** How many steps a second playing makes. */
    public DoubleProperty stepsPerSecondProperty() {
        return speed.stepsPerSecondProperty();
    }

    /** The mark of a command that takes longer. */
    public BooleanProperty busyProperty() {
        return speed.busyProperty();
    }

    @Override
    public Region region() {
        return bar;
    }

    /** What was typed and not read goes, and what was said about it: the text shown is the text walked. */
    private void restoreText() {
        boolean refused = text.getPseudoClassStates().contains(REFUSED);
        text.setText(shownText);
        text.pseudoClassStateChanged(REFUSED, false);
        if (refused) {
            actions.act(KeyAction.RELEASE);
        }
    }

    /** Gives the keys back to the walk. */
    private void leaveText() {
        bar.requestFocus();
    }

    /** The sentence that is walked; of a longer text, which is not typed here, nothing. */
    private static String text(Snapshot snapshot) {
        return snapshot.runs().training().source() instanceof Source.Sentence(String sentence) ? sentence : "";
    }

    /** The number of tokens is that of the text walked; another text says how it becomes that one. */
    private void showCount() {
        tokens.setText(text.getText().equals(shownText)
                ? sequences == 1
                        ? Messages.get("transport.tokens", shownTokens)
                        : Messages.get("transport.sequences", sequence, sequences)
                : Messages.get("transport.enter"));
        text.getTooltip().setText(sequences == 1
                ? Messages.get("transport.text")
                : Messages.get(
                        "transport.sequences.words", walked, sequence, sequences, shownTokens));
    }

    /** What a longer text is called, as far as there is room before the count; JavaFX would cut a letter. */
    private void showWalked() {
        double room = text.getWidth() - tokens.getWidth() - TEXT_PADDING;
        double size = text.getFont().getSize();
        int most = Math.min(walked.length(), MOST_LETTERS);
        while (most > 1 && Typeface.SANS.width(shortened(most), size) > room) {
            most--;
        }
        text.setPromptText(shortened(most));
    }

    private String shortened(int length) {
        return length == walked.length() ? walked : walked.substring(0, length).strip() + "…";
    }

    /** A command was refused: if it was to read what is typed, that text stays, marked, to be mended. */
    public void refused() {
        text.pseudoClassStateChanged(REFUSED, reading);
        reading = false;
    }

    /** Opens the menu of the model at the files that were open last. */
    public void offerRecent() {
        model.show();
        model.getItems().stream().filter(item -> item instanceof Menu && !item.isDisable())
                .forEach(item -> ((Menu) item).show());
    }

    /** Puts the cursor into the text. */
    public void editText() {
        text.requestFocus();
        text.selectAll();
    }

    /** What was put to a model goes on in the line below, where there is room for it. */
    private void showName(String name) {
        int plus = name.indexOf(" + ");
        model.setText(plus < 0 ? name : name.substring(0, plus));
        addition.setText(plus < 0 ? "" : name.substring(plus + 1));
    }

    @Override
    public void show(ViewState state) {
        Snapshot snapshot = state.snapshot();
        boolean typed = text.isFocused() && shownText.equals(text(snapshot)) && !reading;
        shownText = text(snapshot);
        if (!walked.equals(snapshot.text())) {
            walked = snapshot.text();
            showWalked();
        }
        sequence = state.selection().sequence();
        sequences = snapshot.program().extent().sequences();
        shownTokens = snapshot.program().extent().positions();
        if (!typed) {
            text.pseudoClassStateChanged(REFUSED, false);
            if (!text.getText().equals(shownText)) {
                text.setText(shownText);
            }
        }
        showCount();
        if (reading) {
            reading = false;
            leaveText();
        }
        GptConfig config = snapshot.model().config();
        showName(snapshot.model().name());
        model.getTooltip().setText(Messages.get("open.tooltip", snapshot.model().name()));
        parameters.setText(Messages.get("transport.parameters", snapshot.program().parameterCount()));
        sizes.setText(Messages.get("transport.sizes", config.layers(), config.heads(), config.width()));
        iteration.setText(Long.toString(snapshot.number()));
        showRunning(snapshot.isRunning());
        loss.show(snapshot);
        Optional<Phase> reached = snapshot.ran() == 0
                ? Optional.empty()
                : Optional.of(snapshot.program().operations().get(snapshot.ran() - 1).phase());
        phase.setText(
                reached.map(found -> Messages.get("phase." + found.address())).orElse(Messages.get("phase.start")));
        operation.setText(Messages.get(
                "transport.operation", snapshot.ran(), snapshot.program().operations().size()));
    }
}
