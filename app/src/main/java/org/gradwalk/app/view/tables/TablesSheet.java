package org.gradwalk.app.view.tables;

import java.lang.ref.WeakReference;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import javafx.application.Platform;
import javafx.geometry.Pos;
import javafx.scene.AccessibleRole;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ToggleButton;
import javafx.scene.control.Tooltip;
import javafx.scene.input.KeyEvent;
import javafx.scene.input.MouseEvent;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import org.controlsfx.control.SegmentedButton;
import org.gradwalk.app.chart.PictureView;
import org.gradwalk.app.chart.Target;
import org.gradwalk.app.session.Checker;
import org.gradwalk.app.session.Command;
import org.gradwalk.app.session.RefusedException;
import org.gradwalk.app.session.Snapshot;
import org.gradwalk.app.view.Actions;
import org.gradwalk.app.view.KeyAction;
import org.gradwalk.app.view.Letters;
import org.gradwalk.app.view.Messages;
import org.gradwalk.app.view.Panel;
import org.gradwalk.app.view.Veil;
import org.gradwalk.app.view.ViewState;
import org.gradwalk.model.gpt.PaperTable;
import org.gradwalk.model.gpt.PaperTable.Entry;
import org.gradwalk.model.gpt.PaperTable.Row;
import org.gradwalk.model.program.Equation;
import org.gradwalk.model.program.Value;
import org.gradwalk.model.run.Iteration;
import org.gradwalk.model.run.ThreeWay;
import org.jspecify.annotations.Nullable;

/** The tables of the paper, laid over the window: a click on a formula walks to where it is computed. */
public final class TablesSheet implements Panel {

    /** Room below the table, for the note or one large formula. */
    private static final double FOOT = 64;

    private final Veil veil = new Veil("tables");
    private final PictureView view = new PictureView();
    /** One formula large, in the place of the note. */
    private final PictureView large = new PictureView();
    private final Map<PaperTable, ToggleButton> tables = new EnumMap<>(PaperTable.class);
    private final SegmentedButton blocks = new SegmentedButton();
    private final Button check = new Button(Messages.get("tables.check"));
    private final Label found = new Label();
    private final Label note = new Label();
    private final Checker checker;
    private final Actions actions;
    private final Runnable leave;

    private PaperTable table = PaperTable.NETWORK;
    private int block;
    /** Of the table and the block that are shown. */
    private List<Row> rows = List.of();
    private Optional<Value> chosen = Optional.empty();
    private Optional<Value> pointed = Optional.empty();
    private @Nullable ViewState state;
    /** One value may have several formulas here. */
    private final Map<Equation, ThreeWay> known = new HashMap<>();
    /** What the checks are of. */
    private WeakReference<@Nullable Iteration> checked = new WeakReference<>(null);
    private long checkedNumber;

    /**
     * A sheet that is not shown yet.
     *
     * @param leave gives the keyboard back to the walk
     */
    public TablesSheet(Checker checker, Actions actions, Runnable leave) {
        this.checker = checker;
        this.actions = actions;
        this.leave = leave;
        Label title = new Label(Messages.get("tables.title"));
        title.getStyleClass().add("key-sheet-title");
        SegmentedButton choice = new SegmentedButton();
        for (PaperTable each : PaperTable.values()) {
            ToggleButton button = new ToggleButton(Messages.get("tables.table." + key(each)));
            button.setId("table-" + each);
            button.setOnAction(_ -> choose(each));
            choice.getButtons().add(button);
            tables.put(each, button);
        }
        check.setId("check-table");
        Tooltip tooltip = new Tooltip(Messages.get("tables.check.tooltip"));
        tooltip.setConsumeAutoHidingEvents(false); // Escape closes the page as well
        check.setTooltip(tooltip);
        check.setOnAction(_ -> check());
        found.setId("tables-found");
        Region space = new Region();
        HBox.setHgrow(space, Priority.ALWAYS);
        HBox head = new HBox(14, title, choice, blocks, space, found, check);
        head.setAlignment(Pos.CENTER_LEFT);
        head.getChildren().forEach(node -> {
            if (node instanceof Region region && !region.equals(space)) {
                region.setMinWidth(Region.USE_PREF_SIZE);
            }
        });
        note.getStyleClass().add("muted");
        note.setWrapText(true);
        large.setId("large-formula");
        large.setMouseTransparent(true);
        StackPane foot = new StackPane(note, large);
        foot.setAlignment(Pos.TOP_LEFT);
        foot.setMinHeight(FOOT);
        foot.setMaxHeight(FOOT);
        VBox.setVgrow(view, Priority.ALWAYS);
        VBox sheet = new VBox(10, head, view, foot);
        sheet.getStyleClass().addAll("key-sheet", "tables-sheet");
        veil.lay(sheet, this::hide);
        view.setId("table");
        view.setAccessibleRole(AccessibleRole.TABLE_VIEW);
        view.setFocusTraversable(true);
        view.setOnMouseMoved(event -> point(at(event).map(Target.Named::name).flatMap(this::entry)));
        view.setOnMouseExited(_ -> point(Optional.empty()));
        view.setOnMouseClicked(event -> at(event).map(Target.Named::name).flatMap(this::entry).ifPresent(this::goTo));
        view.setOnKeyPressed(this::onKey);
    }

    private void point(Optional<Entry> entry) {
        Optional<Value> value = entry.map(each -> each.equation().value());
        if (!value.equals(pointed)) {
            pointed = value;
            showLarge();
        }
    }

    private static String key(PaperTable table) {
        return table.name().toLowerCase(Locale.ROOT);
    }

    @Override
    public Region region() {
        return veil;
    }

    public boolean isShown() {
        return veil.isVisible();
    }

    /** Shows it where it is not shown, and the other way round. */
    public void toggle() {
        if (isShown()) {
            hide();
        } else {
            veil.setVisible(true);
            view.requestFocus();
            refresh();
        }
    }

    public void hide() {
        veil.setVisible(false);
        checker.rest();
        view.clear();
        large.clear();
        leave.run();
    }

    @Override
    public void show(ViewState newState) {
        state = new ViewState(
                newState.snapshot(), newState.selection(), newState.theme(),
                Letters.PAPER.notation(newState.snapshot().model().config()));
        refresh();
    }

    private void choose(PaperTable chosenTable) {
        table = chosenTable;
        chosen = Optional.empty();
        refresh();
        view.requestFocus();
    }

    private void chooseBlock(int chosenBlock) {
        block = chosenBlock;
        chosen = Optional.empty();
        refresh();
        view.requestFocus();
    }

    private void refresh() {
        ViewState now = state;
        if (now == null || !isShown()) {
            return;
        }
        tables.forEach((each, button) -> button.setSelected(each == table));
        showBlocks(now.snapshot().model().config().blocks().size());
        forget(now.snapshot());
        note.setText(note(now.snapshot()));
        rows = table.rows(now.snapshot().program(), now.snapshot().model().config(), block);
        view.show(picture(now)::draw, now.theme());
        showLarge();
        List<Entry> entries = entries();
        List<ThreeWay> here = entries.stream().map(entry -> known.get(entry.equation()))
                .filter(Objects::nonNull).toList();
        found.setText(here.isEmpty()
                ? Messages.get("tables.use")
                : Messages.get(
                        "tables.found", here.stream().filter(ThreeWay::agrees).count(), here.size(),
                        entries.size() - here.size()));
    }

    private TablePicture picture(ViewState now) {
        return new TablePicture(now, table, block, rows, Map.copyOf(known), chosen);
    }

    /** The formula under the pointer, else the one that the keyboard has chosen; where there is none, the note. */
    private void showLarge() {
        ViewState now = state;
        Optional<Entry> entry = pointed.or(() -> chosen).map(Value::name).flatMap(this::entry);
        large.setVisible(entry.isPresent());
        note.setVisible(entry.isEmpty());
        if (now != null && entry.isPresent()) {
            Entry shown = entry.get();
            TablePicture picture = picture(now);
            large.show((width, height) -> picture.drawLarge(shown, width, height), now.theme());
        }
    }

    /** What was found of another iteration says nothing of this one. */
    private void forget(Snapshot snapshot) {
        if (!isChecked(snapshot)) {
            checked = new WeakReference<>(snapshot.iteration());
            checkedNumber = snapshot.number();
            known.clear();
        }
    }

    private boolean isChecked(Snapshot snapshot) {
        return checked.refersTo(snapshot.iteration()) && checkedNumber == snapshot.number();
    }

    private void showBlocks(int count) {
        block = Math.min(block, count - 1);
        if (blocks.getButtons().size() != count) {
            blocks.getButtons().clear();
            for (int i = 0; i < count; i++) {
                int number = i;
                ToggleButton button = new ToggleButton("h." + i);
                button.setId("table-block-" + i);
                button.setOnAction(_ -> chooseBlock(number));
                blocks.getButtons().add(button);
            }
        }
        for (int i = 0; i < count; i++) {
            blocks.getButtons().get(i).setSelected(i == block);
        }
        blocks.setVisible(count > 1);
    }

    private String note(Snapshot snapshot) {
        boolean adaptedHead = table == PaperTable.NETWORK && snapshot.program().value("lm_head.lora_A").isPresent();
        String own = Messages.get("tables.note." + key(table));
        return adaptedHead ? own + " " + Messages.get("tables.note.lora") : own;
    }

    private List<Entry> entries() {
        return rows.stream().flatMap(row -> row.entries().stream()).toList();
    }

    private Optional<Entry> entry(String value) {
        return entries().stream().filter(entry -> entry.equation().value().name().equals(value)).findFirst();
    }

    private Optional<Target.Named> at(MouseEvent event) {
        return Optional.ofNullable(view.pictureProperty().get())
                .flatMap(picture -> picture.targetAt(event.getX(), event.getY()))
                .map(Target.Named.class::cast);
    }

    private void goTo(Entry entry) {
        hide();
        actions.execute(new Command.ToNode(entry.node().address()));
    }

    private void onKey(KeyEvent event) {
        switch (event.getCode()) {
            case DOWN -> move(1, 0);
            case UP -> move(-1, 0);
            case RIGHT -> move(0, 1);
            case LEFT -> move(0, -1);
            case ENTER -> chosen.map(Value::name).flatMap(this::entry).ifPresent(this::goTo);
            default -> {
                return;
            }
        }
        event.consume();
    }

    /** To the next entry in a direction; at first to the first entry. */
    private void move(int down, int right) {
        List<List<Entry>> lines = rows.stream().map(Row::entries).filter(line -> !line.isEmpty()).toList();
        int row = 0;
        int column = 0;
        for (int i = 0; i < lines.size(); i++) {
            for (int j = 0; j < lines.get(i).size(); j++) {
                if (chosen.filter(lines.get(i).get(j).equation().value()::equals).isPresent()) {
                    row = Math.clamp(i + down, 0, lines.size() - 1);
                    column = j + right;
                }
            }
        }
        List<Entry> line = lines.get(row);
        chosen = Optional.of(line.get(Math.clamp(column, 0, line.size() - 1)).equation().value());
        refresh();
    }

    /** Checks what the walk has computed of this table. */
    private void check() {
        ViewState now = state;
        if (now == null) {
            return;
        }
        List<Equation> equations = entries().stream().map(Entry::equation)
                .filter(equation -> now.snapshot().exists(equation.value())).toList();
        if (equations.isEmpty()) {
            found.setText(Messages.get("tables.nothing", KeyAction.TO_END.shortKey()));
            return;
        }
        Iterator<Equation> next = equations.iterator();
        checker.checkEquations(now.snapshot(), equations, new Checker.Listener() {
            @Override
            public void checked(ThreeWay one) {
                Equation equation = next.next();
                Platform.runLater(() -> {
                    if (isChecked(now.snapshot())) {
                        known.put(equation, one.figures());
                        refresh();
                    }
                });
            }

            @Override
            public void failed(RefusedException reason) {
                Platform.runLater(() -> found.setText(Messages.get(reason.key(), reason.arguments())));
            }
        });
    }
}
