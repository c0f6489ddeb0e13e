package org.gradwalk.app.view;

import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Stream;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.scene.control.RadioButton;
import javafx.scene.control.ToggleGroup;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Region;

/**
 * One of a few, each with its button.
 *
 * @param <T> what is chosen among
 */
public final class Choice<T> {

    private final HBox box = new HBox();
    private final Map<T, RadioButton> buttons = new HashMap<>();
    private final ReadOnlyObjectWrapper<T> chosen;

    /**
     * Chooses the first.
     *
     * @param prefix of the keys of their words
     * @param id the rest of each key
     */
    public Choice(String prefix, T[] all, Function<T, String> id) {
        chosen = new ReadOnlyObjectWrapper<>(all[0]);
        box.getStyleClass().add("choice");
        ToggleGroup group = new ToggleGroup();
        for (T each : all) {
            RadioButton button = new RadioButton(Messages.get(prefix + id.apply(each)));
            button.setId((prefix + id.apply(each)).replace('.', '-'));
            button.setToggleGroup(group);
            button.setSelected(each.equals(all[0]));
            button.setMnemonicParsing(false);
            button.setMinWidth(Region.USE_PREF_SIZE);
            button.selectedProperty().addListener((_, _, selected) -> {
                if (selected) {
                    chosen.set(each);
                }
            });
            buttons.put(each, button);
            box.getChildren().add(button);
        }
    }

    /** Its buttons beside each other. */
    public Region region() {
        return box;
    }

    /** The one that has the focus first; arrow keys lead to the others. */
    public Stream<RadioButton> chosenButton() {
        return box.getChildren().stream().map(RadioButton.class::cast).filter(RadioButton::isSelected);
    }

    /**
     * Chooses another one.
     *
     * @throws NullPointerException if it is none of them
     */
    public void choose(T other) {
        Objects.requireNonNull(buttons.get(other), "no button").setSelected(true);
    }

    public T chosen() {
        return chosen.get();
    }

    public ReadOnlyObjectProperty<T> chosenProperty() {
        return chosen.getReadOnlyProperty();
    }
}
