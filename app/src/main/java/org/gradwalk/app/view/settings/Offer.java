package org.gradwalk.app.view.settings;

import org.gradwalk.app.session.Source;
import org.gradwalk.app.view.Messages;

/** What can be chosen to be read. */
sealed interface Offer {

    /** What it is called where it is chosen. */
    String words();

    /** Whether a source reads it. */
    boolean isReadBy(Source source);

    /** A sentence, the same in every iteration. */
    record Sentence(String text) implements Offer {

        @Override
        public String words() {
            return Messages.get("training.sentence", text);
        }

        @Override
        public boolean isReadBy(Source source) {
            return source.equals(new Source.Sentence(text));
        }
    }

    /**
     * A longer text, of which each iteration reads other passages.
     *
     * @param name by which it is known
     * @param title that is shown
     * @param content its characters
     * @param tokens how many it has
     */
    record Text(String name, String title, String content, int tokens) implements Offer {

        @Override
        public String words() {
            return Messages.get("training.passages", title, tokens);
        }

        @Override
        public boolean isReadBy(Source source) {
            return source instanceof Source.Passages passages && passages.name().equals(name)
                    && passages.text().equals(content);
        }
    }
}
