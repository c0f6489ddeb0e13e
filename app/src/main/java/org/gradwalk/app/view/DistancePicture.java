package org.gradwalk.app.view;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.gradwalk.app.chart.Bounds;
import org.gradwalk.app.chart.HeatMap;
import org.gradwalk.app.chart.Ink;
import org.gradwalk.app.chart.PictureBuilder;
import org.gradwalk.app.chart.Scale;
import org.gradwalk.model.program.Value;
import org.gradwalk.model.run.FiniteDifferences;
import org.gradwalk.model.run.ThreeWay;
import org.gradwalk.model.tensor.Entries;
import org.gradwalk.model.tensor.Matrix;

/** Draws how far two other ways are from the engine's numbers, as heat maps side by side: formula, and differences. */
public final class DistancePicture {

    private static final double GAP = 24;
    private static final Ink INK = Ink.MUTED;

    private DistancePicture() {}

    /** Draws both into the room; of what is no gradient, the formula alone. */
    public static void draw(PictureBuilder b, ViewState state, ThreeWay check, Bounds room) {
        List<HeatMap> maps = new ArrayList<>();
        maps.add(map(state, check.value(), check.formula().difference().orElseThrow(), "distance.formula",
                Optional.empty()));
        check.differences().filter(found -> !found.entries().isEmpty()).ifPresent(found -> maps.add(map(
                state, check.value(), found.distance(), "distance.differences", compared(found))));
        double width = (room.width() - (maps.size() - 1) * GAP) / maps.size();
        for (int i = 0; i < maps.size(); i++) {
            maps.get(i).draw(b, new Bounds(room.x() + i * (width + GAP), room.y(), width, room.height()));
        }
    }

    /** Where only some entries were compared, the others are hatched. */
    private static Optional<Matrix> compared(FiniteDifferences found) {
        return found.sampled() || !found.leftOut().isEmpty() ? Optional.of(found.compared()) : Optional.empty();
    }

    private static HeatMap map(
            ViewState state, Value value, Matrix distance, String key, Optional<Matrix> compared) {
        Matrix numbers = part(state, value, distance);
        Optional<Matrix> allowed = compared.map(all -> part(state, value, all));
        return Figures.heatMap(state, value, numbers, Messages.get(key), INK)
                .withAllowed(allowed)
                .withScale(Scale.symmetric(Entries.largestFinite(numbers)));
    }

    private static Matrix part(ViewState state, Value value, Matrix all) {
        return value.head(all, state.selection().sequence(), state.selection().head());
    }
}
