package org.gradwalk.app.view.settings;

import java.io.File;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Consumer;
import javafx.application.Platform;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.stage.FileChooser;
import javafx.stage.FileChooser.ExtensionFilter;
import javafx.util.StringConverter;
import org.gradwalk.app.session.Model;
import org.gradwalk.app.session.Source;
import org.gradwalk.app.view.FileWords;
import org.gradwalk.app.view.Messages;
import org.gradwalk.model.text.Tokenizer;

/** Where it is chosen what is read: the sentence, a text that comes with the program, or one of a file. */
final class TextBox {

    private static final ExecutorService READER = Executors.newSingleThreadExecutor(
            Thread.ofPlatform().name("gradwalk-texts").daemon().factory());

    private final ComboBox<Offer> box = new ComboBox<>();
    private final Button choose = new Button(Messages.get("training.file"));
    private final HBox line = new HBox(box, choose);
    private final ReadOnlyStringWrapper failure = new ReadOnlyStringWrapper("");
    private Offer.Sentence sentence = new Offer.Sentence("");
    private Optional<Tokenizer> offered = Optional.empty();

    TextBox() {
        line.getStyleClass().add("training-line");
        box.setId("training-text");
        box.setMaxWidth(Double.MAX_VALUE);
        HBox.setHgrow(box, Priority.ALWAYS);
        box.setConverter(new StringConverter<>() {
            @Override
            public String toString(Offer offer) {
                return offer == null ? "" : offer.words();
            }

            @Override
            public Offer fromString(String words) {
                throw new UnsupportedOperationException("It is chosen, not typed");
            }
        });
        box.setTooltip(new Tooltip(Messages.get("training.text.tooltip")));
        box.valueProperty().addListener((_, _, _) -> failure.set(""));
        choose.setMinWidth(Region.USE_PREF_SIZE);
        choose.setId("training-file");
        choose.setTooltip(new Tooltip(Messages.get("training.file.tooltip")));
        choose.setOnAction(_ -> chooseFile());
    }

    Region region() {
        return line;
    }

    List<Node> controls() {
        return List.of(box, choose);
    }

    /** The sentence that it offers. */
    Source sentence() {
        return new Source.Sentence(sentence.text());
    }

    /** Whether its list is open, and has the keys. */
    boolean isOpen() {
        return box.isShowing();
    }

    /** What is chosen. */
    Offer chosen() {
        return box.getValue();
    }

    void choose(Offer offer) {
        box.setValue(offer);
    }

    void onChange(Runnable listener) {
        box.valueProperty().addListener((_, _, _) -> listener.run());
        failure.addListener((_, _, _) -> listener.run());
    }

    /** Why a text is not there, in a sentence; empty where nothing went wrong. */
    ReadOnlyStringProperty failureProperty() {
        return failure.getReadOnlyProperty();
    }

    /** Offers what a model can read, and chooses what it reads now. */
    void show(Model model, Source source) {
        List<Offer> offers = new ArrayList<>();
        if (offered.filter(model.tokenizer()::equals).isPresent()) {
            offers.addAll(box.getItems());
        } else {
            offered = Optional.of(model.tokenizer());
            read(() -> Texts.samples(model.tokenizer()), samples -> add(samples, model.tokenizer()));
        }
        offers.removeIf(Offer.Sentence.class::isInstance);
        sentence = new Offer.Sentence(
                source instanceof Source.Sentence(String text) ? text : model.readable(sentence.text()));
        offers.addFirst(sentence);
        Offer now = offers.stream().filter(offer -> offer.isReadBy(source)).findFirst().orElse(sentence);
        if (source instanceof Source.Passages passages && now.equals(sentence)) {
            now = new Offer.Text(
                    passages.name(), passages.name(), passages.text(),
                    passages.text().codePointCount(0, passages.text().length()));
            offers.add(now);
        }
        box.getItems().setAll(offers);
        box.setValue(now);
    }

    private void add(List<Offer.Text> samples, Tokenizer tokenizer) {
        if (offered.filter(tokenizer::equals).isPresent()) {
            samples.stream().filter(sample -> box.getItems().stream()
                    .noneMatch(offer -> offer instanceof Offer.Text known && known.name().equals(sample.name())))
                    .forEach(box.getItems()::add);
        }
    }

    private void chooseFile() {
        FileChooser chooser = new FileChooser();
        chooser.setTitle(Messages.get("training.file.title"));
        chooser.getExtensionFilters().addAll(
                new ExtensionFilter(Messages.get("training.file.kind"), "*.txt"),
                new ExtensionFilter(Messages.get("open.all"), "*"));
        File file = chooser.showOpenDialog(line.getScene().getWindow());
        if (file != null && offered.isPresent()) {
            Tokenizer tokenizer = offered.get();
            read(() -> Texts.file(file.toPath(), tokenizer), text -> take(text, tokenizer));
        }
    }

    /** Offers a text of a file in the place of an earlier one of its name, and chooses it. */
    private void take(Offer.Text text, Tokenizer tokenizer) {
        if (offered.filter(tokenizer::equals).isPresent()) {
            box.getItems().removeIf(offer -> offer instanceof Offer.Text known && known.name().equals(text.name()));
            box.getItems().add(text);
            box.setValue(text);
        }
    }

    /** Reads something from a file. */
    private interface Reading<T> {
        T read() throws IOException;
    }

    private <T> void read(Reading<T> reading, Consumer<T> taker) {
        READER.execute(() -> {
            try {
                T result = reading.read();
                Platform.runLater(() -> taker.accept(result));
            } catch (IOException e) {
                String sentence = FileWords.of(e);
                Platform.runLater(() -> failure.set(sentence));
            } catch (OutOfMemoryError e) {
                Platform.runLater(() -> failure.set(Messages.get("error.unexpected", e.toString())));
            }
        });
    }
}
