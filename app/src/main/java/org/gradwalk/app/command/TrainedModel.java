package org.gradwalk.app.command;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import java.util.stream.IntStream;
import org.gradwalk.app.session.Model;
import org.gradwalk.model.file.ModelFile;
import org.gradwalk.model.gpt.Initialization;
import org.gradwalk.model.run.Evaluation;
import org.gradwalk.model.run.HeadMeasure;
import org.gradwalk.model.run.Iteration;
import org.gradwalk.model.tensor.Matrix;
import org.gradwalk.model.text.PairEntropy;
import org.gradwalk.model.text.Tokenizer;

/**
 * What a training came to, measured on the validation text.
 *
 * @param iterations how many there were
 * @param validationLoss in nats
 * @param pairEntropy H(next | current) of the validation text in nats, the best that pairs of characters alone allow
 * @param previousToken the head that looks at the previous position most
 */
record TrainedModel(long iterations, double validationLoss, double pairEntropy, HeadMeasure previousToken) {

    /** Measures an iteration's weights as they are now. */
    static TrainedModel measure(Iteration iteration, int[] validationText, Evaluation validation) {
        return new TrainedModel(iteration.number(), validation.loss(), PairEntropy.of(validationText),
                HeadMeasure.strongest(HeadMeasure.all(validation)));
    }

    /**
     * The weights with all that is known of them.
     *
     * @param model whose network and vocabulary they belong to
     * @param recipe what they were trained with, in words and numbers
     */
    ModelFile file(Model model, Iteration iteration, Map<String, String> recipe) {
        SequencedMap<String, Matrix> parameters = new LinkedHashMap<>();
        iteration.program().parameters()
                .forEach(parameter -> parameters.put(parameter.name(), iteration.matrix(parameter.value())));
        Map<String, String> description = new LinkedHashMap<>(recipe);
        description.put("generator", Initialization.GENERATOR);
        description.put("iterations", Long.toString(iterations));
        description.put("validation_loss", TrainingProgress.number(validationLoss));
        description.put("pair_entropy", TrainingProgress.number(pairEntropy));
        description.put("previous_token_block", Integer.toString(previousToken.block()));
        description.put("previous_token_head", Integer.toString(previousToken.head()));
        description.put("previous_token_weight", TrainingProgress.number(previousToken.previous()));
        return new ModelFile(model.config(), vocabulary(model.tokenizer()), parameters, description);
    }

    private static List<String> vocabulary(Tokenizer tokenizer) {
        return IntStream.range(0, tokenizer.vocabularySize()).mapToObj(tokenizer::symbol).toList();
    }
}
