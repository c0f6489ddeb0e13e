package org.gradwalk.app.view.stage;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Executors;
import javafx.application.Platform;
import javafx.beans.binding.Bindings;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.css.PseudoClass;
import javafx.geometry.Pos;
import javafx.geometry.Side;
import javafx.scene.control.Button;
import javafx.scene.control.ContextMenu;
import javafx.scene.control.Label;
import javafx.scene.control.MenuItem;
import javafx.scene.control.ToggleButton;
import javafx.scene.control.Tooltip;
import javafx.scene.input.Clipboard;
import javafx.scene.input.DataFormat;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.gradwalk.app.chart.PictureView;
import org.gradwalk.app.export.PlateName;
import org.gradwalk.app.view.Actions;
import org.gradwalk.app.view.Choices;
import org.gradwalk.app.view.KeyAction;
import org.gradwalk.app.view.LinkedPicture;
import org.gradwalk.app.view.Messages;
import org.gradwalk.app.view.Panel;
import org.gradwalk.app.view.ViewState;
import org.gradwalk.model.program.Node;
import org.gradwalk.model.program.Operation;
import org.gradwalk.model.program.Phase;
import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.javafx.FontIcon;
import org.kordamp.ikonli.material2.Material2AL;
import org.kordamp.ikonli.material2.Material2MZ;

/** The centre of the window: what ran last, drawn large. */
public final class StagePanel implements Panel {

    private static final PseudoClass BACKWARD = PseudoClass.getPseudoClass("backward");
    /** Less than a frame. */
    private static final Duration PATIENCE = Duration.ofMillis(8);

    /** A formula and a line of words. */
    private static final double LEAST_PICTURE = 64;

    private final VBox box = new VBox();
    private final Label address = new Label();
    private final Label phase = new Label();
    private final HeadChoice heads;
    private final ToggleButton hide = new ToggleButton("", new FontIcon(Material2MZ.VISIBILITY_OFF));
    private final Button ask = new Button(KeyAction.SHOW.tooltip());
    private final ToggleButton look = new ToggleButton(Messages.get("stage.look"));
    private final Label words = new Label();
    private final Label lookAt = new Label();
    private final LinkedPicture picture;
    private final Invariants invariants = new Invariants(
            Executors.newSingleThreadExecutor(Thread.ofPlatform().name("gradwalk-invariants").daemon().factory()),
            PATIENCE, () -> Platform.runLater(this::showAgain));
    private final ToggleButton explain = new ToggleButton(Messages.get("stage.explain"));
    private final DerivationView derivation = new DerivationView(box, invariants);
    private final Button copy = new Button("", new FontIcon(Material2AL.CONTENT_COPY));
    private final Button save = new Button("", new FontIcon(Material2MZ.SAVE_ALT));
    private final ContextMenu copies = new ContextMenu();
    private @Nullable ViewState shown;

    public StagePanel(Actions actions) {
        picture = new LinkedPicture(actions);
        heads = new HeadChoice(actions);
        box.getStyleClass().add("stage");
        address.getStyleClass().add("stage-address");
        address.setMinWidth(Region.USE_PREF_SIZE);
        phase.getStyleClass().add("phase");
        phase.setMinWidth(Region.USE_PREF_SIZE);
        look.getStyleClass().add("look-button");
        look.setMinWidth(Region.USE_PREF_SIZE);
        look.setTooltip(new Tooltip(KeyAction.LOOK.tooltip()));
        look.setFocusTraversable(false);
        explain.getStyleClass().add("look-button");
        explain.setMinWidth(Region.USE_PREF_SIZE);
        explain.setTooltip(new Tooltip(KeyAction.EXPLAIN.tooltip()));
        explain.setFocusTraversable(false);
        explain.setId("explain");
        explain.selectedProperty().bindBidirectional(derivation.unfoldedProperty());
        derivation.unfoldedProperty().addListener((_, _, _) -> showAgain());
        hide.getStyleClass().add("look-button");
        hide.setMinWidth(Region.USE_PREF_SIZE);
        hide.setTooltip(new Tooltip(KeyAction.HIDE.tooltip()));
        hide.setAccessibleText(KeyAction.HIDE.words());
        hide.setFocusTraversable(false);
        hide.setId("hide");
        ask.getStyleClass().add("look-button");
        ask.setMinWidth(Region.USE_PREF_SIZE);
        ask.setTooltip(new Tooltip(KeyAction.SHOW.tooltip()));
        ask.setFocusTraversable(false);
        ask.setId("show");
        ask.setOnAction(_ -> actions.act(KeyAction.SHOW));
        ask.managedProperty().bind(ask.visibleProperty());
        optional(lookAt);
        for (Label line : List.of(words, lookAt)) {
            line.getStyleClass().add("words");
            line.setWrapText(true);
            line.setMinHeight(Region.USE_PREF_SIZE);
        }
        lookAt.getStyleClass().add("look-at");
        copy.getStyleClass().add("look-button");
        copy.setMinWidth(Region.USE_PREF_SIZE);
        copy.setTooltip(new Tooltip(Messages.get("stage.copy")));
        copy.setAccessibleText(Messages.get("stage.copy"));
        copy.setFocusTraversable(false);
        copy.setId("copy");
        copies.getItems().addAll(item(actions, KeyAction.COPY_LATEX), item(actions, KeyAction.COPY_NUMPY));
        copy.setOnAction(_ -> copies.show(copy, Side.BOTTOM, 0, 2));
        save.getStyleClass().add("look-button");
        save.setMinWidth(Region.USE_PREF_SIZE);
        save.setTooltip(new Tooltip(KeyAction.EXPORT.tooltip()));
        save.setAccessibleText(KeyAction.EXPORT.words());
        save.setFocusTraversable(false);
        save.setId("save-pictures");
        save.setOnAction(_ -> actions.act(KeyAction.EXPORT));
        Region space = new Region();
        HBox.setHgrow(space, Priority.ALWAYS);
        HBox icons = new HBox(4, copy, save, hide);
        icons.getStyleClass().add("stage-icons");
        icons.setAlignment(Pos.CENTER_LEFT);
        icons.setMinWidth(Region.USE_PREF_SIZE);
        HBox head = new HBox(8, address, phase, heads.region(), space, icons, explain, look);
        head.setAlignment(Pos.CENTER_LEFT);
        head.getStyleClass().add("stage-head");
        VBox.setVgrow(picture.region(), Priority.ALWAYS);
        picture.region().managedProperty().bind(Bindings.createBooleanBinding(
                () -> !derivation.unfoldedProperty().get() || isRoomBeside(head), derivation.unfoldedProperty(),
                box.heightProperty(), head.heightProperty(), lookAt.heightProperty(), lookAt.managedProperty(),
                derivation.region().prefHeightProperty()));
        picture.region().visibleProperty().bind(picture.region().managedProperty());
        HBox.setHgrow(words, Priority.ALWAYS);
        HBox sentence = new HBox(12, words, ask);
        sentence.setAlignment(Pos.CENTER_LEFT);
        sentence.managedProperty().bind(derivation.unfoldedProperty().not().or(ask.visibleProperty()));
        sentence.visibleProperty().bind(sentence.managedProperty());
        box.getChildren().addAll(head, picture.region(), derivation.region(), sentence, lookAt);
    }

    private static MenuItem item(Actions actions, KeyAction action) {
        MenuItem item = new MenuItem(action.tooltip());
        item.setOnAction(_ -> actions.act(action));
        return item;
    }

    /** Whether the derivation, which has the formula in it, leaves the picture any room: else it takes its place. */
    private boolean isRoomBeside(Region head) {
        double below = lookAt.isManaged() ? lookAt.getHeight() : 0;
        return box.getHeight() - head.getHeight() - derivation.region().getPrefHeight() - below >= LEAST_PICTURE;
    }

    /** Takes no room while it has nothing to say. */
    private static void optional(Label label) {
        label.managedProperty().bind(label.textProperty().isNotEmpty());
        label.visibleProperty().bind(label.managedProperty());
    }

    /** Shows what there is to look at in a step, or hides it again. */
    public void toggleLook() {
        look.setSelected(!look.isSelected());
    }

    /** Copies the formulas that are shown; the address of the node that they are of, where there were any. */
    public Optional<String> copy(FormulaText kind) {
        Optional<String> text = Optional.ofNullable(shown).flatMap(kind::of);
        text.ifPresent(copied -> Clipboard.getSystemClipboard().setContent(Map.of(DataFormat.PLAIN_TEXT, copied)));
        return text.flatMap(_ -> Optional.ofNullable(shown)).flatMap(state -> state.snapshot().node())
                .map(Node::address);
    }

    /** The picture that is shown. */
    public PictureView picture() {
        return picture.view();
    }

    /** Unfolds the derivation of the step, or folds it away. */
    public void toggleDerivation() {
        explain.setSelected(!explain.isSelected());
    }

    @Override
    public Region region() {
        return box;
    }

    /** Hides results until somebody asks for them, or no longer. */
    public void toggleHiding() {
        hide.setSelected(!hide.isSelected());
    }

    /** Whether results are hidden until somebody asks for them. */
    public ReadOnlyBooleanProperty hidingProperty() {
        return hide.selectedProperty();
    }

    private void showAgain() {
        if (shown != null) {
            show(shown);
        }
    }

    @Override
    public void remember(Choices choices) {
        choices.add("stage.explained", explain.selectedProperty());
    }

    @Override
    public void show(ViewState state) {
        Optional<Node> node = state.snapshot().node();
        shown = state;
        boolean unfolded = derivation.unfoldedProperty().get();
        if (unfolded) {
            derivation.show(state, node);
        }
        explain.setDisable(
                node.filter(at -> DerivationText.isThere(state.snapshot().program(), at)).isEmpty()
                        && !unfolded);
        ask.setVisible(state.snapshot().isWithheld());
        copy.setDisable(node.isEmpty() || state.snapshot().isWithheld());
        phase.setVisible(node.isPresent());
        if (node.isEmpty()) {
            address.setText(Messages.get("stage.start"));
            heads.show(0, state.snapshot().model().config().heads(), false);
            lookAt.textProperty().unbind();
            lookAt.setText("");
            words.setText(Messages.get("stage.start.words"));
            picture.show((width, height) -> StartPicture.draw(state, width, height), state);
            return;
        }
        List<Operation> operations = state.snapshot().program().operations()
                .subList(node.get().first(), node.get().end());
        Phase reached = operations.getLast().phase();
        address.setText(node.get().row());
        phase.setText(Messages.get("phase." + reached.address()));
        phase.pseudoClassStateChanged(BACKWARD, reached == Phase.BACKWARD);
        heads.show(
                state.selection().head(), state.snapshot().model().config().heads(),
                operations.stream().allMatch(Operation::isPerHead));
        boolean withheld = state.snapshot().isWithheld();
        words.setText(withheld ? Messages.get("stage.withheld") : StageWords.of(node.get(), operations));
        String what = withheld ? "" : StageWords.lookAt(operations).orElse("");
        look.setDisable(what.isEmpty());
        lookAt.textProperty().bind(look.selectedProperty().map(on -> on ? what : ""));
        Optional<Invariants> below = unfolded ? Optional.empty() : Optional.of(invariants);
        picture.show(
                (width, height) -> new StagePicture(state, node.get(), below).draw(width, height), state,
                withheld ? Optional.empty() : Optional.of(new PlateName(StagePlates.STAGE, node.get().address())));
    }
}
