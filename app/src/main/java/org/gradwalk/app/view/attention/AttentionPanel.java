package org.gradwalk.app.view.attention;

import java.util.Locale;
import javafx.scene.control.Label;
import javafx.scene.control.ToggleButton;
import javafx.scene.control.ToggleGroup;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.controlsfx.control.SegmentedButton;
import org.gradwalk.app.chart.Picture;
import org.gradwalk.app.chart.Target;
import org.gradwalk.app.session.Snapshot;
import org.gradwalk.app.view.Actions;
import org.gradwalk.app.view.LinkedPicture;
import org.gradwalk.app.view.Messages;
import org.gradwalk.app.view.Panel;
import org.gradwalk.app.view.Selection;
import org.gradwalk.app.view.ViewState;
import org.gradwalk.model.program.Value;
import org.jspecify.annotations.Nullable;

/** All heads of one layer: weights, scores, and their errors once they exist. */
public final class AttentionPanel implements Panel {

    /** What can be looked at, as the end of a value's name. */
    private enum Kind {
        PROBS("", "probs"),
        SCORES("", "scores"),
        PROBS_ERROR("grad/act/", "probs"),
        SCORES_ERROR("grad/act/",
                "scores");

        private final String prefix;
        private final String end;

        Kind(String prefix, String end) {
            this.prefix = prefix;
            this.end = end;
        }

        String name(String layer) {
            return prefix + layer + "." + end;
        }
    }

    private final VBox box = new VBox(8);
    private final Label layer = new Label();
    private final LinkedPicture picture;
    private final ToggleGroup group = new ToggleGroup();
    private Kind kind = Kind.PROBS;
    private @Nullable ViewState shown;

    public AttentionPanel(Actions actions) {
        picture = new LinkedPicture(actions, AttentionPanel::withHead);
        box.getStyleClass().add("inspector-panel");
        SegmentedButton kinds = new SegmentedButton();
        for (Kind each : Kind.values()) {
            ToggleButton button = new ToggleButton(Messages.get("attention." + each.name().toLowerCase(Locale.ROOT)));
            button.setOnAction(_ -> choose(each));
            button.setSelected(each == kind);
            kinds.getButtons().add(button);
        }
        kinds.setToggleGroup(group);
        HBox head = new HBox(12, layer, kinds);
        layer.getStyleClass().add("value-name");
        VBox.setVgrow(picture.region(), Priority.ALWAYS);
        box.getChildren().addAll(head, picture.region());
    }

    private void choose(Kind chosen) {
        kind = chosen;
        if (shown != null) {
            show(shown);
        }
    }

    @Override
    public Region region() {
        return box;
    }

    @Override
    public void show(ViewState state) {
        shown = state;
        String path = layer(state.snapshot());
        layer.setText(path);
        Value value = state.snapshot().program().requireValue(kind.name(path));
        picture.show((width, height) -> new AttentionPicture(state, value).draw(width, height), state);
    }

    /** Clicking into a head selects it. */
    private static Selection withHead(Picture picture, Target target, Selection selection) {
        int head = target instanceof Target.Cells cells && !cells.name().isEmpty()
                ? picture.heatMaps().toList().indexOf(cells)
                : selection.head();
        return selection.withHead(head);
    }

    /** The attention of the block at the cursor; the first one before any. */
    private static String layer(Snapshot snapshot) {
        return snapshot.block().orElse("h.0") + ".attn";
    }
}
