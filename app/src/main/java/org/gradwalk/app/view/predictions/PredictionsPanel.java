package org.gradwalk.app.view.predictions;

import java.util.OptionalInt;
import javafx.scene.layout.Region;
import org.gradwalk.app.chart.Picture;
import org.gradwalk.app.chart.PictureView;
import org.gradwalk.app.view.Actions;
import org.gradwalk.app.view.Panel;
import org.gradwalk.app.view.ViewState;

/** The loss of each position, and the distribution of the next token at the selected one. */
public final class PredictionsPanel implements Panel {

    private final PictureView view = new PictureView();

    public PredictionsPanel(Actions actions) {
        view.setOnMouseClicked(event -> {
            Picture picture = view.pictureProperty().get();
            if (picture != null) {
                picture.areaAt(event.getX(), event.getY()).ifPresent(area -> {
                    int position = area.grid().firstColumn(area.cell(event.getX(), event.getY()).column());
                    actions.select(selection -> selection.withPosition(OptionalInt.of(position)));
                });
            }
        });
    }

    @Override
    public Region region() {
        return view;
    }

    @Override
    public void show(ViewState state) {
        view.show((width, height) -> new PredictionsPicture(state).draw(width, height), state.theme());
    }
}
