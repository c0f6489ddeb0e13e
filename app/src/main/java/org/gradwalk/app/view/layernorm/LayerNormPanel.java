package org.gradwalk.app.view.layernorm;

import java.util.Optional;
import java.util.OptionalInt;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javafx.geometry.Pos;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.gradwalk.app.chart.Axis;
import org.gradwalk.app.export.PlateName;
import org.gradwalk.app.session.Snapshot;
import org.gradwalk.app.view.Actions;
import org.gradwalk.app.view.Figures;
import org.gradwalk.app.view.Highlight;
import org.gradwalk.app.view.LinkedPicture;
import org.gradwalk.app.view.Messages;
import org.gradwalk.app.view.Panel;
import org.gradwalk.app.view.Pointing;
import org.gradwalk.app.view.ViewState;
import org.gradwalk.model.program.Node;

/** The layer norm at, or last before, the cursor: the figures of the row pointed at, and all rows as a picture. */
public final class LayerNormPanel implements Panel {

    private static final Pattern OWN = Pattern.compile("^(h\\.\\d+\\.)?ln_[12f]");

    private final VBox box = new VBox(6);
    private final Label name = new Label();
    private final RowFigures figures = new RowFigures();
    private final LinkedPicture picture;
    private final Pointing pointing;
    private Optional<Shown> shown = Optional.empty();
    private String layer = "h.0.ln_1";

    /** What the figures are taken from. */
    private record Shown(ViewState state, LayerNormNumbers numbers, Optional<Removed> removedOfAll) {}

    public LayerNormPanel(Actions actions) {
        picture = new LinkedPicture(actions);
        pointing = actions.pointing();
        box.getStyleClass().add("inspector-panel");
        name.getStyleClass().add("value-name");
        VBox.setVgrow(picture.region(), Priority.ALWAYS);
        Label pointed = new Label(Messages.get("layernorm.pointed"));
        pointed.getStyleClass().add("muted");
        pointed.visibleProperty().bind(figures.region().visibleProperty());
        HBox head = new HBox(12, name, pointed);
        head.setAlignment(Pos.BASELINE_LEFT);
        box.getChildren().addAll(head, figures.region(), picture.region());
        pointing.highlightProperty().addListener((_, _, _) -> showRow());
    }

    @Override
    public Region region() {
        return box;
    }

    @Override
    public void show(ViewState state) {
        layer = layerNorm(state.snapshot()).orElse(layer);
        String path = layer;
        LayerNormNumbers numbers = LayerNormNumbers.of(state, path);
        name.setText(path);
        shown = Optional.of(new Shown(state, numbers, numbers.removed()));
        figures.region().setVisible(numbers.mean().isPresent());
        figures.region().setManaged(numbers.mean().isPresent());
        showRow();
        picture.show(
                (width, height) -> new LayerNormPicture(state, path, numbers).draw(width, height), state,
                numbers.mean().map(_ -> new PlateName(LayerNormPlates.KIND, path)));
    }

    @Override
    public void letGo() {
        shown = Optional.empty();
        picture.letGo();
    }

    /** The row that is pointed at anywhere in the window, else the selected one, else the first. */
    private void showRow() {
        shown.ifPresent(now -> {
            int rows = now.state.tokens().size();
            int row = Stream.of(pointing.highlightProperty().get(), now.state.selection().kept())
                    .flatMap(LayerNormPanel::positions)
                    .filter(place -> place < rows)
                    .findFirst()
                    .orElse(0);
            figures.show(now.numbers, row, Figures.tokens(now.state).get(row), now.removedOfAll);
        });
    }

    private static Stream<Integer> positions(Highlight highlight) {
        return Stream.of(highlight.place(Axis.POSITION), highlight.place(Axis.KEY))
                .filter(OptionalInt::isPresent)
                .map(OptionalInt::getAsInt);
    }

    /** Whether a node is a layer norm as a whole. */
    static boolean isLayerNorm(String address) {
        return OWN.matcher(address).matches();
    }

    /** The cursor's layer norm, or the one that feeds its layer. */
    private static Optional<String> layerNorm(Snapshot snapshot) {
        String row = snapshot.node().map(Node::row).orElse("");
        Matcher own = OWN.matcher(row);
        if (own.find()) {
            return Optional.of(own.group());
        }
        boolean head = row.startsWith("lm_head") || row.startsWith("loss");
        return head
                ? Optional.of("ln_f")
                : snapshot.block().map(block -> block + (row.contains("mlp") ? ".ln_2" : ".ln_1"));
    }
}
