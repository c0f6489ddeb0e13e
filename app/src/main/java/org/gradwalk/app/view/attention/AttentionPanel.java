package org.gradwalk.app.view.attention;

import java.util.EnumMap;
import java.util.Map;
import javafx.geometry.Pos;
import javafx.scene.control.Label;
import javafx.scene.control.ToggleButton;
import javafx.scene.control.ToggleGroup;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.controlsfx.control.SegmentedButton;
import org.gradwalk.app.chart.Picture;
import org.gradwalk.app.chart.Target;
import org.gradwalk.app.export.PlateName;
import org.gradwalk.app.view.Actions;
import org.gradwalk.app.view.Choices;
import org.gradwalk.app.view.LinkedPicture;
import org.gradwalk.app.view.Panel;
import org.gradwalk.app.view.Selection;
import org.gradwalk.app.view.ViewState;
import org.jspecify.annotations.Nullable;

/** All heads of one layer: weights, scores, and their errors once they exist. */
public final class AttentionPanel implements Panel {

    private final VBox box = new VBox(8);
    private final Label layer = new Label();
    private final LinkedPicture picture;
    private final Map<AttentionKind, ToggleButton> buttons = new EnumMap<>(AttentionKind.class);
    private final ToggleGroup group = new ToggleGroup();
    private AttentionKind kind = AttentionKind.PROBS;
    private @Nullable ViewState shown;

    public AttentionPanel(Actions actions) {
        picture = new LinkedPicture(actions, AttentionPanel::withHead);
        box.getStyleClass().add("inspector-panel");
        SegmentedButton kinds = new SegmentedButton();
        for (AttentionKind each : AttentionKind.values()) {
            ToggleButton button = new ToggleButton();
            button.setTooltip(new Tooltip());
            button.setMnemonicParsing(false);
            button.setOnAction(_ -> choose(each));
            button.setSelected(each == kind);
            kinds.getButtons().add(button);
            buttons.put(each, button);
        }
        kinds.getStyleClass().add("kind-choice");
        kinds.setToggleGroup(group);
        HBox head = new HBox(12, layer, kinds);
        head.setAlignment(Pos.CENTER_LEFT);
        layer.getStyleClass().add("value-name");
        VBox.setVgrow(picture.region(), Priority.ALWAYS);
        box.getChildren().addAll(head, picture.region());
    }

    private void choose(AttentionKind chosen) {
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
    public void remember(Choices choices) {
        choices.add("attention.kind", AttentionKind.values(), () -> kind.name(), chosen -> {
            group.selectToggle(buttons.get(chosen));
            choose(chosen);
        });
    }

    @Override
    public void show(ViewState state) {
        shown = state;
        String block = state.snapshot().block().orElse("h.0");
        AttentionKind chosen = kind;
        layer.setText(block + ".attn");
        buttons.forEach((each, button) -> {
            String letter = each.letter(state, block + ".attn");
            button.setText(letter);
            button.getTooltip().setText(each.words(letter));
            button.setAccessibleText(each.words(letter));
        });
        String address = chosen.value(state.snapshot().program(), block + ".attn").name();
        picture.show(
                (width, height) -> new AttentionPicture(state, block, chosen).draw(width, height), state,
                state.snapshot().numbers(address).map(_ -> new PlateName(AttentionPlates.KIND, address)));
    }

    @Override
    public void letGo() {
        shown = null;
        picture.letGo();
    }

    /** Clicking into a head selects it. */
    private static Selection withHead(Picture picture, Target target, Selection selection) {
        int head = target instanceof Target.Cells cells && cells.numbers().rows() > 1
                ? picture.heatMaps().toList().indexOf(cells)
                : selection.head();
        return selection.withHead(head);
    }
}
