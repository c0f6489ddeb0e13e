package org.gradwalk.app.view.predictions;

import java.util.Optional;
import javafx.scene.layout.Region;
import org.gradwalk.app.view.Actions;
import org.gradwalk.app.view.LinkedPicture;
import org.gradwalk.app.view.Panel;
import org.gradwalk.app.view.ViewState;

/** The loss of each position, and the distribution of the next token at the selected one. */
public final class PredictionsPanel implements Panel {

    private final LinkedPicture picture;

    public PredictionsPanel(Actions actions) {
        picture = new LinkedPicture(actions);
    }

    @Override
    public Region region() {
        return picture.region();
    }

    @Override
    public void show(ViewState state) {
        picture.show(
                (width, height) -> new PredictionsPicture(state).draw(width, height), state,
                state.snapshot().loss().isPresent() ? Optional.of(PredictionsPlates.NAME) : Optional.empty());
    }

    @Override
    public void letGo() {
        picture.letGo();
    }
}
