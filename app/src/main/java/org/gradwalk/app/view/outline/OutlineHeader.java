package org.gradwalk.app.view.outline;

import javafx.geometry.HPos;
import javafx.geometry.VPos;
import javafx.scene.control.Label;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.Region;
import org.gradwalk.app.view.Messages;

/** What stands over the outline's columns. */
final class OutlineHeader extends Region {

    private final Label breakForward = column("→", "break-forward-head", "outline.break.forward");
    private final Label breakBackward = column("←", "break-backward-head", "outline.break.backward");
    private final Label network = new Label(Messages.get("outline.network"));
    private final Label forward = column("rms", "forward-head", "outline.forward");
    private final Label error = column("‖Δ‖", "error-head", "outline.error");

    OutlineHeader() {
        getStyleClass().add("outline-header");
        network.getStyleClass().add("outline-title");
        getChildren().addAll(breakForward, breakBackward, network, forward, error);
    }

    private static Label column(String symbol, String style, String words) {
        Label label = new Label(symbol);
        label.getStyleClass().add(style);
        label.setTooltip(new Tooltip(Messages.get(words)));
        label.setAccessibleText(Messages.get(words));
        return label;
    }

    @Override
    protected void layoutChildren() {
        Columns columns = Columns.in(getWidth());
        double half = Gutter.BACKWARD - Gutter.FORWARD;
        double left = Gutter.END + 2;
        place(breakForward, Gutter.FORWARD - half / 2, half);
        place(breakBackward, Gutter.BACKWARD - half / 2, half);
        place(network, left, columns.forward() - left);
        place(forward, columns.forward(), columns.bar() + Columns.GAP);
        place(error, columns.error(), columns.bar());
    }

    private void place(Label label, double x, double width) {
        layoutInArea(label, x, 0, width, getHeight(), 0, HPos.LEFT, VPos.CENTER);
    }
}
