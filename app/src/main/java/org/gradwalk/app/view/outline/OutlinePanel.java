package org.gradwalk.app.view.outline;

import java.util.List;
import java.util.Optional;
import javafx.geometry.Orientation;
import javafx.geometry.Pos;
import javafx.scene.AccessibleRole;
import javafx.scene.control.ContextMenu;
import javafx.scene.control.ScrollBar;
import javafx.scene.control.Tooltip;
import javafx.scene.input.ContextMenuEvent;
import javafx.scene.input.KeyEvent;
import javafx.scene.input.MouseButton;
import javafx.scene.input.MouseEvent;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.scene.shape.Circle;
import org.gradwalk.app.chart.Picture;
import org.gradwalk.app.chart.PictureView;
import org.gradwalk.app.chart.Target;
import org.gradwalk.app.session.Command;
import org.gradwalk.app.session.Snapshot;
import org.gradwalk.app.view.Actions;
import org.gradwalk.app.view.BreakpointList;
import org.gradwalk.app.view.Messages;
import org.gradwalk.app.view.Panel;
import org.gradwalk.app.view.ViewState;
import org.gradwalk.model.program.Node;
import org.gradwalk.model.program.Phase;
import org.gradwalk.model.program.Program;
import org.gradwalk.model.program.Value;
import org.jspecify.annotations.Nullable;

/** The left of the window: the network as a tree with forward sizes and error sizes, and the cursor. */
public final class OutlinePanel implements Panel {

    /** Rows that stay in sight around the cursor when the outline scrolls to it. */
    private static final int CONTEXT = 8;
    private static final double HINT = 4;

    private final PictureView view = new PictureView();
    private final ScrollBar scroll = new ScrollBar();
    private final Tooltip tooltip = new Tooltip();
    /** Where a click would set a breakpoint. */
    private final Circle hint = new Circle(HINT);
    private final BorderPane box = new BorderPane(new StackPane(view, scroll));
    private final Actions actions;
    private Tree tree = new Tree(List.of());
    private @Nullable Program shownProgram;
    private @Nullable ViewState state;
    private ContextMenu menu = new ContextMenu();
    private Optional<Node> shownNode = Optional.empty();
    private Optional<String> selected = Optional.empty();
    private Sizes sizes = Sizes.NONE;
    private RowSigns signs = RowSigns.NONE;

    public OutlinePanel(Actions actions) {
        this.actions = actions;
        box.setTop(new OutlineHeader());
        box.getStyleClass().add("outline");
        box.setMinWidth(204);
        StackPane.setAlignment(scroll, Pos.CENTER_RIGHT);
        view.setId("outline");
        view.setAccessibleRole(AccessibleRole.TREE_VIEW);
        view.setFocusTraversable(true);
        scroll.setOrientation(Orientation.VERTICAL);
        scroll.setUnitIncrement(OutlinePicture.ROW_HEIGHT);
        scroll.valueProperty().addListener((_, _, _) -> paint());
        view.heightProperty().addListener((_, _, _) -> fitScroll());
        view.focusedProperty().addListener((_, _, _) -> paint());
        Tooltip.install(view, tooltip);
        hint.getStyleClass().add("break-hint");
        hint.setVisible(false);
        view.overlay().getChildren().add(hint);
        listen();
    }

    private void listen() {
        view.setOnScroll(event -> scrollTo(scroll.getValue() - event.getDeltaY()));
        view.setOnMouseMoved(this::pointAt);
        view.setOnMouseExited(_ -> hint.setVisible(false));
        view.setOnMousePressed(event -> {
            menu.hide();
            view.requestFocus();
            if (event.getButton() == MouseButton.PRIMARY) {
                lineAt(event).ifPresent(line -> click(line, event));
            }
        });
        view.setOnContextMenuRequested(this::openMenu);
        view.setOnKeyPressed(this::onKey);
    }

    private Optional<Target.Named> targetAt(double x, double y) {
        Picture picture = view.pictureProperty().get();
        return Optional.ofNullable(picture)
                .flatMap(shown -> shown.targetAt(x, y))
                .map(Target.Named.class::cast);
    }

    private Optional<Line> lineAt(MouseEvent event) {
        return targetAt(event.getX(), event.getY()).flatMap(target -> line(target.name()));
    }

    private Optional<Line> line(String address) {
        int index = tree.indexOf(address);
        return index < 0 ? Optional.empty() : Optional.of(tree.lines().get(index));
    }

    /** In the gutter it says what a click does there, elsewhere what the row shows. */
    private void pointAt(MouseEvent event) {
        Optional<Target.Named> target = targetAt(event.getX(), event.getY());
        Optional<Node> node = lineAt(event).flatMap(line -> Gutter.nodeAt(line.row(), event.getX()));
        tooltip.setText(node.flatMap(here -> gutter().map(gutter -> gutter.words(here)))
                .or(() -> target.map(Target.Named::words))
                .orElse(Messages.get("outline.use")));
        hint.setVisible(node.isPresent());
        target.ifPresent(row -> {
            hint.setCenterX(Gutter.column(event.getX()));
            hint.setCenterY(row.bounds().y() + row.bounds().height() / 2);
        });
    }

    private Optional<Gutter> gutter() {
        return Optional.ofNullable(state).map(now -> new Gutter(now.snapshot().program(), now.breakpoints()));
    }

    /** By the mouse of the row under it, by a key of the row that the keyboard has chosen, or that of the cursor. */
    private void openMenu(ContextMenuEvent event) {
        Optional<Line> line = event.isKeyboardTrigger()
                ? selected.or(() -> tree.lineOf(path())).flatMap(this::line)
                : targetAt(event.getX(), event.getY()).flatMap(target -> line(target.name()));
        if (state != null && line.isPresent()) {
            menu.hide();
            menu = RowMenu.of(line.get().row(), state, actions);
            menu.show(view, event.getScreenX(), event.getScreenY());
            event.consume();
        }
    }

    private void click(Line line, MouseEvent event) {
        Optional<Node> broken = Gutter.nodeAt(line.row(), event.getX());
        if (event.getX() < Gutter.END) {
            broken.map(Node::address).ifPresent(
                    address -> actions.changeBreakpoints(list -> BreakpointList.toggled(list, address)));
            return;
        }
        selected = Optional.of(line.row().address());
        if (line.hasChildren() && event.getX() < OutlinePicture.arrowEnd(line.depth())) {
            toggle(line);
        } else if (event.getClickCount() == 2) {
            goTo(line.row());
        }
        paint();
    }

    private void onKey(KeyEvent event) {
        Optional<String> from = selected.or(() -> tree.lineOf(path()));
        int index = from.map(tree::indexOf).orElse(-1);
        Optional<Line> line = index < 0 ? Optional.empty() : Optional.of(tree.lines().get(index));
        switch (event.getCode()) {
            case DOWN -> choose(index + 1);
            case UP -> choose(index - 1);
            case RIGHT -> line.filter(Line::hasChildren).ifPresent(here -> {
                if (here.open()) {
                    choose(index + 1);
                } else {
                    toggle(here);
                }
            });
            case LEFT -> line.ifPresent(here -> {
                if (here.open()) {
                    toggle(here);
                } else {
                    tree.parent(here.row()).ifPresent(parent -> choose(tree.indexOf(parent.address())));
                }
            });
            case ENTER -> line.map(Line::row).ifPresent(this::goTo);
            default -> {
                return;
            }
        }
        event.consume();
    }

    private void choose(int index) {
        if (!tree.lines().isEmpty()) {
            int within = Math.clamp(index, 0, tree.lines().size() - 1);
            selected = Optional.of(tree.lines().get(within).row().address());
            bringIntoSight(within, 0);
            paint();
        }
    }

    private void toggle(Line line) {
        tree.toggle(line.row());
        fitScroll();
        paint();
    }

    @Override
    public Region region() {
        return box;
    }

    /** Gives the outline the keyboard. */
    public void focus() {
        view.requestFocus();
    }

    @Override
    public void show(ViewState newState) {
        Snapshot shown = newState.snapshot();
        if (state != null && state.snapshot().equals(shown) && state.theme() == newState.theme()
                && state.breakpoints().equals(newState.breakpoints())) {
            return;
        }
        state = newState;
        if (shownProgram != shown.program()) {
            shownProgram = shown.program();
            tree = new Tree(Row.of(shown.program()));
            shownNode = Optional.empty();
            selected = Optional.empty();
        }
        sizes = new Sizes(shown.norms());
        signs = RowSigns.of(shown);
        if (!shown.node().equals(shownNode)) {
            shownNode = shown.node();
            selected = Optional.empty();
            tree.rowOf(path()).ifPresent(this::reveal);
        }
        fitScroll();
        paint();
    }

    /** The node at the cursor and all above it. */
    private List<Node> path() {
        return state == null || shownNode.isEmpty()
                ? List.of()
                : state.snapshot().program().path(shownNode.get()).reversed();
    }

    /** Opens the tree down to the cursor, closes what it had opened before, and brings the cursor into sight. */
    private void reveal(String address) {
        tree.reveal(address);
        fitScroll();
        bringIntoSight(tree.indexOf(address), CONTEXT);
    }

    private void bringIntoSight(int index, int context) {
        double y = index * OutlinePicture.ROW_HEIGHT;
        boolean above = y < scroll.getValue();
        boolean below = y + OutlinePicture.ROW_HEIGHT > scroll.getValue() + view.getHeight();
        if (above || (below && context > 0)) {
            scrollTo(y - context * OutlinePicture.ROW_HEIGHT);
        } else if (below) {
            scrollTo(y + OutlinePicture.ROW_HEIGHT - view.getHeight());
        }
    }

    private void scrollTo(double top) {
        scroll.setValue(Math.clamp(top, 0, scroll.getMax()));
    }

    /** How far one can scroll in the room there is. */
    private void fitScroll() {
        double all = tree.lines().size() * OutlinePicture.ROW_HEIGHT;
        double hidden = Math.max(0, all - view.getHeight());
        scroll.setVisible(hidden > 0);
        scroll.setMax(hidden);
        scroll.setVisibleAmount(hidden * Math.min(1, view.getHeight() / Math.max(1, all)));
        scroll.setBlockIncrement(Math.max(OutlinePicture.ROW_HEIGHT, view.getHeight()));
        scrollTo(scroll.getValue());
    }

    private void paint() {
        if (state != null) {
            OutlinePicture picture = new OutlinePicture(
                    state.snapshot(), signs, new Gutter(state.snapshot().program(), state.breakpoints()), sizes,
                    tree.lines(),
                    tree.lineOf(path()), selected, view.isFocused(),
                    (int) Math.round(scroll.getValue() / OutlinePicture.ROW_HEIGHT));
            view.show(picture::draw, state.theme());
        }
    }

    private void goTo(Row row) {
        nodeOf(row).ifPresent(node -> actions.execute(new Command.ToNode(node.address())));
    }

    /** Forward while the walk is on its way forward; on the way back the partner. */
    private Optional<Node> nodeOf(Row row) {
        if (state == null) {
            return Optional.empty();
        }
        Snapshot shown = state.snapshot();
        boolean back = shown.ran() >= shown.program().phase(Phase.LOSS).end();
        return back ? row.backward().or(row::forward) : row.forward().or(row::backward);
    }

    /** The node of the row that the keyboard has chosen, in the phase where the walk is; none where the keys are elsewhere. */
    public Optional<Node> chosen() {
        return view.isFocused() ? selected.flatMap(this::line).map(Line::row).flatMap(this::nodeOf) : Optional.empty();
    }

    /** What that row yields. */
    public Optional<Value> chosenValue() {
        return view.isFocused() ? selected.flatMap(this::line).map(Line::row).flatMap(Row::value) : Optional.empty();
    }
}
