package org.gradwalk.app.view.stage;

import java.util.Optional;
import javafx.geometry.Pos;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.gradwalk.app.chart.PictureView;
import org.gradwalk.app.view.Messages;
import org.gradwalk.app.view.Panel;
import org.gradwalk.app.view.ViewState;
import org.gradwalk.model.program.Node;
import org.gradwalk.model.program.Operation;
import org.gradwalk.model.program.Phase;

/** The centre of the window: what ran last, drawn large. */
public final class StagePanel implements Panel {

    private final VBox box = new VBox();
    private final Label address = new Label();
    private final Label phase = new Label();
    private final Label part = new Label();
    private final Label words = new Label();
    private final PictureView picture = new PictureView();

    public StagePanel() {
        box.getStyleClass().add("stage");
        address.getStyleClass().add("stage-address");
        phase.getStyleClass().add("phase");
        part.getStyleClass().add("muted");
        words.getStyleClass().add("words");
        words.setWrapText(true);
        HBox head = new HBox(14, address, phase, part);
        head.setAlignment(Pos.CENTER_LEFT);
        head.getStyleClass().add("stage-head");
        VBox.setVgrow(picture, Priority.ALWAYS);
        box.getChildren().addAll(head, picture, words);
    }

    @Override
    public Region region() {
        return box;
    }

    @Override
    public void show(ViewState state) {
        Optional<Node> node = state.snapshot().node();
        phase.setVisible(node.isPresent());
        if (node.isEmpty()) {
            address.setText(Messages.get("stage.start"));
            part.setText("");
            words.setText(Messages.get("stage.start.words"));
            picture.show((width, height) -> StartPicture.draw(state, width, height), state.theme());
            return;
        }
        Operation last = state.snapshot().program().operations().get(node.get().end() - 1);
        address.setText(node.get().row());
        phase.setText(Messages.get("phase." + last.phase().address()));
        phase.pseudoClassStateChanged(BACKWARD, last.phase() == Phase.BACKWARD);
        part.setText(
                Messages.get("stage.part", state.selection().head(), state.snapshot().model().config().heads() - 1));
        words.setText(Messages.get("step." + last.step() + "." + last.phase().address()));
        picture.show((width, height) -> new StagePicture(state, node.get()).draw(width, height), state.theme());
    }

    private static final javafx.css.PseudoClass BACKWARD = javafx.css.PseudoClass.getPseudoClass("backward");
}
