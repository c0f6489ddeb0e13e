package org.gradwalk.app;

import javafx.css.PseudoClass;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.Region;
import org.controlsfx.control.StatusBar;
import org.kordamp.ikonli.javafx.FontIcon;
import org.kordamp.ikonli.material2.Material2AL;

/** The line at the bottom of the window: what went wrong, or what there is to know. */
final class StatusLine {

    private static final PseudoClass DANGER = PseudoClass.getPseudoClass("danger");

    private final StatusBar bar = new StatusBar();

    StatusLine() {
        bar.setId("status");
        clear();
    }

    Region region() {
        return bar;
    }

    void clear() {
        bar.setText("");
        bar.setGraphic(null);
        bar.setTooltip(null);
        bar.pseudoClassStateChanged(DANGER, false);
    }

    void tell(String sentence) {
        clear();
        bar.setText(sentence);
        bar.setTooltip(new Tooltip(sentence));
        bar.setGraphic(new FontIcon(Material2AL.INFO));
    }

    /** Says what went wrong; the tooltip has the details. */
    void complain(String sentence, String details) {
        tell(sentence);
        bar.setTooltip(new Tooltip(details.isEmpty() ? sentence : sentence + "\n" + details));
        bar.setGraphic(new FontIcon(Material2AL.ERROR_OUTLINE));
        bar.pseudoClassStateChanged(DANGER, true);
    }
}
