package org.gradwalk.app.command;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import org.gradwalk.app.session.Samples;
import org.gradwalk.app.session.Source;
import org.gradwalk.app.view.Messages;
import org.gradwalk.app.view.TextFile;
import org.gradwalk.model.text.Corpus;
import org.gradwalk.model.text.Tokenizer;
import org.gradwalk.model.text.UnknownCharacterException;

/**
 * What a model is trained on: a file of the person's, or the sample.
 *
 * @param name of the file, or of the sample
 * @param corpus its last tenth is kept for validation
 */
record TrainingText(String name, Corpus corpus) {
    private static final long MOST_BYTES = 1_000_000_000;

    /**
     * Reads a text; its lines may end as on Windows.
     *
     * @param file the sample where there is none
     * @param tokenizer of the model
     * @param length of the sequences that training and validation cut from it
     * @throws IOException if it cannot be read, is no text, has other characters, or is too short
     */
    static TrainingText read(Optional<Path> file, Tokenizer tokenizer, int length) throws IOException {
        String name = file.map(path -> String.valueOf(path.getFileName())).orElse(Samples.TRAINING_TEXT);
        String text = file.isPresent()
                ? TextFile.read(file.get(), MOST_BYTES)
                : Samples.content(Samples.read().text(Samples.TRAINING_TEXT));
        int[] tokens = tokens(name, text, tokenizer);
        int least = Source.Passages.leastTokens(length);
        if (tokens.length < least) {
            throw new IOException(Messages.get("error.text.short", name, Integer.toString(tokens.length),
                    Integer.toString(least)));
        }
        return new TrainingText(name, Source.Passages.split(tokens));
    }

    private static int[] tokens(String name, String text, Tokenizer tokenizer) throws IOException {
        try {
            return tokenizer.encode(text);
        } catch (UnknownCharacterException unknown) {
            throw new IOException(
                    Messages.get("error.text.characters", name, String.valueOf(unknown.getMessage())), unknown);
        }
    }
}
