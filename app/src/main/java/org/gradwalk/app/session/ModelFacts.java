package org.gradwalk.app.session;

import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.gradwalk.model.file.ModelFile;
import org.gradwalk.model.gpt.Gpt;
import org.gradwalk.model.gpt.GptConfig;
import org.gradwalk.model.layer.Loss.Reduction;
import org.gradwalk.model.optimizer.Update;
import org.gradwalk.model.program.Program;
import org.gradwalk.model.program.Settings;
import org.gradwalk.model.run.Preset;
import org.gradwalk.model.text.CharacterTokenizer;
import org.gradwalk.model.text.Tokenizer;

/**
 * What there is to know of a model without its numbers.
 *
 * @param name what it is called
 * @param config its sizes and kinds
 * @param tokenizer how it reads text; none where the program cannot
 * @param update how it is trained
 * @param settings the numbers that steer its training
 * @param recipe how a model of a file was made, in words and numbers, by what they are called
 */
public record ModelFacts(
        String name,
        GptConfig config,
        Optional<Tokenizer> tokenizer,
        Update update,
        Settings settings,
        Map<String, String> recipe) {

    public ModelFacts {
        recipe = Collections.unmodifiableMap(new TreeMap<>(recipe));
    }

    /** Of a model file, trained on as the classroom preset is. */
    static ModelFacts of(String name, ModelFile file) {
        return new ModelFacts(
                name, file.config(), Optional.of(CharacterTokenizer.ofVocabulary(file.vocabulary())),
                Preset.CLASSROOM.update(), Preset.CLASSROOM.settings(), file.description());
    }

    /** What an iteration on one text of the full context does; nothing of the model's size is made. */
    public Program program() {
        return Gpt.program(config, 1, config.contextLength(), Reduction.MEAN, update);
    }
}
