package org.gradwalk.app.view.settings;

import java.util.List;
import java.util.Optional;
import java.util.function.LongConsumer;
import java.util.stream.Stream;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.Tooltip;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.gradwalk.app.session.Command;
import org.gradwalk.app.session.Session;
import org.gradwalk.app.session.Snapshot;
import org.gradwalk.app.session.Training;
import org.gradwalk.app.view.Actions;
import org.gradwalk.app.view.FocusRing;
import org.gradwalk.app.view.Messages;
import org.gradwalk.app.view.Panel;
import org.gradwalk.app.view.Veil;
import org.gradwalk.app.view.ViewState;
import org.gradwalk.app.view.settings.TrainingEntry.Read;

/**
 * Laid over the window: how the model at hand is trained, to be changed. While it is shown, all keys are its own: Tab goes
 * round in it, Enter applies what it says, Escape closes it.
 */
public final class TrainingSheet implements Panel {

    private final Veil veil = new Veil("training");
    private final Label outcome = new Label();
    private final Button own = new Button(Messages.get("training.own"));
    private final Button apply = new Button(Messages.get("training.apply"));
    private final Button cancel = new Button(Messages.get("training.cancel"));
    private final FocusRing ring = new FocusRing(this::controls);
    private final TrainingForm form = new TrainingForm(this::update);
    private final Actions actions;
    private final LongConsumer onHistory;
    private final Runnable onClosed;
    private final HistoryRoom room = HistoryRoom.of(Session.usualHistoryBytes(), Runtime.getRuntime().maxMemory());
    private long historyMegabytes = room.usual();
    private Optional<Snapshot> moment = Optional.empty();
    private Optional<Training> shown = Optional.empty();

    /**
     * A sheet that is not shown yet.
     *
     * @param actions takes the command
     * @param onHistory takes the bytes that earlier iterations may take, where that is changed
     * @param onClosed gives the keys back to the walk
     */
    public TrainingSheet(Actions actions, LongConsumer onHistory, Runnable onClosed) {
        this.actions = actions;
        this.onHistory = onHistory;
        this.onClosed = onClosed;
        Label title = new Label(Messages.get("training.title"));
        title.getStyleClass().add("key-sheet-title");
        outcome.setId("training-outcome");
        outcome.setWrapText(true);
        own.setId("training-own");
        own.setTooltip(new Tooltip(Messages.get("training.own.tooltip")));
        own.setOnAction(_ -> moment.ifPresent(now -> form.reset(now.model(), now.number())));
        form.showHistory(historyMegabytes);
        apply.setId("training-apply");
        apply.getStyleClass().add("accent");
        apply.setOnAction(_ -> apply());
        cancel.setOnAction(_ -> hide());
        Region between = new Region();
        HBox.setHgrow(between, Priority.ALWAYS);
        HBox buttons = new HBox(8, own, between, cancel, apply);
        buttons.setAlignment(Pos.CENTER_LEFT);
        VBox sheet = new VBox(title, form.region(), outcome, buttons);
        sheet.getStyleClass().addAll("key-sheet", "lora-sheet", "training-sheet");
        sheet.setMaxSize(Region.USE_PREF_SIZE, Region.USE_PREF_SIZE);
        veil.lay(sheet, this::hide);
        veil.addEventFilter(KeyEvent.KEY_PRESSED, this::onKey);
    }

    @Override
    public Region region() {
        return veil;
    }

    public boolean isShown() {
        return veil.isVisible();
    }

    /** Shows it, filled in as the model is trained in the iteration at hand. */
    public void open() {
        fill();
        veil.setVisible(true);
        ring.first();
    }

    private void hide() {
        veil.setVisible(false);
        onClosed.run();
    }

    @Override
    public void show(ViewState state) {
        moment = Optional.of(state.snapshot());
        if (isShown()) {
            if (shown.filter(state.snapshot().runs().training()::equals).isEmpty()) {
                fill();
            }
            update();
        }
    }

    private void fill() {
        moment.ifPresent(now -> {
            Training training = now.runs().training();
            shown = Optional.of(training);
            form.show(now.model(), training, now.number());
            form.showHistory(historyMegabytes);
            update();
        });
    }

    /** Says what applying does, or what is to be mended before. */
    private void update() {
        moment.ifPresent(now -> {
            Read read = read(now);
            boolean wrong = read instanceof Read.Wrong || !form.failure().isEmpty();
            outcome.getStyleClass().setAll("label", wrong ? "lora-wrong" : "training-onset");
            outcome.setText(switch (read) {
                case Read.Wrong(String sentence) -> sentence;
                case Read.Trained _ -> form.failure().isEmpty() ? Onset.of(now).words() : form.failure();
            });
            apply.setDisable(read instanceof Read.Wrong);
        });
    }

    private Read read(Snapshot now) {
        if (room.read(form.history()).isEmpty()) {
            return new Read.Wrong(Messages.get("training.wrong.history", room.most()));
        }
        return form.entry().read(now.runs().training(), now.model().config().contextLength());
    }

    /** Where nothing was changed, there is nothing to do. */
    private void apply() {
        moment.ifPresent(now -> {
            if (read(now) instanceof Read.Trained(Training training)) {
                hide();
                room.read(form.history()).ifPresent(this::limitHistory);
                if (!training.equals(now.runs().training())) {
                    actions.execute(new Command.Train(training));
                }
            }
        });
    }

    private void limitHistory(long megabytes) {
        if (megabytes != historyMegabytes) {
            historyMegabytes = megabytes;
            onHistory.accept(HistoryRoom.bytes(megabytes));
        }
    }

    /** Limits what earlier iterations may take, as {@link #history} remembered it. */
    public void setHistory(long megabytes) {
        limitHistory(room.remembered(megabytes));
    }

    /** The megabytes that earlier iterations may take; 0 where it is the usual part of the memory. */
    public long history() {
        return room.toRemember(historyMegabytes);
    }

    private void onKey(KeyEvent event) {
        boolean known = !form.hasKeys();
        if (known) {
            switch (event.getCode()) {
                case KeyCode.ESCAPE -> hide();
                case KeyCode.ENTER -> enter();
                case KeyCode.TAB -> ring.move(event.isShiftDown() ? -1 : 1);
                default -> known = false;
            }
        }
        if (known) {
            event.consume();
        }
    }

    /** A button that has the focus is pressed; anywhere else, what stands in the form is applied. */
    private void enter() {
        if (veil.getScene().getFocusOwner() instanceof Button button) {
            button.fire();
        } else {
            apply();
        }
    }

    /** In the order of the tab key. */
    private List<Node> controls() {
        return Stream.concat(form.controls().stream(), Stream.of(apply, cancel, own)).toList();
    }
}
