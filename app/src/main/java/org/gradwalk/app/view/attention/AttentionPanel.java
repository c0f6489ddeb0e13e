package org.gradwalk.app.view.attention;

import java.util.Locale;
import java.util.Optional;
import javafx.scene.control.Label;
import javafx.scene.control.ToggleButton;
import javafx.scene.control.ToggleGroup;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.controlsfx.control.SegmentedButton;
import org.gradwalk.app.chart.Bounds;
import org.gradwalk.app.chart.HeatMap;
import org.gradwalk.app.chart.Ink;
import org.gradwalk.app.chart.Mark;
import org.gradwalk.app.chart.Picture;
import org.gradwalk.app.chart.PictureBuilder;
import org.gradwalk.app.chart.PictureView;
import org.gradwalk.app.chart.Typeface;
import org.gradwalk.app.session.Snapshot;
import org.gradwalk.app.view.Figures;
import org.gradwalk.app.view.Messages;
import org.gradwalk.app.view.Panel;
import org.gradwalk.app.view.ViewState;
import org.gradwalk.model.formula.SymbolClass;
import org.gradwalk.model.program.Program;
import org.gradwalk.model.program.Value;
import org.gradwalk.model.tensor.Matrix;
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
    private final PictureView picture = new PictureView();
    private final ToggleGroup group = new ToggleGroup();
    private Kind kind = Kind.PROBS;
    private @Nullable ViewState shown;

    public AttentionPanel() {
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
        VBox.setVgrow(picture, Priority.ALWAYS);
        box.getChildren().addAll(head, picture);
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
        Kind what = kind;
        picture.show((width, height) -> draw(state, what.name(path), width, height), state.theme());
    }

    /** The attention of the block at the cursor; the first one before any. */
    private static String layer(Snapshot snapshot) {
        return snapshot.block().orElse("h.0") + ".attn";
    }

    private static Picture draw(ViewState state, String name, double width, double height) {
        PictureBuilder b = new PictureBuilder();
        Program program = state.snapshot().program();
        Value value = program.requireValue(name);
        Optional<Matrix> numbers = state.snapshot().numbers(value);
        if (numbers.isEmpty()) {
            b.text(width / 2, height / 2, Messages.get("panel.notyet", name), Typeface.SANS, 12, Ink.MUTED,
                    Mark.Anchor.MIDDLE);
            return b.build(width, height, name);
        }
        int heads = program.extent().heads();
        int columns = (int) Math.ceil(Math.sqrt(heads));
        int rows = (heads + columns - 1) / columns;
        double cellWidth = width / columns;
        double cellHeight = height / rows;
        for (int head = 0; head < heads; head++) {
            Matrix part = value.head(numbers.get(), state.selection().sequence(), head);
            HeatMap map = Figures.heatMap(
                    state.snapshot(), value, part, "", Messages.get("attention.head", head),
                    Ink.of(SymbolClass.ATTENTION));
            int row = head / columns;
            int column = head % columns;
            map.draw(b, new Bounds(column * cellWidth, row * cellHeight, cellWidth - 14, cellHeight - 4));
        }
        return b.build(width, height, name);
    }
}
