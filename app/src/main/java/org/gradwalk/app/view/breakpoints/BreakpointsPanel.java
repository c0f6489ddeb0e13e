package org.gradwalk.app.view.breakpoints;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import javafx.scene.shape.Circle;
import org.gradwalk.app.view.Actions;
import org.gradwalk.app.view.BreakpointList;
import org.gradwalk.app.view.Choices;
import org.gradwalk.app.view.Messages;
import org.gradwalk.app.view.Panel;
import org.gradwalk.app.view.Strip;
import org.gradwalk.app.view.ViewState;
import org.gradwalk.model.program.Program;
import org.gradwalk.model.run.Breakpoint;
import org.jspecify.annotations.Nullable;

/** The breakpoints below the outline. It unfolds with the first one; what was removed last can be taken back. */
public final class BreakpointsPanel implements Panel {

    private static final double DOT = 4;

    private final VBox rows = new VBox();
    private final List<BreakpointRow> shownRows = new ArrayList<>();
    private final Label removedName = new Label();
    private final HBox takeBack;
    private final BreakpointEditor editor;
    private final Strip strip;
    private final Actions actions;
    private BreakpointList shown = BreakpointList.NONE;
    private @Nullable Program program;
    /** The list before somebody has changed it; none where another session has brought its own. */
    private Optional<List<Breakpoint>> beforeChange = Optional.empty();
    /** The list before breakpoints were removed from it; none once it was changed otherwise. */
    private Optional<List<Breakpoint>> beforeRemoval = Optional.empty();

    /**
     * A list without breakpoints.
     *
     * @param leave gives the keys back to the walk
     */
    public BreakpointsPanel(Actions actions, Runnable leave) {
        this.actions = actions;
        editor = new BreakpointEditor(actions, leave);
        takeBack = takeBackLine();
        VBox content = new VBox(always(), rows);
        strip = new Strip("breakpoints", Messages.get("break.fold"), content, new VBox(takeBack, editor.region()));
        tellNumber();
    }

    /** What stops every walk. */
    private static Region always() {
        Circle dot = new Circle(DOT);
        dot.getStyleClass().add("break-dot");
        Label words = new Label(Messages.get("break.first"));
        words.getStyleClass().add("break-row-hits");
        words.setWrapText(true);
        HBox line = new HBox(7, dot, words);
        line.setAlignment(Pos.CENTER_LEFT);
        line.getStyleClass().add("point-always");
        return line;
    }

    private HBox takeBackLine() {
        Button button = new Button(Messages.get("break.takeback"));
        button.setId("break-takeback");
        button.getStyleClass().add("ask-button");
        button.setMinWidth(Region.USE_PREF_SIZE);
        button.setOnAction(_ -> beforeRemoval.ifPresent(list -> actions.changeBreakpoints(_ -> list)));
        removedName.getStyleClass().add("break-row-hits");
        removedName.setWrapText(true);
        removedName.setMaxWidth(Double.MAX_VALUE);
        HBox.setHgrow(removedName, Priority.ALWAYS);
        HBox line = new HBox(6, removedName, button);
        line.setAlignment(Pos.CENTER_LEFT);
        line.getStyleClass().add("point-always");
        line.managedProperty().bind(line.visibleProperty());
        line.setVisible(false);
        return line;
    }

    @Override
    public Region region() {
        return strip.region();
    }

    /** To be folded, and unfolded. */
    public Strip strip() {
        return strip;
    }

    /** Opens a breakpoint of the list. */
    public void edit(String address) {
        if (program != null) {
            Program now = program;
            strip.unfold();
            shown.at(address).stream().findFirst().ifPresent(item -> editor.open(item.breakpoint(), now));
        }
    }

    /** Takes note that somebody has changed a list, which is shown next. */
    public void changedFrom(List<Breakpoint> before) {
        beforeChange = Optional.of(before);
    }

    @Override
    public void remember(Choices choices) {
        choices.add("breakpoints.folded", strip.foldedProperty());
    }

    @Override
    public void show(ViewState state) {
        program = state.snapshot().program();
        editor.show(program);
        if (!state.breakpoints().equals(shown)) {
            BreakpointList before = shown;
            shown = state.breakpoints();
            if (!shown.breakpoints().equals(before.breakpoints())) { // not only hits or errors are new
                noteRemoval(beforeChange.orElse(List.of()), shown.breakpoints());
                beforeChange = Optional.empty();
            }
            showRows();
            tellNumber();
            if (before.items().isEmpty() && !shown.items().isEmpty()) {
                strip.unfold();
            }
            if (editor.isOpen() && !shown.breakpoints().contains(editor.edited())) {
                editor.close();
            }
        }
    }

    private void noteRemoval(List<Breakpoint> before, List<Breakpoint> now) {
        List<Breakpoint> gone = before.stream().filter(each -> !now.contains(each)).toList();
        boolean removed = now.size() < before.size();
        beforeRemoval = removed ? Optional.of(before) : Optional.empty();
        takeBack.setVisible(removed);
        removedName.setText(Messages.get(
                "break.removed", gone.size(), gone.isEmpty() ? "" : gone.getFirst().address()));
    }

    private void showRows() {
        while (shownRows.size() > shown.items().size()) {
            shownRows.removeLast();
            rows.getChildren().removeLast();
        }
        for (int i = 0; i < shown.items().size(); i++) {
            if (i < shownRows.size()) {
                shownRows.get(i).show(shown.items().get(i));
            } else {
                BreakpointRow row = new BreakpointRow(shown.items().get(i), actions);
                shownRows.add(row);
                rows.getChildren().add(row.region());
            }
        }
    }

    private void tellNumber() {
        strip.setTitle(Messages.get("break.title", shown.items().size()));
    }
}
