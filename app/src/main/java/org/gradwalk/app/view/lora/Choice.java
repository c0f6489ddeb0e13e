package org.gradwalk.app.view.lora;

import java.util.function.Function;
import java.util.stream.Stream;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.scene.control.RadioButton;
import javafx.scene.control.ToggleGroup;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Region;
import org.gradwalk.app.view.Messages;

/**
 * One of a few, each with its button.
 *
 * @param <T> what is chosen among
 */
final class Choice<T> {

    private final HBox box = new HBox();
    private final ReadOnlyObjectWrapper<T> chosen;

    /**
     * Chooses the first.
     *
     * @param prefix of the keys of their words
     * @param id the rest of each key
     */
    Choice(String prefix, T[] all, Function<T, String> id) {
        chosen = new ReadOnlyObjectWrapper<>(all[0]);
        box.getStyleClass().add("lora-choice");
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
            box.getChildren().add(button);
        }
    }

    Region region() {
        return box;
    }

    /** The one that has the focus first; arrow keys lead to the others. */
    Stream<RadioButton> chosenButton() {
        return box.getChildren().stream().map(RadioButton.class::cast).filter(RadioButton::isSelected);
    }

    T chosen() {
        return chosen.get();
    }

    ReadOnlyObjectProperty<T> chosenProperty() {
        return chosen.getReadOnlyProperty();
    }
}
