package org.gradwalk.app.session;

import java.util.List;
import java.util.Map;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.gradwalk.model.file.ModelFile;
import org.gradwalk.model.gpt.GptConfig;
import org.gradwalk.model.gpt.Initialization;
import org.gradwalk.model.optimizer.Update;
import org.gradwalk.model.program.Settings;
import org.gradwalk.model.run.Preset;
import org.gradwalk.model.tensor.Matrix;
import org.gradwalk.model.text.CharacterTokenizer;
import org.gradwalk.model.text.Tokenizer;
import org.gradwalk.model.text.UnknownCharacterException;

/**
 * A model as it was opened, or as it was when adapters were added or merged.
 *
 * @param name what it is called in the window
 * @param config its sizes and kinds
 * @param tokenizer how it reads text
 * @param parameters its numbers, by GPT-2's names
 * @param initialization how adapters that are put to it start
 * @param update how it is trained
 * @param settings the numbers that steer its training
 */
public record Model(
        String name,
        GptConfig config,
        Tokenizer tokenizer,
        Map<String, Matrix> parameters,
        Initialization initialization,
        Update update,
        Settings settings) {

    private static final String USUAL_TEXT = "To be, or not to be";
    private static final int LONGEST_SPELLING = 8;

    /** A model as a file holds it, trained on as the classroom preset is. */
    public static Model of(String name, ModelFile file) {
        ModelFacts facts = ModelFacts.of(name, file);
        return new Model(
                name, facts.config(), CharacterTokenizer.ofVocabulary(file.vocabulary()), file.parameters(),
                Preset.CLASSROOM.initialization(), facts.update(), facts.settings());
    }

    /** A network of other weights that reads and is trained as this one. */
    Model with(String otherName, GptConfig otherConfig, Map<String, Matrix> otherParameters) {
        return new Model(otherName, otherConfig, tokenizer, otherParameters, initialization, update, settings);
    }

    /**
     * The tokens of a text.
     *
     * @throws RefusedException if it has unknown characters, fewer than 2 tokens, or more than the context
     */
    int[] tokens(String text) throws RefusedException {
        int[] tokens;
        try {
            tokens = tokenizer.encode(text);
        } catch (UnknownCharacterException e) {
            throw new RefusedException("error.unknown", String.valueOf(e.getMessage()));
        }
        if (tokens.length < 2) {
            throw new RefusedException("error.short", tokens.length);
        }
        if (tokens.length > config.contextLength()) {
            throw new RefusedException("error.long", tokens.length, config.contextLength());
        }
        return tokens;
    }

    /** A text that it can read: this one where it can, else the usual one, else some of its own letters and digits. */
    public String readable(String text) {
        return Stream.of(text, USUAL_TEXT).filter(this::reads).findFirst().orElseGet(this::spelling);
    }

    private boolean reads(String text) {
        try {
            return tokens(text).length > 0;
        } catch (RefusedException refused) {
            return false;
        }
    }

    private String spelling() {
        List<Integer> all = symbols(_ -> true);
        List<Integer> letters = symbols(Character::isLetterOrDigit);
        List<Integer> chosen = letters.isEmpty() ? all : letters;
        int length = Math.min(LONGEST_SPELLING, config.contextLength());
        return tokenizer.decode(IntStream.range(0, length).map(i -> chosen.get(i % chosen.size())).toArray());
    }

    private List<Integer> symbols(IntPredicate wanted) {
        return IntStream.range(0, tokenizer.vocabularySize())
                .filter(token -> tokenizer.symbol(token).codePoints().allMatch(wanted)).boxed().toList();
    }
}
