package org.gradwalk.app.view.layernorm;

import java.util.List;
import java.util.stream.Stream;
import org.gradwalk.app.export.Plate;
import org.gradwalk.app.view.CaptionWords;
import org.gradwalk.app.view.ViewState;
import org.gradwalk.model.program.Node;

/** The statistics of each layer norm. */
public final class LayerNormPlates {

    public static final String KIND = "layernorm";
    private static final double LEAST_WIDTH = 400;
    private static final double HEIGHT = 470;

    private LayerNormPlates() {}

    /** Those of what the walk has reached. */
    public static Stream<Plate> of(ViewState state) {
        return state.snapshot().program().root().stream()
                .map(Node::address)
                .filter(LayerNormPanel::isLayerNorm)
                .filter(path -> LayerNormNumbers.of(state, path).mean().isPresent())
                .map(path -> new Plate(KIND, path, parts(state, path), List::of, LEAST_WIDTH,
                        (width, _) -> new LayerNormPicture(
                                state, path, LayerNormNumbers.of(state, path)).draw(width, HEIGHT)));
    }

    private static List<String> parts(ViewState state, String path) {
        return CaptionWords.sequence(state, state.snapshot().program().requireValue(path + ".xhat"));
    }
}
