package org.gradwalk.app.view.stage;

import java.util.List;
import java.util.Optional;
import javafx.application.Platform;
import javafx.beans.property.BooleanProperty;
import javafx.scene.layout.Region;
import org.gradwalk.app.chart.Bounds;
import org.gradwalk.app.chart.Ink;
import org.gradwalk.app.chart.Picture;
import org.gradwalk.app.chart.PictureBuilder;
import org.gradwalk.app.chart.PictureView;
import org.gradwalk.app.view.KeyAction;
import org.gradwalk.app.view.Messages;
import org.gradwalk.app.view.ViewState;
import org.gradwalk.model.program.Node;

/** The derivation of the step on the stage, unfolded or folded away; as high as its lines need. */
final class DerivationView {

    /** Of the stage's height: what is derived must stay in sight. */
    private static final double MOST = 0.4;
    private static final double LEAST = 40;

    private final PictureView view = new PictureView();
    private final Region stage;
    private final Invariants invariants;

    DerivationView(Region stage, Invariants invariants) {
        this.stage = stage;
        this.invariants = invariants;
        view.setId("derivation-lines");
        view.setMinHeight(Region.USE_PREF_SIZE);
        view.setPrefHeight(LEAST);
        view.managedProperty().bind(view.visibleProperty());
        view.setVisible(false);
        view.visibleProperty().addListener((_, _, unfolded) -> {
            if (!unfolded) {
                view.clear();
            }
        });
    }

    Region region() {
        return view;
    }

    /** Whether it is unfolded. */
    BooleanProperty unfoldedProperty() {
        return view.visibleProperty();
    }

    /** Shows that of a node, or, of what has none, that there is none. A result that is hidden hides its derivation. */
    void show(ViewState state, Optional<Node> node) {
        double most = stage.getHeight() * MOST;
        view.show((width, height) -> picture(state, node, width, height, most), state.theme());
    }

    private Picture picture(ViewState state, Optional<Node> node, double width, double height, double most) {
        Optional<DerivationText> text = node.flatMap(at -> DerivationText.of(
                state.snapshot().program(), at, state.notation()));
        List<Invariants.Found> found = node.map(at -> invariants.at(state.snapshot(), at)).orElse(List.of());
        if (state.snapshot().isWithheld() || (text.isEmpty() && found.isEmpty())) {
            String words = text.isEmpty()
                    ? Messages.get("derivation.none")
                    : Messages.get("derivation.withheld", KeyAction.SHOW.shortKey());
            want(LEAST, height);
            return new PictureBuilder().message(new Bounds(0, 0, width, height), words, Ink.MUTED)
                    .build(width, height, words);
        }
        DerivationPicture derivation = DerivationPicture.of(
                text.orElseGet(DerivationText::none), found, state.notation(), width, most);
        want(derivation.height(), height);
        return derivation.draw(width, height, Messages.get("derivation.title", node.orElseThrow().row()));
    }

    private void want(double wanted, double height) {
        if (Math.abs(wanted - height) >= 1) {
            Platform.runLater(() -> view.setPrefHeight(Math.ceil(wanted)));
        }
    }
}
