package org.gradwalk.app.view.check;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import javafx.animation.PauseTransition;
import javafx.application.Platform;
import javafx.geometry.Pos;
import javafx.scene.control.Label;
import javafx.scene.control.TextField;
import javafx.scene.control.ToggleButton;
import javafx.scene.control.Tooltip;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import javafx.util.Duration;
import org.gradwalk.app.chart.PictureBuilder;
import org.gradwalk.app.chart.PictureView;
import org.gradwalk.app.session.Checker;
import org.gradwalk.app.session.Derivations;
import org.gradwalk.app.session.RefusedException;
import org.gradwalk.app.session.Snapshot;
import org.gradwalk.app.view.Actions;
import org.gradwalk.app.view.Completion;
import org.gradwalk.app.view.KeyAction;
import org.gradwalk.app.view.LinkedPicture;
import org.gradwalk.app.view.Messages;
import org.gradwalk.app.view.ViewState;
import org.gradwalk.model.derivation.Verdict;
import org.gradwalk.model.formula.Symbol;
import org.gradwalk.model.program.Node;
import org.gradwalk.model.run.DerivationQuestion;
import org.jspecify.annotations.Nullable;

/**
 * A field in which a person types what is to be derived, as in NumPy: set as a formula, and compared as it is typed. It is
 * as high whatever is typed, so that the stage above stays where it is.
 */
final class DerivationField {

    private static final Duration TYPING = Duration.millis(250);
    private static final double FORMULA_HEIGHT = 36;
    private static final double VERDICT_HEIGHT = 52;
    private static final double LINE_HEIGHT = 22;
    private static final double DIFFERENCE_WIDTH = 270;

    private final TextField field = new TextField();
    private final Completion completion = Completion.ofNames(field, this::candidates);
    private final PictureView formula = new PictureView();
    private final Outcome outcome = new Outcome("verdict");
    private final Label terms = new Label();
    private final ToggleButton show = button("show-term", "derive.term");
    private final ToggleButton difference = button("show-difference", "derive.difference");
    private final LinkedPicture differences;
    private final NameLine names = new NameLine();
    private final KeptLines kept;
    private final HBox line = new HBox(8);
    private final HBox box;
    private final PauseTransition pause = new PauseTransition(TYPING);
    /** What was typed at a node and left there when the walk went on. */
    private final Map<String, String> left = new HashMap<>();
    private final Checker checker;
    private final Runnable leave;
    private @Nullable ViewState state;
    /** The node that the line in the field belongs to. */
    private String here = "";
    private Optional<DerivationQuestion> question = Optional.empty();
    /** Of what is typed; none while nobody knows. */
    private Optional<Verdict> verdict = Optional.empty();

    private boolean keeping;
    private boolean bringing;
    private long shownVersion = -1;
    private long asked;

    /**
     * A field.
     *
     * @param leave gives the keys back to the walk
     */
    DerivationField(Checker checker, Actions actions, Runnable leave) {
        this.checker = checker;
        this.leave = leave;
        differences = new LinkedPicture(actions);
        kept = new KeptLines(this::put, actions::changed);
        field.setId("derivation");
        field.getStyleClass().add("derivation-field");
        field.setTooltip(new Tooltip(Messages.get("derive.tooltip")));
        HBox.setHgrow(field, Priority.ALWAYS);
        fix(formula, FORMULA_HEIGHT);
        line.getChildren().setAll(field, kept.region());
        line.setAlignment(Pos.CENTER_LEFT);
        VBox column = new VBox(3, formula, line, verdictRoom(), lastLine());
        HBox.setHgrow(column, Priority.ALWAYS);
        Region picture = differences.region();
        picture.setMinWidth(DIFFERENCE_WIDTH);
        picture.setPrefSize(DIFFERENCE_WIDTH, 0);
        showWhile(picture, difference);
        box = new HBox(12, column, picture);
        box.getStyleClass().add("derivation");
        pause.setOnFinished(_ -> compare());
        field.textProperty().addListener((_, _, _) -> {
            typed();
            if (!bringing) {
                actions.changed();
            }
        });
        field.caretPositionProperty().addListener((_, _, _) -> showNames());
        field.addEventFilter(KeyEvent.KEY_PRESSED, this::press);
        field.setOnAction(_ -> keep());
        difference.selectedProperty().addListener((_, _, on) -> {
            if (on) {
                show.setSelected(false); // beside the difference a term is cut
            }
            drawDifference();
        });
        show.selectedProperty().addListener((_, _, on) -> {
            if (on) {
                difference.setSelected(false);
            }
        });
    }

    /** What is said, in room for three lines; the term that somebody asks for takes the last. */
    private Region verdictRoom() {
        terms.setId("term");
        terms.getStyleClass().add("derivation-term");
        showWhile(terms, show);
        outcome.region().setMinHeight(0);
        outcome.region().setMaxHeight(Double.MAX_VALUE);
        VBox.setVgrow(outcome.region(), Priority.ALWAYS);
        VBox room = new VBox(outcome.region(), terms);
        fix(room, VERDICT_HEIGHT);
        return room;
    }

    /** The names, and what can be asked for. */
    private Region lastLine() {
        HBox.setHgrow(names.region(), Priority.ALWAYS);
        HBox line = new HBox(8, names.region(), show, difference);
        line.setAlignment(Pos.CENTER_LEFT);
        fix(line, LINE_HEIGHT);
        return line;
    }

    private static ToggleButton button(String id, String key) {
        ToggleButton button = new ToggleButton(Messages.get(key));
        button.setId(id);
        button.setTooltip(new Tooltip(Messages.get(key + ".tooltip")));
        button.getStyleClass().add("ask-button");
        button.setMinWidth(Region.USE_PREF_SIZE);
        button.managedProperty().bind(button.visibleProperty());
        button.setVisible(false);
        return button;
    }

    private static void showWhile(Region part, ToggleButton button) {
        part.visibleProperty().bind(button.selectedProperty());
        part.managedProperty().bind(button.selectedProperty());
    }

    private static void fix(Region part, double height) {
        part.setMinHeight(height);
        part.setPrefHeight(height);
        part.setMaxHeight(height);
    }

    Region region() {
        return box;
    }

    /** Whether the keys are its own. */
    boolean hasFocus() {
        return box.isFocusWithin();
    }

    void focus() {
        field.requestFocus();
        field.end();
    }

    /** Somebody has opened it. */
    void opened() {
        if (state != null) {
            show(state);
        }
        focus();
    }

    /** What was typed so far. */
    Derivations derivations() {
        Map<String, String> lines = new HashMap<>(left);
        lines.put(here, field.getText());
        lines.values().removeIf(String::isBlank);
        return new Derivations(lines, kept.all());
    }

    /** Others than those that were typed so far. */
    void setDerivations(Derivations others) {
        left.clear();
        left.putAll(others.lines());
        kept.set(others.kept());
        bring(left.getOrDefault(here, ""));
    }

    /** Asks for what the walk has just computed, as soon as somebody can see it. */
    void show(ViewState newState) {
        state = newState;
        if (box.isVisible()) {
            if (shownVersion != newState.snapshot().version()) {
                ask(newState.snapshot());
            }
            showNames();
            draw();
        }
    }

    /** Until it is known what is asked for now, nothing is compared: not with what was asked for before. */
    private void ask(Snapshot snapshot) {
        shownVersion = snapshot.version();
        String node = snapshot.node().map(Node::address).orElse("");
        if (!node.equals(here)) {
            putAside();
            here = node;
            difference.setSelected(false);
            bring(left.getOrDefault(node, ""));
        }
        question = Optional.empty();
        typed();
        checker.ask(snapshot, found -> Platform.runLater(() -> {
            if (shownVersion == snapshot.version()) {
                question = found;
                field.setPromptText(found.isPresent() ? Messages.get("derive.prompt") : "");
                offerLine(found.isPresent());
                showNames();
                typed();
                if (found.isEmpty()) {
                    say(Outcome.State.NONE, nothing(snapshot));
                }
            }
        }), this::fail);
    }

    /** Where nothing can be answered there is no field, and the keys are the walk's; its room stays. */
    private void offerLine(boolean isThere) {
        if (!isThere && line.isFocusWithin()) {
            leave.run();
        }
        line.setVisible(isThere);
    }

    /** Why nothing can be asked for here, and what to do; empty where something can. */
    static Optional<String> why(Snapshot snapshot) {
        boolean there = snapshot.node().filter(node -> DerivationQuestion.isThere(snapshot.program(), node))
                .isPresent();
        return there ? Optional.empty() : Optional.of(nothing(snapshot));
    }

    private static String nothing(Snapshot snapshot) {
        return Messages.get(
                snapshot.node().map(node -> node.isOperation() ? "derive.nothing.operation" : "derive.nothing.step")
                        .orElse("derive.nothing"),
                KeyAction.INSIDE.shortKey(), KeyAction.OVER.shortKey());
    }

    /** The line stays with its node; an answer is kept, too. */
    private void putAside() {
        left.put(here, field.getText());
        verdict.ifPresent(this::keep);
    }

    /** Puts a line into the field that belongs there already. */
    private void bring(String text) {
        bringing = true;
        put(text);
        bringing = false;
    }

    /** Puts another line into the field; Ctrl+Z takes it back. */
    private void put(String text) {
        field.replaceText(0, field.getLength(), text);
    }

    private void typed() {
        asked++;
        pause.stop();
        verdict = Optional.empty();
        keeping = false;
        show.setSelected(false);
        draw();
        if (question.isEmpty()) {
            say(Outcome.State.NONE, "");
        } else if (field.getText().isBlank()) {
            say(Outcome.State.NONE, Messages.get("derive.ask", question.get().question().shape()));
        } else {
            say(Outcome.State.NONE, Messages.get("derive.running"));
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

    private void fail(RefusedException reason) {
        Platform.runLater(() -> say(Outcome.State.WRONG, Messages.get(reason.key(), reason.arguments())));
    }

    private void say(Outcome.State agrees, String words) {
        outcome.show(agrees, words, words);
    }

    private void show(Verdict found) {
        verdict = Optional.of(found);
        VerdictWords words = VerdictWords.of(found);
        say(found instanceof Verdict.Agrees ? Outcome.State.RIGHT : Outcome.State.WRONG, words.sentence());
        terms.setText(words.terms());
        terms.setTooltip(new Tooltip(words.terms()));
        draw();
        if (keeping) {
            keep(found);
        }
    }

    private void draw() {
        ViewState now = state;
        if (now == null) {
            return;
        }
        String text = field.getText();
        Optional<TypedPicture> typed = question.map(known -> new TypedPicture(
                known, now.notation().writing(known.equation()), text, verdict));
        formula.show(
                (width, height) -> typed.map(picture -> picture.draw(width, height))
                        .orElseGet(() -> new PictureBuilder().build(width, height, "")),
                now.theme());
        boolean withheld = now.snapshot().isWithheld();
        show.setVisible(!withheld && verdict.filter(found -> !VerdictWords.of(found).terms().isEmpty()).isPresent());
        boolean differs = verdict.filter(found -> withheld ? isNearMiss(found) : found instanceof Verdict.Differs)
                .isPresent();
        difference.setVisible(differs || (difference.isSelected() && !withheld));
        if (withheld) {
            show.setSelected(false);
            difference.setSelected(difference.isSelected() && (differs || verdict.isEmpty()));
        }
        drawDifference();
    }

    /** What a known slip makes wrong does not tell the answer; the difference of, say, 0 would be the answer. */
    private static boolean isNearMiss(Verdict found) {
        return found instanceof Verdict.Differs differs && !differs.hints().isEmpty();
    }

    private void drawDifference() {
        ViewState now = state;
        if (now != null && difference.isSelected()) {
            Optional<Verdict> found = verdict;
            int heads = now.snapshot().model().config().heads();
            differences.show(
                    (width, height) -> found.orElse(null) instanceof Verdict.Differs differs
                            ? DifferencePicture.draw(differs, now.selection(), heads, width, height)
                            : new PictureBuilder().build(width, height, ""),
                    now);
        }
    }

    private void showNames() {
        UnaryOperator<Symbol> letters = question.flatMap(asked -> Optional.ofNullable(state)
                .map(now -> now.notation().writing(asked.equation()).letters()))
                .orElse(UnaryOperator.identity());
        names.show(question, letters, completion.word());
    }

    private List<String> candidates(String word) {
        return question.map(asked -> asked.names().complete(word)).orElse(List.of());
    }

    /** Escape leaves the field, Tab completes the word at the caret, the arrows bring kept lines. */
    private void press(KeyEvent event) {
        boolean taken = switch (event.getCode()) {
            case KeyCode.ESCAPE -> {
                leave.run();
                yield true;
            }
            case KeyCode.TAB -> !event.isShiftDown() && completion.complete();
            case KeyCode.UP -> recall(1);
            case KeyCode.DOWN -> recall(-1);
            default -> false;
        };
        if (taken) {
            event.consume();
        }
    }

    /** Brings a line that was kept so much before the one in the field; the last step down empties the field. */
    private boolean recall(int further) {
        kept.before(field.getText(), further).ifPresent(this::put);
        return true;
    }

    /** Keeps the line as soon as it is known whether it is right. */
    private void keep() {
        keeping = verdict.isEmpty();
        verdict.ifPresent(this::keep);
    }

    /** Keeps the line with its verdict; what could not be read is no answer. */
    private void keep(Verdict found) {
        keeping = false;
        if (!(found instanceof Verdict.Unreadable)) {
            kept.keep(here, field.getText(), found instanceof Verdict.Agrees);
        }
    }
}
