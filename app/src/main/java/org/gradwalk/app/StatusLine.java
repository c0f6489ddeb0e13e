package org.gradwalk.app;

import javafx.animation.PauseTransition;
import javafx.css.PseudoClass;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.Region;
import javafx.util.Duration;
import org.controlsfx.control.StatusBar;
import org.kordamp.ikonli.javafx.FontIcon;
import org.kordamp.ikonli.material2.Material2AL;

/** The line at the bottom of the window: what went wrong, or what there is to know. */
final class StatusLine {

    private static final PseudoClass DANGER = PseudoClass.getPseudoClass("danger");

    private static final Duration WHILE = Duration.seconds(10);

    private final StatusBar bar = new StatusBar();
    private final PauseTransition over = new PauseTransition(WHILE);

    StatusLine() {
        bar.setId("status");
        bar.setFocusTraversable(false);
        over.setOnFinished(_ -> clear());
        clear();
    }

    Region region() {
        return bar;
    }

    void clear() {
        over.stop();
        bar.setText("");
        bar.setGraphic(null);
        bar.setTooltip(null);
        bar.pseudoClassStateChanged(DANGER, false);
    }

    /** Says something for a while. */
    void tell(String sentence) {
        keep(sentence);
        over.playFromStart();
    }

    /** Says something until it is cleared. */
    void keep(String sentence) {
        clear();
        bar.setText(sentence);
        bar.setTooltip(new Tooltip(sentence));
        bar.setGraphic(new FontIcon(Material2AL.INFO));
    }

    /** Says what went wrong; the tooltip has the details. */
    void complain(String sentence, String details) {
        keep(sentence);
        bar.setTooltip(new Tooltip(details.isEmpty() ? sentence : sentence + "\n" + details));
        bar.setGraphic(new FontIcon(Material2AL.ERROR_OUTLINE));
        bar.pseudoClassStateChanged(DANGER, true);
    }
}
