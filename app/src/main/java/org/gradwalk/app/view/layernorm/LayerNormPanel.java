package org.gradwalk.app.view.layernorm;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javafx.scene.layout.Region;
import org.gradwalk.app.session.Snapshot;
import org.gradwalk.app.view.Actions;
import org.gradwalk.app.view.LinkedPicture;
import org.gradwalk.app.view.Panel;
import org.gradwalk.app.view.ViewState;
import org.gradwalk.model.program.Node;

/** The layer norm at, or last before, the cursor. */
public final class LayerNormPanel implements Panel {

    private static final Pattern OWN = Pattern.compile("^(h\\.\\d+\\.)?ln_[12f]");

    private final LinkedPicture picture;
    private String layer = "h.0.ln_1";

    public LayerNormPanel(Actions actions) {
        picture = new LinkedPicture(actions);
    }

    @Override
    public Region region() {
        return picture.region();
    }

    @Override
    public void show(ViewState state) {
        layer = layerNorm(state.snapshot()).orElse(layer);
        String path = layer;
        picture.show((width, height) -> new LayerNormPicture(state, path).draw(width, height), state);
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
