package org.gradwalk.app.view.export;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import java.util.function.Function;
import javafx.scene.Node;
import javafx.scene.control.ToggleButton;
import javafx.scene.control.Tooltip;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.Pane;
import javafx.scene.layout.Region;

/**
 * A few buttons of which one is chosen, or several. The tab key leads to one of them, arrow keys to the others.
 *
 * @param <T> what is chosen among
 */
final class Toggles<T> {

    private final Pane box;
    private final SequencedMap<T, ToggleButton> buttons = new LinkedHashMap<>();
    private final boolean several;
    private final Runnable onChange;

    /**
     * Nothing is chosen yet.
     *
     * @param box in which they stand
     * @param id of each button after {@code save-}
     * @param words on each button
     */
    Toggles(
            Pane box, List<T> all, Function<T, String> id, Function<T, String> words, boolean several,
            Runnable onChange) {
        this.box = box;
        this.several = several;
        this.onChange = onChange;
        box.getStyleClass().add("save-toggles");
        all.forEach(each -> {
            ToggleButton button = new ToggleButton(words.apply(each));
            button.setId("save-" + id.apply(each));
            button.setMnemonicParsing(false);
            button.setMinWidth(Region.USE_PREF_SIZE);
            button.setOnAction(_ -> press(each, button));
            buttons.put(each, button);
            box.getChildren().add(button);
        });
        box.addEventFilter(KeyEvent.KEY_PRESSED, this::onKey);
    }

    /** Says more of each where it is pointed at. */
    void explain(Function<T, String> more) {
        buttons.forEach((each, button) -> button.setTooltip(new Tooltip(more.apply(each))));
    }

    Region region() {
        return box;
    }

    /** The one to which the tab key leads. */
    Node stop() {
        return focused() >= 0
                ? box.getChildren().get(focused())
                : buttons.values().stream().filter(ToggleButton::isSelected).findFirst()
                        .orElseGet(() -> buttons.firstEntry().getValue());
    }

    List<T> chosen() {
        return buttons.entrySet().stream().filter(entry -> entry.getValue().isSelected()).map(Map.Entry::getKey)
                .toList();
    }

    /** Chooses these and no others. */
    void choose(Collection<T> these) {
        buttons.forEach((each, button) -> button.setSelected(these.contains(each)));
    }

    private void press(T each, ToggleButton button) {
        if (!several) {
            choose(List.of(each));
        }
        button.requestFocus();
        onChange.run();
    }

    private void onKey(KeyEvent event) {
        int step = switch (event.getCode()) {
            case RIGHT, DOWN -> 1;
            case LEFT, UP -> -1;
            default -> 0;
        };
        if (step != 0) {
            box.getChildren().get(Math.floorMod(focused() + step, buttons.size())).requestFocus();
            event.consume();
        }
    }

    private int focused() {
        return box.getChildren().stream().map(Node::isFocused).toList().indexOf(true);
    }
}
