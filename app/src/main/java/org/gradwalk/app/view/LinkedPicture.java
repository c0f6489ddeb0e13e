package org.gradwalk.app.view;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Consumer;
import javafx.geometry.Point2D;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.control.MenuItem;
import javafx.scene.control.SeparatorMenuItem;
import javafx.scene.input.KeyEvent;
import javafx.scene.input.MouseButton;
import javafx.scene.input.MouseEvent;
import javafx.scene.input.ScrollEvent;
import javafx.scene.layout.Pane;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import javafx.scene.shape.Rectangle;
import org.gradwalk.app.chart.Bounds;
import org.gradwalk.app.chart.ChartTheme;
import org.gradwalk.app.chart.Picture;
import org.gradwalk.app.chart.PictureView;
import org.gradwalk.app.chart.Target;
import org.gradwalk.app.chart.Window;
import org.gradwalk.app.export.PlateName;
import org.gradwalk.app.session.Snapshot;
import org.jspecify.annotations.Nullable;

/**
 * A picture that is linked with all others of the window: what is pointed at lights up in each of them, a click keeps it
 * lit. Its heat maps can be zoomed with the wheel, moved with the mouse, and copied as numbers.
 */
public final class LinkedPicture {

    private static final double ZOOM = 0.8;
    private static final double POINTER_GAP = 14;
    /** By so many the wheel moves a list. */
    private static final int ROWS = 3;

    private final PictureView view = new PictureView();
    private final Pane marks = new Pane();
    private final Label place = new Label();
    private final Label number = new Label();
    private final Label others = new Label();
    private final VBox reading = new VBox(2, place, number, others);
    private final MenuItem numbers = item(
            "picture.copy", this::copy, "  (" + KeyAction.COPY_NUMBERS.keyNames().getFirst() + ")");
    private final MenuItem whole = item("picture.fit", this::fit, "");
    private final Actions actions;
    private final PictureMenu menu;
    private final Clicked clicked;
    private Highlight kept = Highlight.NONE;
    private Target.@Nullable Cells under;
    private @Nullable Grip grip;
    private Optional<Point2D> pointer = Optional.empty();
    private long version;
    private @Nullable Snapshot snapshot;
    private List<MenuItem> hands = List.of();

    /** What a click does to the selection, beside keeping lit what was clicked. */
    @FunctionalInterface
    public interface Clicked {
        Selection selection(Picture picture, Target target, Selection selection);
    }

    /** Where a heat map is held while it is moved. */
    private record Grip(Target.Cells cells, double x, double y) {}

    public LinkedPicture(Actions actions) {
        this(actions, (_, _, selection) -> selection);
    }

    public LinkedPicture(Actions actions, Clicked clicked) {
        this.actions = actions;
        this.clicked = clicked;
        place.getStyleClass().add("reading-place");
        number.getStyleClass().add("reading-number");
        others.getStyleClass().add("reading-others");
        reading.getStyleClass().add("reading");
        reading.setVisible(false);
        view.overlay().getChildren().addAll(marks, reading);
        view.setFocusTraversable(true);
        view.setOnMouseMoved(event -> point(event.getX(), event.getY()));
        view.setOnMouseExited(_ -> leave());
        view.setOnMousePressed(this::press);
        view.setOnMouseDragged(this::drag);
        view.setOnMouseClicked(this::click);
        view.setOnScroll(this::scroll);
        view.setOnKeyPressed(this::press);
        menu = new PictureMenu(view, actions);
        menu.menu().getItems().addAll(numbers, whole);
        menu.menu().setOnShowing(_ -> {
            numbers.setVisible(under != null);
            whole.setVisible(under != null);
            offerHands();
        });
        view.pictureProperty().addListener((_, _, _) -> pointAgain());
        actions.pointing().highlightProperty().addListener((_, _, _) -> mark());
    }

    /** What can be done by hand to what is pointed at comes before all else. */
    private void offerHands() {
        menu.menu().getItems().removeAll(hands);
        hands = new ArrayList<>();
        if (snapshot != null) {
            Snapshot now = snapshot;
            actions.pointing().spot().map(spot -> HandMenu.of(now, spot, actions)).ifPresent(hands::addAll);
        }
        if (!hands.isEmpty()) {
            hands.add(new SeparatorMenuItem());
        }
        menu.menu().getItems().addAll(0, hands);
    }

    private void copy(Target.Cells cells) {
        actions.tell(PictureClipboard.copy(cells));
    }

    private MenuItem item(String key, Consumer<Target.Cells> action, String keys) {
        MenuItem item = new MenuItem(Messages.get(key) + keys);
        item.setOnAction(_ -> {
            if (under != null) {
                action.accept(under);
            }
        });
        return item;
    }

    /** What stands in the window. */
    public Region region() {
        return view;
    }

    /** The picture itself. */
    public PictureView view() {
        return view;
    }

    /** The picture that is on the screen; nothing before the first. */
    public @Nullable Picture picture() {
        return view.pictureProperty().get();
    }

    /** Shows another picture, as soon as it is painted; it cannot be saved. */
    public void show(PictureView.Source source, ViewState state) {
        show(source, state, Optional.empty());
    }

    /** Shows another picture, as soon as it is painted; where it has a name, it can be saved. */
    public void show(PictureView.Source source, ViewState state, Optional<PlateName> plate) {
        menu.name(plate);
        snapshot = state.snapshot();
        if (state.snapshot().version() != version) {
            version = state.snapshot().version();
            leave(); // a pointer that rests says nothing of the next step until it moves
        }
        show(source, state.selection(), state.theme());
    }

    void show(PictureView.Source source, Selection selection, ChartTheme theme) {
        kept = selection.kept();
        view.show(source, theme);
        mark();
    }

    /** Shows nothing, and lets go of the numbers of what it has shown. */
    public void letGo() {
        leave();
        menu.name(Optional.empty());
        snapshot = null;
        hands = List.of();
        grip = null;
        view.clear();
    }

    /** What lay under the pointer is gone; something else may lie there now. */
    private void pointAgain() {
        pointer.ifPresent(at -> point(at.getX(), at.getY()));
        mark();
    }

    private void point(double x, double y) {
        pointer = Optional.of(new Point2D(x, y));
        Picture picture = picture();
        Target target = picture == null ? null : picture.targetAt(x, y).orElse(null);
        under = target instanceof Target.Cells cells ? cells : null;
        actions.pointing().over(Optional.ofNullable(under), x, y);
        Highlight highlight = switch (target) {
            case null -> Highlight.NONE;
            case Target.Cells cells -> {
                Target.Cell cell = cells.cell(x, y);
                yield Highlight.of(cells, cells.grid().firstRow(cell.row()), cells.grid().firstColumn(cell.column()));
            }
            case Target.Labels labels -> Highlight.at(labels.side().axis(), labels.place(x, y));
            case Target.Named named -> Highlight.of(named.name());
            case Target.Rows _ -> Highlight.NONE;
        };
        actions.pointing().to(highlight);
        if (picture != null) {
            read(picture, target, highlight, x, y);
        }
    }

    private void leave() {
        pointer = Optional.empty();
        under = null;
        actions.pointing().overNothing();
        reading.setVisible(false);
        actions.pointing().to(Highlight.NONE);
    }

    private void read(Picture picture, @Nullable Target target, Highlight highlight, double x, double y) {
        switch (target) {
            case Target.Cells cells -> {
                Reading words = Reading.of(picture, cells, cells.cell(x, y), highlight);
                say(words.place(), words.number(), String.join("\n", words.others()));
            }
            case Target.Named named -> say(named.name(), named.words(), "");
            case Target.Labels _,Target.Rows _ -> reading.setVisible(false);
            case null -> reading.setVisible(false);
        }
        reading.autosize();
        double right = x + POINTER_GAP + reading.getWidth();
        double left = right <= view.getWidth() ? x + POINTER_GAP : x - POINTER_GAP - reading.getWidth();
        double below = y + POINTER_GAP + reading.getHeight();
        reading.relocate(
                Math.max(0, left),
                below <= view.getHeight() ? y + POINTER_GAP : Math.max(0, y - POINTER_GAP - reading.getHeight()));
    }

    private void say(String first, String second, String third) {
        show(place, first);
        show(number, second);
        show(others, third);
        reading.setVisible(true);
    }

    private static void show(Label label, String text) {
        label.setText(text);
        label.setManaged(!text.isEmpty());
        label.setVisible(!text.isEmpty());
    }

    private void press(MouseEvent event) {
        view.requestFocus();
        event.consume(); // else tabs around it would take the focus
        menu.hide();
        grip = event.getButton() == MouseButton.PRIMARY && under != null
                ? new Grip(under, event.getX(), event.getY())
                : null;
    }

    private void click(MouseEvent event) {
        if (event.getButton() != MouseButton.PRIMARY || !event.isStillSincePress()) {
            return;
        }
        if (event.getClickCount() == 2 && under != null) {
            fit(under);
        } else {
            Highlight highlight = actions.pointing().highlightProperty().get();
            Picture picture = picture();
            actions.select(selection -> {
                Selection changed = selection.toggled(highlight);
                return picture == null
                        ? changed
                        : picture.targetAt(event.getX(), event.getY())
                                .map(target -> clicked.selection(picture, target, changed))
                                .orElse(changed);
            });
        }
    }

    private void drag(MouseEvent event) {
        Grip held = grip;
        if (held == null || !held.cells.grid().window().isPartOf(held.cells.numbers())) {
            return;
        }
        Window window = held.cells.grid().window();
        Bounds bounds = held.cells.bounds();
        int rows = (int) Math.round((held.y - event.getY()) / bounds.height() * window.rows());
        int columns = (int) Math.round((held.x - event.getX()) / bounds.width() * window.columns());
        look(held.cells, window.moved(rows, columns, held.cells.numbers()));
    }

    private void scroll(ScrollEvent event) {
        Picture picture = picture();
        if (picture == null || event.getDeltaY() == 0) {
            return;
        }
        rows().filter(rows -> rows.bounds().contains(event.getX(), event.getY())).ifPresent(rows -> {
            moveRows(rows, event.getDeltaY() > 0 ? -ROWS : ROWS);
            event.consume();
        });
        if (picture.targetAt(event.getX(), event.getY()).orElse(null) instanceof Target.Cells cells
                && cells.numbers().rows() > 1 && cells.numbers().columns() > 1) {
            Target.Cell cell = cells.cell(event.getX(), event.getY());
            double factor = event.getDeltaY() > 0 ? ZOOM : 1 / ZOOM;
            look(cells, cells.grid().window().scaled(
                    factor, cells.grid().firstRow(cell.row()), cells.grid().firstColumn(cell.column()),
                    cells.numbers()));
            event.consume();
        }
    }

    /** The list in the picture that is longer than its room. */
    private Optional<Target.Rows> rows() {
        return Optional.ofNullable(picture()).flatMap(picture -> picture.targets().stream()
                .filter(Target.Rows.class::isInstance).map(Target.Rows.class::cast).findFirst());
    }

    private void moveRows(Target.Rows rows, int by) {
        actions.select(selection -> selection.withWindow(rows.name(), rows.moved(by)));
    }

    /** With the focus in it, a list is moved by the arrow keys. */
    private void press(KeyEvent event) {
        int by = switch (event.getCode()) {
            case UP -> -1;
            case DOWN -> 1;
            default -> 0;
        };
        if (by != 0) {
            rows().ifPresent(rows -> {
                moveRows(rows, by);
                event.consume();
            });
        }
    }

    private void look(Target.Cells cells, Window window) {
        String matrix = Figures.windowName(cells.name(), cells.turned());
        actions.select(selection -> window.isPartOf(cells.numbers())
                ? selection.withWindow(matrix, window)
                : selection.withoutWindow(matrix));
    }

    private void fit(Target.Cells cells) {
        actions.select(selection -> selection.withoutWindow(Figures.windowName(cells.name(), cells.turned())));
    }

    /** Draws what is lit above the picture. */
    private void mark() {
        List<Node> shapes = new ArrayList<>();
        Picture picture = picture();
        if (picture != null) {
            mark(picture, kept, "kept", shapes);
            mark(picture, actions.pointing().highlightProperty().get(), "pointed", shapes);
        }
        marks.getChildren().setAll(shapes);
    }

    private static void mark(Picture picture, Highlight highlight, String style, List<Node> shapes) {
        if (highlight.equals(Highlight.NONE)) {
            return;
        }
        for (Target target : picture.targets()) {
            switch (target) {
                case Target.Cells cells -> markCells(cells, highlight, style, shapes);
                case Target.Labels labels -> highlight.place(labels.side().axis())
                        .ifPresent(place -> markLabel(labels, place, style, shapes));
                case Target.Named _,Target.Rows _ -> {
                }
            }
        }
    }

    private static void markCells(Target.Cells cells, Highlight highlight, String style, List<Node> shapes) {
        if (highlight.value().filter(cells.name()::equals).isPresent()) {
            shapes.add(rectangle(cells.bounds(), "value-mark", style));
        }
        OptionalInt row = highlight.row(cells);
        OptionalInt column = highlight.column(cells);
        if (row.isPresent() && cells.numbers().columns() > 1) {
            shapes.add(rectangle(cells.row(row.getAsInt()), "line-mark", style));
        }
        if (column.isPresent() && cells.numbers().rows() > 1) {
            shapes.add(rectangle(cells.column(column.getAsInt()), "line-mark", style));
        }
        boolean rowKnown = row.isPresent() || cells.numbers().rows() == 1;
        boolean columnKnown = column.isPresent() || cells.numbers().columns() == 1;
        boolean any = row.isPresent() || column.isPresent();
        if (any && rowKnown && columnKnown) {
            Bounds across = cells.row(row.orElse(0));
            Bounds down = cells.column(column.orElse(0));
            shapes.add(rectangle(
                    new Bounds(down.x(), across.y(), down.width(), across.height()), "cell-mark", style));
        }
    }

    private static void markLabel(Target.Labels labels, int place, String style, List<Node> shapes) {
        int shown = place - labels.first();
        if (shown < 0 || shown >= labels.count()) {
            return;
        }
        Bounds b = labels.bounds();
        double step = (labels.across() ? b.width() : b.height()) / labels.count();
        shapes.add(rectangle(
                labels.across()
                        ? new Bounds(b.x() + shown * step, b.y(), step, b.height())
                        : new Bounds(b.x(), b.y() + shown * step, b.width(), step),
                "label-mark", style));
    }

    private static Rectangle rectangle(Bounds bounds, String... styles) {
        Rectangle rectangle = new Rectangle(bounds.x(), bounds.y(), bounds.width(), bounds.height());
        rectangle.getStyleClass().setAll(styles);
        return rectangle;
    }
}
