package org.gradwalk.app.view.flow;

import java.util.Optional;
import java.util.OptionalDouble;
import javafx.beans.property.BooleanProperty;
import javafx.geometry.Pos;
import javafx.scene.Scene;
import javafx.scene.control.Label;
import javafx.scene.control.ToggleButton;
import javafx.scene.control.Tooltip;
import javafx.scene.input.KeyCode;
import javafx.scene.input.MouseEvent;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import javafx.scene.shape.Line;
import javafx.scene.shape.Polygon;
import org.gradwalk.app.chart.Numbers;
import org.gradwalk.app.chart.PictureView;
import org.gradwalk.app.session.Command;
import org.gradwalk.app.session.Snapshot;
import org.gradwalk.app.view.Actions;
import org.gradwalk.app.view.FoldButton;
import org.gradwalk.app.view.Messages;
import org.gradwalk.app.view.Panel;
import org.gradwalk.app.view.PictureMenu;
import org.gradwalk.app.view.ViewState;
import org.gradwalk.app.view.flow.FlowLayout.Part;
import org.gradwalk.model.run.Stepper.Move;
import org.jspecify.annotations.Nullable;

/** The strip above the stage: the river, and the cursor in it, which can be dragged. It can be folded. */
public final class FlowPanel implements Panel {

    private static final double HEIGHT = 146;
    private static final double LOW_HEIGHT = 62;
    /** Windows lower than this get the low river. */
    private static final double LOW_WINDOW = 800;

    private static final double MARK = 5;
    /** Between a part and what is told of it, so that the part itself stays in sight. */
    private static final double JOIN_GAP = 10;
    private static final double JUST_BEFORE = 0.5;

    private final PictureView view = new PictureView();
    private final Line cursor = new Line();
    private final Polygon mark = new Polygon(-MARK, 0, MARK, 0, 0, MARK * 1.4);
    private final Label join = new Label();
    private final Label scale = new Label();
    private final ToggleButton fold = FoldButton.of("flow", Messages.get("flow.fold"));
    private final VBox box;
    private final Actions actions;
    private @Nullable Snapshot snapshot;
    private OptionalDouble pointer = OptionalDouble.empty();
    private int asked = -1;

    public FlowPanel(Actions actions) {
        this.actions = actions;
        box = new VBox(header(), view);
        box.getStyleClass().add("flow");
        box.sceneProperty().addListener((_, _, scene) -> followHeight(scene));
        view.managedProperty().bind(fold.selectedProperty().not());
        view.visibleProperty().bind(view.managedProperty());
        view.setId("flow");
        view.setPrefHeight(HEIGHT);
        view.setMinHeight(Region.USE_PREF_SIZE);
        view.setFocusTraversable(true);
        cursor.getStyleClass().add("flow-cursor");
        mark.getStyleClass().add("flow-mark");
        join.getStyleClass().add("flow-join");
        join.setId("join");
        join.setVisible(false);
        view.overlay().getChildren().addAll(cursor, mark, join);
        view.widthProperty().addListener((_, _, _) -> placeCursor());
        view.heightProperty().addListener((_, _, _) -> placeCursor());
        listen();
        new PictureMenu(view, actions).name(Optional.of(FlowPlates.NAME));
    }

    private HBox header() {
        Label title = new Label(Messages.get("flow.title"));
        title.getStyleClass().add("strip-title");
        title.setMinWidth(Region.USE_PREF_SIZE);
        scale.getStyleClass().add("strip-words");
        scale.setTooltip(new Tooltip());
        scale.getTooltip().textProperty().bind(scale.textProperty());
        HBox header = new HBox(8, fold, title, scale);
        header.setAlignment(Pos.CENTER_LEFT);
        header.getStyleClass().add("strip-header");
        return header;
    }

    private void listen() {
        view.setOnMousePressed(this::goTo);
        view.setOnMouseDragged(this::goTo);
        view.setOnMouseMoved(event -> pointAt(OptionalDouble.of(event.getX())));
        view.setOnMouseExited(_ -> pointAt(OptionalDouble.empty()));
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

    private void followHeight(@Nullable Scene scene) {
        if (scene != null) {
            view.prefHeightProperty().bind(
                    scene.heightProperty().map(height -> height.doubleValue() < LOW_WINDOW ? LOW_HEIGHT : HEIGHT));
        }
    }

    /** A drag asks once for every place. */
    private void goTo(MouseEvent event) {
        if (snapshot != null && event.isPrimaryButtonDown()) {
            view.requestFocus();
            int operations = layout(snapshot).operations(event.getX());
            if (operations != asked) {
                asked = operations;
                actions.execute(new Command.ToOperation(operations));
            }
        }
    }

    private FlowLayout layout(Snapshot shown) {
        return new FlowLayout(shown.program(), view.getWidth());
    }

    private void pointAt(OptionalDouble x) {
        pointer = x;
        tellJoin();
    }

    /** Tells the shares at the join under the pointer, else at the one that the walk has just passed. */
    private void tellJoin() {
        join.setVisible(false);
        if (snapshot != null) {
            FlowLayout layout = layout(snapshot);
            River river = River.of(snapshot, layout);
            double x = pointer.orElse(layout.x(snapshot.ran()) - JUST_BEFORE);
            layout.partAt(x).ifPresent(part -> river.join(part).ifPresent(shares -> tellJoin(part, shares)));
        }
    }

    private void tellJoin(Part part, Join shares) {
        join.setText(Messages.get(
                "flow.join", River.Half.of(part).fork(), Join.percent(shares.skip()), Join.percent(shares.branch()),
                Numbers.shortly(shares.cosine())));
        join.autosize();
        double right = part.right() + JOIN_GAP;
        boolean fits = right + join.getWidth() <= view.getWidth();
        join.relocate(fits ? right : part.left() - JOIN_GAP - join.getWidth(), 2);
        join.setVisible(true);
    }

    private void placeCursor() {
        if (snapshot != null) {
            double x = layout(snapshot).x(snapshot.ran());
            cursor.setStartX(x);
            cursor.setEndX(x);
            cursor.setStartY(6);
            cursor.setEndY(view.getHeight() - 16);
            mark.setLayoutX(x);
            mark.setLayoutY(2);
        }
    }

    @Override
    public Region region() {
        return box;
    }

    /** Whether only the title line is shown. */
    public BooleanProperty foldedProperty() {
        return fold.selectedProperty();
    }

    @Override
    public void show(ViewState state) {
        Snapshot shown = state.snapshot();
        snapshot = shown;
        asked = shown.ran();
        placeCursor();
        tellJoin();
        River river = River.of(shown, layout(shown));
        scale.setText(Messages.get(
                view.getPrefHeight() > LOW_HEIGHT ? "flow.scale" : "flow.scale.low",
                FlowPlates.size(river.largestForward()),
                FlowPlates.size(river.largestError())));
        view.show((width, height) -> new FlowPicture(shown, width, height).draw(), state.theme());
    }
}
