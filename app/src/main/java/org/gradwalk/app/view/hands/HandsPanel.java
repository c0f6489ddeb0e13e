package org.gradwalk.app.view.hands;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import javafx.beans.binding.Bindings;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.gradwalk.app.session.Snapshot;
import org.gradwalk.app.view.Actions;
import org.gradwalk.app.view.ByHand;
import org.gradwalk.app.view.Messages;
import org.gradwalk.app.view.Panel;
import org.gradwalk.app.view.Spot;
import org.gradwalk.app.view.Strip;
import org.gradwalk.app.view.ViewState;
import org.gradwalk.model.program.Program;
import org.gradwalk.model.program.Value;
import org.jspecify.annotations.Nullable;

/** What was changed by hand, below the outline; nothing at all where nothing was. */
public final class HandsPanel implements Panel {

    private final VBox rows = new VBox();
    private final HandEditor editor;
    private final Strip strip;
    private final Actions actions;
    private final Runnable leave;
    private @Nullable ViewState state;
    private List<ByHand.Deed> deeds = List.of();
    private List<Value> frozen = List.of();

    /**
     * A list of nothing.
     *
     * @param leave gives the keys back to the walk
     */
    public HandsPanel(Actions actions, Runnable leave) {
        this.actions = actions;
        this.leave = leave;
        editor = new HandEditor(actions, leave);
        strip = new Strip("hands", Messages.get("hand.fold"), rows, editor.region());
        strip.setTitle(Messages.get("hand.title", 0));
        Region region = strip.region();
        region.visibleProperty().bind(Bindings.isNotEmpty(rows.getChildren()).or(editor.openProperty()));
        region.managedProperty().bind(region.visibleProperty());
    }

    @Override
    public Region region() {
        return strip.region();
    }

    /** To be folded, and unfolded. */
    public Strip strip() {
        return strip;
    }

    /** Opens the place where a value is changed; where that cannot be now, says why. */
    public void open(Spot pointed) {
        if (state != null) {
            Snapshot moment = state.snapshot();
            Spot spot = pointed.ofParameter(moment.program());
            int head = state.selection().head();
            moment.program().value(spot.value())
                    .map(value -> ByHand.refusal(moment, value))
                    .orElse(Optional.of(Messages.get("hand.nothing")))
                    .ifPresentOrElse(actions::tell, () -> {
                        strip.unfold();
                        editor.open(spot, moment, head);
                    });
        }
    }

    @Override
    public void show(ViewState newState) {
        state = newState;
        Snapshot snapshot = newState.snapshot();
        editor.show(snapshot);
        Program program = snapshot.program();
        List<ByHand.Deed> newDeeds = ByHand.of(snapshot);
        List<Value> newFrozen = snapshot.runs().training().frozen().stream().sorted().map(program::requireValue)
                .toList();
        if (newDeeds.equals(deeds) && newFrozen.equals(frozen)) {
            return;
        }
        boolean more = newDeeds.size() + newFrozen.size() > deeds.size() + frozen.size();
        deeds = newDeeds;
        frozen = newFrozen;
        rows.getChildren().setAll(Stream.concat(
                deeds.stream().map(deed -> HandRow.of(deed, program, actions, leave)),
                frozen.stream().map(parameter -> HandRow.frozen(parameter, program, actions, leave))).toList());
        strip.setTitle(Messages.get("hand.title", rows.getChildren().size()));
        if (more) {
            strip.unfold();
        }
    }
}
