package org.gradwalk.app.view.lora;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.gradwalk.app.session.Command;
import org.gradwalk.app.view.Actions;
import org.gradwalk.app.view.FocusRing;
import org.gradwalk.app.view.Messages;
import org.gradwalk.app.view.Panel;
import org.gradwalk.app.view.Veil;
import org.gradwalk.app.view.ViewState;
import org.gradwalk.app.view.lora.LoraEntry.Read;
import org.gradwalk.model.gpt.GptConfig;
import org.gradwalk.model.layer.LoraConfig;

/**
 * Laid over the window: puts adapters to the model at hand, or says which it has and merges them. While it is shown, all
 * keys are its own: Tab goes round in it, Enter does what its first button says, Escape closes it.
 */
public final class LoraSheet implements Panel {

    private final Veil veil = new Veil("lora");
    private final Label words = new Label();
    private final Label present = new Label();
    private final Label presentCounts = new Label();
    private final VBox summary = new VBox(present, presentCounts);
    private final Button act = new Button();
    private final Button cancel = new Button(Messages.get("lora.cancel"));
    private final FocusRing ring = new FocusRing(this::controls);
    private final Actions actions;
    private final Runnable onClosed;
    private final LoraForm form;
    private Optional<GptConfig> shown = Optional.empty();

    /**
     * A sheet that is not shown yet.
     *
     * @param actions takes the command
     * @param onClosed gives the keys back to the walk
     */
    public LoraSheet(Actions actions, Runnable onClosed) {
        this.actions = actions;
        this.onClosed = onClosed;
        form = new LoraForm(this::update);
        Label title = new Label(Messages.get("lora.title"));
        title.getStyleClass().add("key-sheet-title");
        for (Label line : List.of(words, present, presentCounts)) {
            line.setWrapText(true);
            line.setMinHeight(Region.USE_PREF_SIZE);
        }
        words.getStyleClass().add("muted");
        present.setId("lora-present");
        act.setId("lora-act");
        act.getStyleClass().add("accent");
        act.setOnAction(_ -> execute());
        cancel.setOnAction(_ -> hide());
        HBox buttons = new HBox(8, cancel, act);
        buttons.setAlignment(Pos.CENTER_RIGHT);
        VBox sheet = new VBox(title, words, form.region(), summary, buttons);
        sheet.getStyleClass().addAll("key-sheet", "lora-sheet");
        sheet.setMaxSize(Region.USE_PREF_SIZE, Region.USE_PREF_SIZE);
        for (Region part : List.of(form.region(), summary)) {
            part.managedProperty().bind(part.visibleProperty());
        }
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

    /** Shows it, and puts the cursor to its first control. */
    public void open() {
        veil.setVisible(true);
        ring.first();
    }

    private void hide() {
        veil.setVisible(false);
        onClosed.run();
    }

    @Override
    public void show(ViewState state) {
        GptConfig config = state.snapshot().model().config();
        if (shown.filter(config::equals).isEmpty()) {
            shown = Optional.of(config);
            form.region().setVisible(config.lora().isEmpty());
            summary.setVisible(config.lora().isPresent());
            words.setText(Messages.get(config.lora().isEmpty() ? "lora.words" : "lora.merge.words"));
            act.setText(Messages.get(config.lora().isEmpty() ? "lora.add" : "lora.merge"));
            config.lora().ifPresent(adapters -> summarize(config, adapters));
            form.show(config.withoutLora());
        }
    }

    private void summarize(GptConfig config, LoraConfig adapters) {
        present.setText(LoraWords.present(adapters));
        presentCounts.setText(LoraWords.counts(LoraCounts.of(config)));
    }

    private void update() {
        act.setDisable(command().isEmpty());
    }

    /** What the first button asks for; nothing while something in the form is wrong. */
    private Optional<Command> command() {
        if (shown.flatMap(GptConfig::lora).isPresent()) {
            return Optional.of(new Command.Merge());
        }
        return switch (form.read()) {
            case Read.Adapters(LoraConfig adapters, long seed) -> Optional.of(new Command.Adapt(adapters, seed));
            case Read.Wrong _ -> Optional.empty();
        };
    }

    private void execute() {
        command().ifPresent(command -> {
            hide();
            actions.execute(command);
        });
    }

    private void onKey(KeyEvent event) {
        boolean known = true;
        switch (event.getCode()) {
            case KeyCode.ESCAPE -> hide();
            case KeyCode.ENTER -> enter();
            case KeyCode.TAB -> ring.move(event.isShiftDown() ? -1 : 1);
            default -> known = false;
        }
        if (known) {
            event.consume();
        }
    }

    private void enter() {
        if (cancel.isFocused()) {
            hide();
        } else {
            execute();
        }
    }

    /** In the order of the tab key; what cannot be seen is left out. */
    private List<Node> controls() {
        Stream<Node> own = form.region().isVisible() ? form.controls().stream() : Stream.empty();
        return Stream.concat(own, Stream.of(act, cancel)).toList();
    }
}
