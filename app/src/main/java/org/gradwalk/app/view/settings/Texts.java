package org.gradwalk.app.view.settings;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.gradwalk.app.session.SampleText;
import org.gradwalk.app.session.Samples;
import org.gradwalk.app.view.Messages;
import org.gradwalk.app.view.TextFile;
import org.gradwalk.model.text.Tokenizer;
import org.gradwalk.model.text.UnknownCharacterException;

/** Reads texts that a model can be trained on. Not to be called on the JavaFX thread: they may be long. */
final class Texts {

    private static final long MOST_BYTES = 10_000_000;

    private Texts() {}

    /**
     * Those that come with the program, without those that have characters the model does not know.
     *
     * @throws IOException if one is missing in this installation
     */
    static List<Offer.Text> samples(Tokenizer tokenizer) throws IOException {
        List<Offer.Text> readable = new ArrayList<>();
        for (SampleText sample : Samples.read().texts()) {
            String content = Samples.content(sample);
            try {
                readable.add(new Offer.Text(
                        sample.id(), sample.title(), content, tokenizer.encode(content).length));
            } catch (UnknownCharacterException unreadable) {
                // is not offered
            }
        }
        return readable;
    }

    /**
     * That of a file.
     *
     * @throws IOException if it cannot be read, is no text in UTF-8, too large, or has characters that the model does not
     *     know; the message is a sentence
     */
    static Offer.Text file(Path file, Tokenizer tokenizer) throws IOException {
        String name = String.valueOf(file.getFileName());
        String content = TextFile.read(file, MOST_BYTES);
        try {
            return new Offer.Text(name, name, content, tokenizer.encode(content).length);
        } catch (UnknownCharacterException unknown) {
            throw new IOException(
                    Messages.get("error.text.characters", name, String.valueOf(unknown.getMessage())), unknown);
        }
    }
}
