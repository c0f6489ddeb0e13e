package org.gradwalk.app.command;

import static java.util.Objects.requireNonNullElse;

import java.util.LinkedHashMap;
import java.util.Map;
import org.gradwalk.app.session.OptimizerKind;
import org.gradwalk.app.session.RefusedException;
import org.gradwalk.app.view.TypedNumber;
import org.gradwalk.model.optimizer.Update;
import org.gradwalk.model.program.Settings;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The rule by which parameters change, and its numbers. What is not said is as the network's preset has it. */
final class UpdateOptions {

    @Option(names = "--optimizer", paramLabel = "OPTIMIZER", defaultValue = "adamw")
    private OptimizerKind optimizer = OptimizerKind.ADAMW;
    @Option(names = "--momentum", paramLabel = "NUMBER", converter = RangedNumber.Share.class)
    private @Nullable Double momentum;
    @Option(names = "--beta1", paramLabel = "NUMBER", converter = RangedNumber.Share.class)
    private @Nullable Double beta1;
    @Option(names = "--beta2", paramLabel = "NUMBER", converter = RangedNumber.Share.class)
    private @Nullable Double beta2;
    @Option(names = "--epsilon", paramLabel = "NUMBER", converter = RangedNumber.AboveZero.class)
    private @Nullable Double epsilon;
    @Option(names = "--weight-decay", paramLabel = "NUMBER", converter = RangedNumber.FromZero.class)
    private @Nullable Double weightDecay;
    @Option(names = "--clip", paramLabel = "NORM", converter = RangedNumber.Limit.class)
    private @Nullable Double clip;

    /**
     * Lets pass what the optimizer uses.
     *
     * @throws RefusedException if a number is given that it does not use
     */
    void requireUsed() throws RefusedException {
        requireUsed("--momentum", momentum, OptimizerKind.MOMENTUM);
        requireUsed("--beta1", beta1, OptimizerKind.ADAMW);
        requireUsed("--beta2", beta2, OptimizerKind.ADAMW);
        requireUsed("--epsilon", epsilon, OptimizerKind.ADAMW);
        requireUsed("--weight-decay", weightDecay, OptimizerKind.ADAMW);
    }

    private void requireUsed(String option, @Nullable Double number, OptimizerKind user) throws RefusedException {
        if (number != null && optimizer != user) {
            throw new RefusedException("error.unused", option, "--optimizer " + user.id());
        }
    }

    /** The rule, clipped where there is a limit. */
    Update update(Settings usual) {
        return new Update(optimizer.optimizer(), Double.isFinite(settings(usual).clipNorm()), false);
    }

    /** All its numbers. */
    Settings settings(Settings usual) {
        return new Settings(
                usual.learningRate(), requireNonNullElse(momentum, OptimizerKind.USUAL_MOMENTUM),
                requireNonNullElse(beta1, usual.beta1()), requireNonNullElse(beta2, usual.beta2()),
                requireNonNullElse(epsilon, usual.epsilon()), requireNonNullElse(weightDecay, usual.weightDecay()),
                requireNonNullElse(clip, usual.clipNorm()));
    }

    /** What is written down of it: the numbers that are used. */
    Map<String, String> recipe(Settings usual) {
        Settings settings = settings(usual);
        Map<String, String> recipe = new LinkedHashMap<>();
        recipe.put("optimizer", optimizer.id());
        switch (optimizer) {
            case ADAMW -> {
                recipe.put("beta1", TypedNumber.text(settings.beta1()));
                recipe.put("beta2", TypedNumber.text(settings.beta2()));
                recipe.put("epsilon", TypedNumber.text(settings.epsilon()));
                recipe.put("weight_decay", TypedNumber.text(settings.weightDecay()));
            }
            case SGD -> {
                // has none
            }
            case MOMENTUM -> recipe.put("momentum", TypedNumber.text(settings.momentum()));
        }
        boolean clipped = Double.isFinite(settings.clipNorm());
        recipe.put("clip", clipped ? TypedNumber.text(settings.clipNorm()) : RangedNumber.Limit.NONE);
        return recipe;
    }
}
