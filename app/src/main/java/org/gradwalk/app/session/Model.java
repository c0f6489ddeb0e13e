package org.gradwalk.app.session;

import java.util.Map;
import org.gradwalk.model.file.ModelFile;
import org.gradwalk.model.gpt.GptConfig;
import org.gradwalk.model.optimizer.Update;
import org.gradwalk.model.program.Settings;
import org.gradwalk.model.run.Preset;
import org.gradwalk.model.tensor.Matrix;
import org.gradwalk.model.text.CharacterTokenizer;
import org.gradwalk.model.text.Tokenizer;

/**
 * A model as it was opened.
 *
 * @param name what it is called in the window
 * @param config its sizes and kinds
 * @param tokenizer how it reads text
 * @param parameters its numbers, by GPT-2's names
 * @param update how it is trained
 * @param settings the numbers that steer its training
 */
public record Model(
        String name,
        GptConfig config,
        Tokenizer tokenizer,
        Map<String, Matrix> parameters,
        Update update,
        Settings settings) {

    /** A model as a file holds it, trained on as the classroom preset is. */
    public static Model of(String name, ModelFile file) {
        return new Model(
                name, file.config(), CharacterTokenizer.ofVocabulary(file.vocabulary()), file.parameters(),
                Preset.CLASSROOM.update(), Preset.CLASSROOM.settings());
    }
}
