package org.gradwalk.app.view.check;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javafx.animation.PauseTransition;
import javafx.application.Platform;
import javafx.geometry.Pos;
import javafx.scene.control.Label;
import javafx.scene.control.MenuButton;
import javafx.scene.control.MenuItem;
import javafx.scene.control.SeparatorMenuItem;
import javafx.scene.control.TextField;
import javafx.scene.control.Tooltip;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import javafx.util.Duration;
import org.gradwalk.app.chart.PictureView;
import org.gradwalk.app.session.Checker;
import org.gradwalk.app.session.Snapshot;
import org.gradwalk.app.view.Messages;
import org.gradwalk.app.view.ViewState;
import org.gradwalk.model.derivation.Names;
import org.gradwalk.model.derivation.Verdict;
import org.gradwalk.model.program.Node;
import org.gradwalk.model.run.DerivationQuestion;
import org.jspecify.annotations.Nullable;

/** A field in which a person types what is to be derived, as in NumPy: set as a formula, and compared as it is typed. */
final class DerivationField {

    private static final Duration TYPING = Duration.millis(250);
    private static final int MOST_KEPT = 50;
    private static final double FORMULA_HEIGHT = 44;

    /** A derivation that was kept. */
    private record Kept(String node, String text, boolean right) {}

    private final TextField field = new TextField();
    private final PictureView formula = new PictureView();
    private final Outcome verdict = new Outcome("verdict");
    private final Label names = new Label();
    private final MenuButton kept = new MenuButton();
    private final VBox box;
    private final PauseTransition pause = new PauseTransition(TYPING);
    private final List<Kept> all = new ArrayList<>();
    private final Checker checker;
    private @Nullable ViewState state;
    private Optional<DerivationQuestion> question = Optional.empty();
    /** Whether what is typed is right; none while nobody knows. */
    private Optional<Boolean> known = Optional.empty();

    private boolean keeping;
    private long shownVersion = -1;
    private long asked;

    DerivationField(Checker checker) {
        this.checker = checker;
        field.setId("derivation");
        field.getStyleClass().add("derivation-field");
        field.setPromptText(Messages.get("derive.prompt"));
        field.setTooltip(new Tooltip(Messages.get("derive.tooltip")));
        HBox.setHgrow(field, Priority.ALWAYS);
        formula.setPrefHeight(FORMULA_HEIGHT);
        formula.setMinHeight(FORMULA_HEIGHT);
        names.getStyleClass().add("derivation-names");
        names.setId("names");
        names.setWrapText(true);
        names.setMinHeight(Region.USE_PREF_SIZE);
        kept.setTooltip(new Tooltip(Messages.get("derive.kept.tooltip")));
        kept.setFocusTraversable(false);
        kept.setMinWidth(Region.USE_PREF_SIZE);
        HBox line = new HBox(8, field, kept);
        line.setAlignment(Pos.CENTER_LEFT);
        box = new VBox(4, formula, line, verdict.region(), names);
        box.getStyleClass().add("derivation");
        pause.setOnFinished(_ -> compare());
        field.textProperty().addListener((_, _, _) -> typed());
        field.caretPositionProperty().addListener((_, _, _) -> showNames());
        field.addEventFilter(KeyEvent.KEY_PRESSED, this::complete);
        field.setOnAction(_ -> keep());
        showKept();
    }

    Region region() {
        return box;
    }

    /** Somebody has opened it. */
    void opened() {
        if (state != null) {
            show(state);
        }
        field.requestFocus();
    }

    /** Asks for what the walk has just computed, as soon as somebody can see it. */
    void show(ViewState newState) {
        boolean theme = state != null && state.theme() != newState.theme();
        state = newState;
        if (box.isVisible() && shownVersion != newState.snapshot().version()) {
            ask(newState.snapshot());
        } else if (theme) {
            drawFormula();
        }
    }

    /** Until it is known what is asked for now, nothing is compared: not with what was asked for before. */
    private void ask(Snapshot snapshot) {
        shownVersion = snapshot.version();
        pause.stop();
        question = Optional.empty();
        checker.ask(snapshot, found -> Platform.runLater(() -> {
            if (shownVersion == snapshot.version()) {
                question = found;
                field.setDisable(question.isEmpty());
                showNames();
                typed();
            }
        }), this::fail);
    }

    private void typed() {
        asked++;
        known = Optional.empty();
        keeping = false;
        drawFormula();
        if (question.isEmpty()) {
            verdict.show(Outcome.State.NONE, Messages.get("derive.nothing"), "");
        } else if (field.getText().isBlank()) {
            verdict.show(Outcome.State.NONE, Messages.get("derive.ask", question.get().question().shape()), "");
        } else {
            pause.playFromStart();
        }
    }

    private void compare() {
        ViewState now = state;
        if (now == null || field.getText().isBlank()) {
            return;
        }
        long request = asked;
        question.ifPresent(answer -> checker.derive(
                now.snapshot(), answer, field.getText(), found -> Platform.runLater(() -> {
                    if (request == asked) {
                        show(found);
                    }
                }), this::fail));
    }

    private void fail(RuntimeException reason) {
        Platform.runLater(() -> verdict.show(
                Outcome.State.WRONG, Messages.get("check.failed", reason.toString()), ""));
    }

    private void show(Verdict found) {
        boolean right = found instanceof Verdict.Agrees;
        known = Optional.of(right);
        VerdictWords words = VerdictWords.of(found, field.getText());
        verdict.show(right ? Outcome.State.RIGHT : Outcome.State.WRONG, words.sentence(), words.details());
        if (keeping) {
            keep(right);
        }
    }

    private void drawFormula() {
        if (state != null) {
            String text = field.getText();
            Optional<DerivationQuestion> now = question;
            formula.show((width, height) -> TypedPicture.draw(now, text, width, height), state.theme());
        }
    }

    /** The names that begin as the word at the caret does; all where there is none. */
    private void showNames() {
        String begun = word();
        names.setText(question.map(DerivationQuestion::names).map(known -> {
            Stream<String> shown = known.complete(begun).stream()
                    .filter(name -> !begun.isEmpty() || known.arrays().containsKey(name)
                            || known.sizes().containsKey(name));
            return shown.limit(24).map(name -> described(known, name)).collect(Collectors.joining("   "));
        }).orElse(""));
    }

    private static String described(Names known, String name) {
        return Optional.ofNullable(known.arrays().get(name)).map(array -> name + " " + array.shape())
                .or(() -> Optional.ofNullable(known.sizes().get(name)).map(size -> name + " = " + size))
                .orElse(name);
    }

    private String word() {
        String before = field.getText().substring(0, Math.min(field.getCaretPosition(), field.getLength()));
        int start = before.length();
        while (start > 0 && (Character.isLetterOrDigit(before.charAt(start - 1)) || before.charAt(start - 1) == '_')) {
            start--;
        }
        return before.substring(start);
    }

    /** Tab completes the word at the caret. */
    private void complete(KeyEvent event) {
        String begun = word();
        if (event.getCode() == KeyCode.TAB && !event.isShiftDown() && !begun.isEmpty()) {
            question.map(DerivationQuestion::names)
                    .flatMap(known -> known.complete(begun).stream().findFirst())
                    .ifPresent(name -> {
                        int caret = field.getCaretPosition();
                        field.replaceText(caret - begun.length(), caret, name);
                    });
            event.consume();
        }
    }

    /** Keeps the line as soon as it is known whether it is right. */
    private void keep() {
        keeping = known.isEmpty();
        known.ifPresent(this::keep);
    }

    private void keep(boolean right) {
        keeping = false;
        if (state != null && !field.getText().isBlank()) {
            String node = state.snapshot().node().map(Node::address).orElse("");
            all.removeIf(one -> one.node.equals(node) && one.text.equals(field.getText()));
            all.addFirst(new Kept(node, field.getText(), right));
            if (all.size() > MOST_KEPT) {
                all.removeLast();
            }
            showKept();
        }
    }

    private void showKept() {
        kept.setText(Messages.get("derive.kept", all.size()));
        kept.setDisable(all.isEmpty());
        kept.getItems().clear();
        for (Kept one : all) {
            MenuItem item = new MenuItem((one.right ? "✓  " : "✗  ") + one.text + "   (" + one.node + ")");
            item.setMnemonicParsing(false);
            item.setOnAction(_ -> field.setText(one.text));
            kept.getItems().add(item);
        }
        MenuItem clear = new MenuItem(Messages.get("derive.clear"));
        clear.setOnAction(_ -> {
            all.clear();
            showKept();
        });
        kept.getItems().addAll(new SeparatorMenuItem(), clear);
    }
}
