package org.gradwalk.app.view.watches;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import javafx.scene.control.Label;
import javafx.scene.control.TextField;
import javafx.scene.control.Tooltip;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.gradwalk.app.session.Watch;
import org.gradwalk.app.session.WatchReading;
import org.gradwalk.app.view.Actions;
import org.gradwalk.app.view.Choices;
import org.gradwalk.app.view.Completion;
import org.gradwalk.app.view.Messages;
import org.gradwalk.app.view.Panel;
import org.gradwalk.app.view.Strip;
import org.gradwalk.app.view.ViewState;
import org.gradwalk.model.program.Value;
import org.jspecify.annotations.Nullable;

/** What is watched, below the breakpoints, and a field for more of it. */
public final class WatchesPanel implements Panel {

    private static final int MOST_CANDIDATES = 4;

    private final VBox rows = new VBox();
    private final List<WatchRow> shownRows = new ArrayList<>();
    private final TextField field = new TextField();
    private final Label offers = new Label();
    private final Completion completion;
    private final Strip strip;
    private final Actions actions;
    private final Runnable leave;
    private @Nullable ViewState shown;
    /** The watch that is edited in the field; none where a new one is typed. */
    private Optional<Watch> edited = Optional.empty();

    /**
     * A list without watches.
     *
     * @param leave gives the keys back to the walk
     */
    public WatchesPanel(Actions actions, Runnable leave) {
        this.actions = actions;
        this.leave = leave;
        field.setId("watch-field");
        field.getStyleClass().add("point-field");
        field.setPromptText(Messages.get("watch.prompt"));
        field.setTooltip(new Tooltip(Messages.get("watch.tooltip")));
        field.setOnAction(_ -> take());
        field.addEventFilter(KeyEvent.KEY_PRESSED, this::press);
        field.textProperty().addListener((_, _, _) -> offer());
        field.caretPositionProperty().addListener((_, _, _) -> offer());
        completion = new Completion(field, WatchesPanel::isOfName, this::names);
        offers.setId("watch-offers");
        offers.getStyleClass().add("point-names");
        offers.setWrapText(true);
        offers.setMinHeight(Region.USE_PREF_SIZE);
        offers.managedProperty().bind(offers.textProperty().isNotEmpty());
        strip = new Strip("watches", Messages.get("watch.fold"), rows, new VBox(4, field, offers));
        strip.setTitle(Messages.get("watch.title", 0));
    }

    private static boolean isOfName(int letter) {
        return Character.isLetterOrDigit(letter) || "_./@".indexOf(letter) >= 0;
    }

    /** Names of values that have what was typed in them, those that begin with it first. */
    private List<String> names(String part) {
        if (shown == null) {
            return List.of();
        }
        String typed = part.toLowerCase(Locale.ROOT);
        List<String> all = shown.snapshot().program().values().stream().map(Value::name)
                .filter(name -> name.toLowerCase(Locale.ROOT).contains(typed))
                .toList();
        return Stream.concat(
                all.stream().filter(name -> name.toLowerCase(Locale.ROOT).startsWith(typed)), all.stream())
                .distinct()
                .toList();
    }

    @Override
    public Region region() {
        return strip.region();
    }

    /** To be folded, and unfolded. */
    public Strip strip() {
        return strip;
    }

    /** Puts the keys into the field for a new watch. */
    public void add() {
        edited = Optional.empty();
        field.clear();
        openField();
    }

    private void edit(Watch watch) {
        edited = Optional.of(watch);
        field.setText(watch.text());
        openField();
    }

    private void openField() {
        strip.unfold();
        field.requestFocus();
        field.end();
    }

    private void take() {
        String text = field.getText().strip();
        Optional<Watch> old = edited;
        edited = Optional.empty();
        field.clear();
        if (!text.isEmpty()) {
            Watch watch = new Watch(text);
            actions.changeWatches(list -> old.filter(list::contains).isPresent()
                    ? list.stream().map(each -> old.filter(each::equals).isPresent() ? watch : each).toList()
                    : Stream.concat(list.stream(), Stream.of(watch)).toList());
        }
        leave.run();
    }

    /** Tab completes a name, Escape leaves the field. */
    private void press(KeyEvent event) {
        switch (event.getCode()) {
            case TAB -> {
                if (!event.isShiftDown() && completion.complete()) {
                    event.consume();
                }
            }
            case ESCAPE -> {
                edited = Optional.empty();
                field.clear();
                event.consume();
                leave.run();
            }
            default -> {
                // the field's own
            }
        }
    }

    private void offer() {
        List<String> candidates = completion.candidates();
        String some = String.join("\n", candidates.stream().limit(MOST_CANDIDATES).toList());
        offers.setText(candidates.isEmpty() ? "" : Messages.get("watch.offers", some, candidates.size()));
    }

    @Override
    public void remember(Choices choices) {
        choices.add("watches.folded", strip.foldedProperty());
    }

    @Override
    public void show(ViewState state) {
        int before = shownRows.size();
        shown = state;
        List<WatchReading> readings = state.watches();
        while (shownRows.size() > readings.size()) {
            shownRows.removeLast();
            rows.getChildren().removeLast();
        }
        for (int i = 0; i < readings.size(); i++) {
            if (i == shownRows.size()) {
                WatchRow row = new WatchRow(readings.get(i).watch(), actions, this::edit);
                shownRows.add(row);
                rows.getChildren().add(row.region());
            }
            shownRows.get(i).show(readings.get(i), state);
        }
        if (shownRows.size() != before) {
            strip.setTitle(Messages.get("watch.title", shownRows.size()));
            if (before == 0) {
                strip.unfold();
            }
        }
    }
}
