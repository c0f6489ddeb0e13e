package org.gradwalk.app.session;

import java.util.Map;
import java.util.SequencedMap;
import org.gradwalk.model.gpt.AdaptedWeights;
import org.gradwalk.model.gpt.GptConfig;
import org.gradwalk.model.layer.LoraConfig;
import org.gradwalk.model.layer.LoraConfig.Target;
import org.gradwalk.model.tensor.Matrix;

/** Makes models with adapters of models without, and the other way round. */
final class Adapting {

    private Adapting() {}

    /**
     * The model with new adapters, all else frozen.
     *
     * @param parameters of the model at the moment; they are used as they are, uncopied
     * @param seed of the adapters' random numbers
     * @throws RefusedException if there are adapters already, a tied head shall have one, or a walk does not fit into
     *     memory
     */
    static Model adapted(Model model, Map<String, Matrix> parameters, LoraConfig adapters, long seed)
            throws RefusedException {
        if (model.config().lora().isPresent()) {
            throw new RefusedException("error.lora.there", model.name());
        }
        if (model.config().tied() && adapters.targets().contains(Target.LM_HEAD)) {
            throw new RefusedException("error.lora.tied", model.name());
        }
        GptConfig config = model.config().withLora(adapters);
        String name = model.name() + " + LoRA r " + adapters.rank();
        requireMemory(model, name, config);
        AdaptedWeights weights = AdaptedWeights.adding(config, parameters, model.initialization(), seed);
        return model.with(name, config, weights.parameters());
    }

    /**
     * The model without adapters that yields the same: W + s A B in the place of W.
     *
     * @param parameters of the model at the moment; those without an adapter are used as they are, uncopied
     * @throws RefusedException if there are no adapters, or a walk of the whole network in training does not fit into
     *     memory
     */
    static Model merged(Model model, SequencedMap<String, Matrix> parameters) throws RefusedException {
        if (model.config().lora().isEmpty()) {
            throw new RefusedException("error.lora.none", model.name());
        }
        String name = model.name() + ", merged";
        requireMemory(model, name, model.config().withoutLora());
        AdaptedWeights weights = new AdaptedWeights(model.config(), parameters);
        return model.with(name, weights.mergedConfig(), weights.merged());
    }

    private static void requireMemory(Model model, String name, GptConfig config) throws RefusedException {
        WalkMemory.of(name, config, model.update()).require(Runtime.getRuntime().maxMemory());
    }
}
