package org.gradwalk.app.view.stage;

import java.util.List;
import java.util.Optional;
import org.gradwalk.app.session.Snapshot;
import org.gradwalk.app.view.KeyAction;
import org.gradwalk.app.view.Messages;
import org.gradwalk.model.program.Node;
import org.gradwalk.model.program.Operation;
import org.gradwalk.model.program.Phase;

/** What is said of a node, in a line. */
public final class StageWords {

    private StageWords() {}

    /** What it does: of one step its own words, of a layer or a block those of its kind. */
    static String of(Node node, List<Operation> operations) {
        Operation last = operations.getLast();
        return step(operations)
                .map(step -> "step." + step + "." + last.phase().address())
                .map(step -> own(step, operations).orElseGet(() -> Messages.get(step)))
                .orElseGet(() -> Messages.get("layer." + kind(node) + "." + last.phase().address()));
    }

    /** Of a single operation of a step that has several. */
    private static Optional<String> own(String step, List<Operation> operations) {
        String address = operations.getLast().address();
        String name = address.substring(Math.max(address.lastIndexOf(':'), address.lastIndexOf('/')) + 1);
        int dot = name.indexOf('.');
        if (operations.size() > 1) {
            return Optional.empty();
        }
        return dot < 0
                ? Messages.find(step + "." + name)
                : Messages.find(step + "." + name.substring(0, dot))
                        .map(words -> Messages.get("step.part." + name.substring(dot + 1), words));
    }

    /** What there is to look at; only a single step has that. */
    static Optional<String> lookAt(List<Operation> operations) {
        return step(operations).map(step -> Messages.get("look." + step));
    }

    /** Why there is nothing to look at; empty where there is something. */
    public static Optional<String> nothingToLookAt(Snapshot snapshot) {
        if (snapshot.node().isEmpty()) {
            return Optional.of(Messages.get("stage.look.start"));
        }
        if (snapshot.isWithheld()) {
            return Optional.of(Messages.get("stage.look.hidden", KeyAction.SHOW.shortKey()));
        }
        Node node = snapshot.node().get();
        return lookAt(snapshot.program().operations().subList(node.first(), node.end())).isPresent()
                ? Optional.empty()
                : Optional.of(Messages.get("stage.look.several", KeyAction.INSIDE.shortKey()));
    }

    /** What kind of step a node is, or of what kind its layer. */
    static String identifier(Node node, List<Operation> operations) {
        return step(operations).orElseGet(() -> kind(node));
    }

    private static Optional<String> step(List<Operation> operations) {
        List<String> steps = operations.stream().map(Operation::step).distinct().toList();
        return steps.size() == 1 ? Optional.of(steps.getFirst()) : Optional.empty();
    }

    /** {@code h.0} is a block, {@code h.0.ln_1} and {@code ln_f} are of kind {@code ln}. */
    private static String kind(Node node) {
        String row = node.row();
        if (node.address().startsWith(Phase.UPDATE.address())) {
            return Phase.UPDATE.address();
        }
        if (row.matches("h\\.\\d+")) {
            return "block";
        }
        return row.substring(row.lastIndexOf('.') + 1).replaceFirst("_(1|2|f|attn|mlp)$", "");
    }
}
