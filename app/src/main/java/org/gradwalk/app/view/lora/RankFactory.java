package org.gradwalk.app.view.lora;

import javafx.scene.control.SpinnerValueFactory.IntegerSpinnerValueFactory;
import javafx.util.StringConverter;

/** The ranks of a spinner. What was typed and is no rank stays as it was typed, for the form to say so. */
final class RankFactory extends IntegerSpinnerValueFactory {

    RankFactory(int largest, int first) {
        super(1, largest, Math.min(first, largest));
        StringConverter<Integer> plain = getConverter();
        setConverter(new StringConverter<>() {
            @Override
            public String toString(Integer value) {
                return plain.toString(value);
            }

            @Override
            public Integer fromString(String text) {
                try {
                    int typed = Integer.parseInt(text.strip());
                    return typed >= getMin() && typed <= getMax() ? typed : getValue();
                } catch (NumberFormatException e) {
                    return getValue();
                }
            }
        });
    }
}
