package org.gradwalk.app.view;

import java.util.List;
import java.util.function.Supplier;
import javafx.scene.Node;

/**
 * The controls of a sheet, round which the tab key goes; what cannot be used is left out.
 *
 * @param controls in the order of the tab key
 */
public record FocusRing(Supplier<List<Node>> controls) {

    /** Puts the focus to the first. */
    public void first() {
        focus(0);
    }

    /** Moves the focus to the next, or the one before. */
    public void move(int step) {
        focus(usable().stream().map(Node::isFocused).toList().indexOf(true) + step);
    }

    private List<Node> usable() {
        return controls.get().stream().filter(control -> !control.isDisabled()).toList();
    }

    private void focus(int index) {
        List<Node> usable = usable();
        usable.get(Math.floorMod(index, usable.size())).requestFocus();
    }
}
