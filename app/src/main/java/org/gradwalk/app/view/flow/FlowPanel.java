package org.gradwalk.app.view.flow;

import javafx.scene.input.KeyCode;
import javafx.scene.input.MouseEvent;
import javafx.scene.layout.Region;
import javafx.scene.shape.Line;
import javafx.scene.shape.Polygon;
import org.gradwalk.app.chart.PictureView;
import org.gradwalk.app.session.Command;
import org.gradwalk.app.session.Snapshot;
import org.gradwalk.app.view.Actions;
import org.gradwalk.app.view.Panel;
import org.gradwalk.app.view.ViewState;
import org.gradwalk.model.run.Stepper.Move;
import org.jspecify.annotations.Nullable;

/** The strip above the stage: the river, and the cursor in it, which can be dragged. */
public final class FlowPanel implements Panel {

    private static final double HEIGHT = 168;
    private static final double MARK = 5;

    private final PictureView view = new PictureView();
    private final Line cursor = new Line();
    private final Polygon mark = new Polygon(-MARK, 0, MARK, 0, 0, MARK * 1.4);
    private final Actions actions;
    private @Nullable Snapshot snapshot;

    public FlowPanel(Actions actions) {
        this.actions = actions;
        view.getStyleClass().add("flow");
        view.setPrefHeight(HEIGHT);
        view.setFocusTraversable(true);
        cursor.getStyleClass().add("flow-cursor");
        mark.getStyleClass().add("flow-mark");
        view.overlay().getChildren().addAll(cursor, mark);
        view.widthProperty().addListener((_, _, _) -> placeCursor());
        view.heightProperty().addListener((_, _, _) -> placeCursor());
        view.setOnMousePressed(this::goTo);
        view.setOnMouseDragged(this::goTo);
        view.setOnKeyPressed(event -> {
            if (event.getCode() == KeyCode.RIGHT) {
                actions.execute(new Command.Forward(Move.OVER));
                event.consume();
            } else if (event.getCode() == KeyCode.LEFT) {
                actions.execute(new Command.Back(Move.OVER));
                event.consume();
            }
        });
    }

    private void goTo(MouseEvent event) {
        if (snapshot != null) {
            view.requestFocus();
            FlowLayout layout = new FlowLayout(snapshot.program(), view.getWidth());
            actions.execute(new Command.ToOperation(layout.operations(event.getX())));
        }
    }

    private void placeCursor() {
        if (snapshot != null) {
            double x = new FlowLayout(snapshot.program(), view.getWidth()).x(snapshot.position().operations());
            cursor.setStartX(x);
            cursor.setEndX(x);
            cursor.setStartY(22);
            cursor.setEndY(view.getHeight() - 16);
            mark.setLayoutX(x);
            mark.setLayoutY(18);
        }
    }

    @Override
    public Region region() {
        return view;
    }

    @Override
    public void show(ViewState state) {
        snapshot = state.snapshot();
        placeCursor();
        view.show((width, height) -> new FlowPicture(state, width, height).draw(width, height), state.theme());
    }
}
