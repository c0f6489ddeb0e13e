package org.gradwalk.app.view.export;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.stream.Stream;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.ButtonBase;
import javafx.scene.control.Label;
import javafx.scene.control.ListView;
import javafx.scene.control.ProgressBar;
import javafx.scene.control.TextInputControl;
import javafx.scene.control.ToggleButton;
import javafx.scene.control.Tooltip;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.gradwalk.app.export.ExportJob;
import org.gradwalk.app.export.PlateName;
import org.gradwalk.app.gallery.Order;
import org.gradwalk.app.gallery.PictureKind;
import org.gradwalk.app.view.FocusRing;
import org.gradwalk.app.view.Messages;
import org.gradwalk.app.view.Panel;
import org.gradwalk.app.view.Selection;
import org.gradwalk.app.view.Veil;
import org.gradwalk.app.view.ViewState;
import org.gradwalk.app.view.export.OrderEntry.Read;
import org.jspecify.annotations.Nullable;

/**
 * Laid over the window: writes pictures and numbers of what the walk has reached. While it is shown, all keys are its own,
 * and so the walk stands still: what is being written does not change. Escape stops writing, takes back the question, or
 * closes the sheet.
 */
public final class ExportSheet implements Panel {

    /** More files than this are not written without a question, where nobody has said which. */
    private static final int MANY = 100;

    private final Veil veil = new Veil("save");
    private final ExportForm form = new ExportForm(this::draftAnew);
    private final PreviewBox preview = new PreviewBox(this::turn);
    private final Label sentence = new Label();
    private final Button write = button("write", this::write);
    private final Button close = button("close", this::hide);
    private final Button overwrite = button("overwrite", () -> start(true));
    private final Button back = button("back", this::fillIn);
    private final Button all = button("all", () -> start(false));
    private final Button stop = button("stop", this::stopWriting);
    private final ProgressBar progress = new ProgressBar(0);
    private final HBox buttons = new HBox();
    private final FocusRing ring = new FocusRing(this::controls);
    private final Drafts drafts = new Drafts(this::take);
    private final BooleanSupplier isStill;
    private final Consumer<String> tell;
    private final Runnable onClosed;
    private Optional<ExportJob> job = Optional.empty();
    private Optional<Writing> writing = Optional.empty();
    /** Which of the files of pictures is previewed. */
    private int page;
    private boolean filledIn;
    private @Nullable ViewState state;

    /**
     * A sheet that is not shown yet.
     *
     * @param isStill whether the walk has done all that it was asked for
     * @param tell hears what was written
     * @param onClosed gives the keys back to the walk
     */
    public ExportSheet(BooleanSupplier isStill, Consumer<String> tell, Runnable onClosed) {
        this.isStill = isStill;
        this.tell = tell;
        this.onClosed = onClosed;
        Label title = new Label(Messages.get("save.title"));
        title.getStyleClass().add("key-sheet-title");
        sentence.setId("save-sentence");
        sentence.setWrapText(true);
        sentence.setTooltip(new Tooltip());
        sentence.getTooltip().textProperty().bind(sentence.textProperty());
        write.getStyleClass().add("accent");
        write.setTooltip(new Tooltip(Messages.get("save.write.tooltip")));
        progress.setId("save-progress");
        progress.setMaxWidth(Double.MAX_VALUE);
        HBox.setHgrow(progress, Priority.ALWAYS);
        buttons.setAlignment(Pos.CENTER_RIGHT);
        buttons.getStyleClass().add("save-line");
        VBox left = new VBox(title, form.region(), sentence, buttons);
        left.getStyleClass().add("save-left");
        VBox.setVgrow(form.region(), Priority.ALWAYS);
        HBox sheet = new HBox(left, preview.region());
        sheet.getStyleClass().addAll("key-sheet", "save-sheet");
        HBox.setHgrow(preview.region(), Priority.ALWAYS);
        veil.lay(sheet, () -> {
            if (writing.isEmpty()) {
                hide();
            }
        });
        veil.addEventFilter(KeyEvent.KEY_PRESSED, this::onKey);
        buttons.getChildren().setAll(close, write);
    }

    private static Button button(String id, Runnable action) {
        Button button = new Button(Messages.get("save." + id));
        button.setId("save-" + id);
        button.setMinWidth(Region.USE_PREF_SIZE);
        button.setOnAction(_ -> action.run());
        return button;
    }

    @Override
    public Region region() {
        return veil;
    }

    public boolean isShown() {
        return veil.isVisible();
    }

    /** The folder that was chosen last. */
    public String folder() {
        return form.folder();
    }

    public void setFolder(String path) {
        form.setFolder(path);
    }

    /** Shows it as it was left; the first time, with what the stage shows filled in. */
    public void open() {
        if (!filledIn) {
            Optional.ofNullable(state).filter(now -> !now.snapshot().isWithheld())
                    .flatMap(now -> now.snapshot().node())
                    .ifPresent(node -> form.fill(new PlateName(PictureKind.STAGE.word(), node.address())));
        }
        filledIn = true;
        veil.setVisible(true);
        ring.first();
        draftAnew();
    }

    /** Shows it with one picture filled in. */
    public void open(PlateName plate) {
        form.fill(plate);
        filledIn = true;
        open();
    }

    private void hide() {
        veil.setVisible(false);
        drafts.forget();
        job = Optional.empty(); // it holds all numbers that were to be written
        onClosed.run();
    }

    /** Writes no more. */
    public void stopWriting() {
        writing.ifPresent(Writing::stop);
    }

    @Override
    public void show(ViewState newState) {
        Selection selection = newState.selection();
        state = new ViewState(
                newState.snapshot(),
                Selection.NONE.withSequence(selection.sequence()).withHead(selection.head()), newState.theme(),
                newState.notation());
        draftAnew();
    }

    /** What was found of other settings, or of another moment, is no longer written. */
    private void draftAnew() {
        ViewState now = state;
        if (now == null || !isShown() || form.region().isDisabled()) {
            return;
        }
        switch (form.entry().read()) {
            case Read.Ordered ordered -> {
                job = Optional.empty();
                write.setDisable(true);
                page = 0;
                ask(now, ordered);
            }
            case Read.Wrong(String what) -> {
                drafts.forget();
                showDraft(Draft.none(List.of(), what));
            }
        }
    }

    private void ask(ViewState now, Read.Ordered ordered) {
        Order order = ordered.order();
        drafts.ask(
                new ViewState(now.snapshot(), now.selection(), order.theme(), now.notation()), order, ordered.folder(),
                page);
    }

    /** Previews another of the files. */
    private void turn(int step) {
        ViewState now = state;
        if (now != null && !form.region().isDisabled() && form.entry().read() instanceof Read.Ordered ordered) {
            page += step;
            ask(now, ordered);
        }
    }

    /** What was typed for other kinds is put right first, and then there is another draft. */
    private void take(Draft draft) {
        if (!form.fit(draft.fitting())) {
            showDraft(draft);
        }
    }

    private void showDraft(Draft draft) {
        if (!draft.addresses().isEmpty()) {
            form.offer(draft.addresses());
        }
        job = draft.job();
        write.setDisable(job.isEmpty());
        say(draft.sentence(), job.isEmpty());
        preview.show(draft);
    }

    private void say(String words, boolean wrong) {
        sentence.getStyleClass().setAll("label", wrong ? "save-wrong" : "save-right");
        sentence.setText(words);
    }

    private void write() {
        int files = job.map(ExportJob::files).map(Map::size).orElse(0);
        if (!isStill.getAsBoolean()) {
            say(Messages.get("save.walking"), true);
        } else if (files > MANY && form.entry().isOfAll()) {
            form.region().setDisable(true);
            say(Messages.get("save.many", files), true);
            offer(back, back, all);
        } else {
            start(false);
        }
    }

    private void start(boolean overwriting) {
        job.ifPresent(files -> {
            form.region().setDisable(true);
            progress.setProgress(0);
            say(Messages.get("save.begins", files.files().size()), false);
            offer(stop, progress, stop);
            writing = Optional.of(Writing.start(files, overwriting, new Outcome(files)));
        });
    }

    /** The form again, and its buttons. */
    private void fillIn() {
        form.region().setDisable(false);
        offer(close, close, write);
        draftAnew();
    }

    /** Puts other nodes below the form, and the focus to one of them. */
    private void offer(Button focus, Node... nodes) {
        buttons.getChildren().setAll(nodes);
        focus.requestFocus();
    }

    /** What becomes of the files of a folder. */
    private final class Outcome implements Writing.Listener {

        private final Path folder;
        private final Optional<String> only;

        Outcome(ExportJob files) {
            folder = files.folder();
            only = files.files().size() == 1 ? files.files().keySet().stream().findFirst() : Optional.empty();
        }

        @Override
        public void taken(List<Path> files) {
            writing = Optional.empty();
            say(Messages.get("save.taken", files.size(), files.getFirst()), true);
            offer(back, back, overwrite);
        }

        @Override
        public void written(int count, int of, String last) {
            progress.setProgress((double) count / of);
            say(Messages.get("export.progress", count, of, last), false);
        }

        @Override
        public void ended(int count, int of) {
            String summary = count < of
                    ? Messages.get("save.stopped", count, of, folder)
                    : only.map(file -> Messages.get("save.written.one", file, folder))
                            .orElseGet(() -> Messages.get("export.summary", count, folder));
            end(summary, false);
            tell.accept(summary);
        }

        @Override
        public void failed(String reason) {
            end(reason, true);
        }

        private void end(String words, boolean wrong) {
            writing = Optional.empty();
            form.region().setDisable(false);
            offer(close, close, write);
            say(words, wrong);
        }
    }

    private void onKey(KeyEvent event) {
        Node focused = veil.getScene().getFocusOwner();
        boolean known = true;
        switch (event.getCode()) {
            case ESCAPE -> leave();
            case TAB -> ring.move(event.isShiftDown() ? -1 : 1);
            case ENTER -> known = enter(focused, event.isShortcutDown());
            case LEFT, RIGHT -> known = !(focused instanceof TextInputControl || focused instanceof ToggleButton);
            case UP, DOWN -> known = focused instanceof ButtonBase && !(focused instanceof ToggleButton);
            default -> known = false;
        }
        if (known) {
            event.consume();
        }
    }

    private void leave() {
        if (writing.isPresent()) {
            stopWriting();
        } else if (form.region().isDisabled()) {
            fillIn();
        } else {
            hide();
        }
    }

    /** With Ctrl presses the button that writes, else the one with the focus; a list has an Enter of its own. */
    private boolean enter(@Nullable Node focused, boolean writes) {
        if (writes && buttons.getChildren().contains(write)) {
            write.fire();
        } else if (focused instanceof ButtonBase button) {
            button.fire();
        }
        return writes || !(focused instanceof ListView<?>);
    }

    /** In the order of the tab key. */
    private List<Node> controls() {
        Stream<Node> filled = form.region().isDisabled() ? Stream.empty() : form.controls().stream();
        Stream<Node> below = buttons.getChildren().stream().filter(Button.class::isInstance);
        Stream<Node> pages = form.region().isDisabled() ? Stream.empty() : preview.controls();
        return Stream.of(filled, below, pages).flatMap(each -> each).toList();
    }
}
