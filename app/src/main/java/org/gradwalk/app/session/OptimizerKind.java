package org.gradwalk.app.session;

import java.util.Locale;
import org.gradwalk.model.optimizer.AdamW;
import org.gradwalk.model.optimizer.Optimizer;
import org.gradwalk.model.optimizer.Sgd;

/** The optimizers that can be chosen. */
public enum OptimizerKind {
    /** Adam with decoupled weight decay. */
    ADAMW,
    /** Plain gradient descent. */
    SGD,
    /** Gradient descent that remembers its direction. */
    MOMENTUM;

    /** κ where nothing else is said. */
    public static final double USUAL_MOMENTUM = 0.9;

    /** The one that an optimizer is. */
    public static OptimizerKind of(Optimizer optimizer) {
        return switch (optimizer) {
            case AdamW _ -> ADAMW;
            case Sgd(boolean momentum) -> momentum ? MOMENTUM : SGD;
        };
    }

    /** Its rule. */
    public Optimizer optimizer() {
        return switch (this) {
            case ADAMW -> new AdamW();
            case SGD -> new Sgd(false);
            case MOMENTUM -> new Sgd(true);
        };
    }

    /** Its name on the command line. */
    public String id() {
        return name().toLowerCase(Locale.ROOT);
    }
}
