package org.gradwalk.app;

import java.util.Locale;
import javafx.scene.Node;
import org.gradwalk.app.chart.Picture;
import org.gradwalk.app.chart.PictureView;
import org.gradwalk.app.view.Messages;
import org.gradwalk.app.view.PictureClipboard;
import org.gradwalk.app.view.Pointing;
import org.gradwalk.app.view.stage.FormulaText;
import org.gradwalk.app.view.stage.StagePanel;
import org.jspecify.annotations.Nullable;

/** Copies what is shown, and says what was copied. */
final class Copying {

    private final StagePanel stage;
    private final Pointing pointing;
    private final StatusLine status;

    Copying(StagePanel stage, Pointing pointing, StatusLine status) {
        this.stage = stage;
        this.pointing = pointing;
        this.status = status;
    }

    /** The formulas of the stage. */
    void formulas(FormulaText kind) {
        String outcome = "stage.copied." + kind.name().toLowerCase(Locale.ROOT);
        status.tell(stage.copy(kind).map(address -> Messages.get(outcome, address))
                .orElseGet(() -> Messages.get("stage.copied.nothing")));
    }

    /** The picture that has the focus, else the stage's. */
    void picture(@Nullable Node focusOwner) {
        PictureView view = focusOwner instanceof PictureView focused ? focused : stage.picture();
        Picture picture = view.pictureProperty().get();
        if (picture != null) {
            PictureClipboard.copy(picture, view.theme());
            status.tell(Messages.get("picture.copied", picture.title()));
        }
    }

    /** The numbers of the heat map under the pointer. */
    void numbers() {
        status.tell(pointing.cells().map(PictureClipboard::copy)
                .orElseGet(() -> Messages.get("picture.copied.nothing")));
    }
}
