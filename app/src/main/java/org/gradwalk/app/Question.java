package org.gradwalk.app;

import java.util.ArrayList;
import java.util.List;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.gradwalk.app.view.FocusRing;
import org.gradwalk.app.view.Messages;
import org.gradwalk.app.view.Veil;

/** A sheet that asks before something would be lost. Esc and a press beside it leave all as it is. */
final class Question {

    /**
     * What can be answered.
     *
     * @param key of its word, and what its button is called
     * @param then what it does
     */
    record Answer(String key, Runnable then) {}

    private final Veil veil = new Veil("question");
    private final Label title = new Label();
    private final Label words = new Label();
    private final HBox buttons = new HBox(8);
    private final List<Node> controls = new ArrayList<>();
    private final FocusRing ring = new FocusRing(() -> controls);
    private final Runnable onClosed;

    /**
     * Nothing is asked yet.
     *
     * @param onClosed gives the keys back to the walk
     */
    Question(Runnable onClosed) {
        this.onClosed = onClosed;
        title.setId("question-title");
        title.getStyleClass().add("key-sheet-title");
        words.getStyleClass().add("muted");
        for (Label label : List.of(title, words)) {
            label.setWrapText(true);
            label.setMinHeight(Region.USE_PREF_SIZE);
        }
        buttons.setAlignment(Pos.CENTER_RIGHT);
        VBox sheet = new VBox(title, words, buttons);
        sheet.getStyleClass().addAll("key-sheet", "lora-sheet", "question-sheet");
        sheet.setMaxSize(Region.USE_PREF_SIZE, Region.USE_PREF_SIZE);
        veil.lay(sheet, this::hide);
        veil.addEventFilter(KeyEvent.KEY_PRESSED, this::onKey);
    }

    Region region() {
        return veil;
    }

    boolean isShown() {
        return veil.isVisible();
    }

    /**
     * Asks.
     *
     * @param answers besides doing nothing, the one first that loses nothing
     */
    void ask(String newTitle, String newWords, List<Answer> answers) {
        title.setText(newTitle);
        words.setText(newWords);
        controls.clear();
        answers.forEach(answer -> controls.add(button(answer)));
        controls.getFirst().getStyleClass().add("accent");
        controls.add(button(new Answer("question.cancel", () -> {})));
        buttons.getChildren().setAll(controls.reversed());
        veil.setVisible(true);
        ring.first();
    }

    private Button button(Answer answer) {
        Button button = new Button(Messages.get(answer.key));
        button.setId(answer.key.replace('.', '-'));
        button.setOnAction(_ -> {
            hide();
            answer.then.run();
        });
        return button;
    }

    private void hide() {
        veil.setVisible(false);
        onClosed.run();
    }

    private void onKey(KeyEvent event) {
        boolean known = true;
        switch (event.getCode()) {
            case KeyCode.ESCAPE -> hide();
            case KeyCode.ENTER -> controls.stream().filter(Node::isFocused).findFirst()
                    .ifPresent(button -> ((Button) button).fire());
            case KeyCode.TAB -> ring.move(event.isShiftDown() ? -1 : 1);
            default -> known = false;
        }
        if (known) {
            event.consume();
        }
    }
}
