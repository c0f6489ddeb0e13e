package org.gradwalk.app.view.settings;

import java.util.List;
import java.util.stream.Stream;
import javafx.geometry.VPos;
import javafx.scene.Node;
import javafx.scene.control.CheckBox;
import javafx.scene.control.Label;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.ColumnConstraints;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import org.gradwalk.app.session.Model;
import org.gradwalk.app.session.OptimizerKind;
import org.gradwalk.app.session.ScheduleKind;
import org.gradwalk.app.session.Training;
import org.gradwalk.app.view.Choice;
import org.gradwalk.app.view.Messages;
import org.gradwalk.app.view.settings.TrainingEntry.Clip;
import org.gradwalk.app.view.settings.TrainingEntry.Passages;
import org.gradwalk.app.view.settings.TrainingEntry.Rate;
import org.gradwalk.app.view.settings.TrainingEntry.Rule;

/** Where it is typed how the model is trained. */
final class TrainingForm {

    private final GridPane grid = new GridPane();
    private final TextBox text = new TextBox();
    private final NumberField sequences = NumberField.of("sequences");
    private final NumberField positions = NumberField.of("positions");
    private final NumberField seed = NumberField.of("seed");
    private final Choice<OptimizerKind> optimizer = new Choice<>(
            "training.optimizer.", OptimizerKind.values(), OptimizerKind::id);
    private final NumberField momentum = NumberField.of("momentum");
    private final NumberField beta1 = NumberField.of("beta1");
    private final NumberField beta2 = NumberField.of("beta2");
    private final NumberField epsilon = NumberField.of("epsilon");
    private final NumberField decay = NumberField.of("decay");
    private final Label plain = new Label(Messages.get("training.plain"));
    private final NumberField rate = NumberField.of("rate");
    private final Choice<ScheduleKind> schedule = new Choice<>(
            "training.schedule.", ScheduleKind.values(), ScheduleKind::id);
    private final NumberField warmUp = NumberField.of("warmUp");
    private final NumberField iterations = NumberField.of("iterations");
    private final CheckBox clipped = new CheckBox(Messages.get("training.clipped"));
    private final NumberField clip = NumberField.of("clip");
    private final NumberField history = NumberField.of("history");

    /**
     * An empty one.
     *
     * @param onChange hears when what it says may have become another
     */
    TrainingForm(Runnable onChange) {
        Runnable changed = () -> {
            showWhatIsUsed();
            onChange.run();
        };
        numbers().forEach(number -> number.field().textProperty().addListener((_, _, _) -> changed.run()));
        text.onChange(changed);
        optimizer.chosenProperty().addListener((_, _, _) -> changed.run());
        schedule.chosenProperty().addListener((_, _, _) -> changed.run());
        clipped.selectedProperty().addListener((_, _, _) -> changed.run());
        clipped.setId("training-clipped");
        clipped.setTooltip(new Tooltip(Messages.get("training.clip.tooltip")));
        clipped.setMinWidth(Region.USE_PREF_SIZE);
        plain.getStyleClass().add("muted");
        lay();
    }

    private Stream<NumberField> numbers() {
        return Stream.of(
                sequences, positions, seed, momentum, beta1, beta2, epsilon, decay, rate, warmUp, iterations, clip,
                history);
    }

    private void lay() {
        grid.getStyleClass().add("training-form");
        ColumnConstraints titles = new ColumnConstraints();
        titles.setMinWidth(Region.USE_PREF_SIZE);
        ColumnConstraints contents = new ColumnConstraints();
        contents.setHgrow(Priority.ALWAYS);
        grid.getColumnConstraints().setAll(titles, contents);
        add("training.text", text.region());
        add("training.batch", line(sequences, positions, seed));
        add("training.optimizer", optimizer.region());
        HBox rule = line(momentum, beta1, beta2, epsilon, decay);
        rule.getChildren().add(plain);
        grid.add(rule, 1, grid.getRowCount());
        HBox peak = line(rate);
        peak.getChildren().add(schedule.region());
        add("training.learningRate", peak);
        grid.add(line(warmUp, iterations), 1, grid.getRowCount());
        HBox limit = line(clip);
        limit.getChildren().addFirst(clipped);
        add("training.clipping", limit);
        HBox room = line(history);
        room.getChildren().add(new Label(Messages.get("training.megabytes")));
        add("training.memory", room);
    }

    private static HBox line(NumberField... fields) {
        HBox line = new HBox();
        Stream.of(fields).map(NumberField::parts).forEach(line.getChildren()::addAll);
        line.getStyleClass().add("training-line");
        return line;
    }

    private void add(String key, Region content) {
        Label title = new Label(Messages.get(key));
        title.setLabelFor(content);
        title.setMinWidth(Region.USE_PREF_SIZE);
        GridPane.setValignment(title, VPos.CENTER);
        grid.addRow(grid.getRowCount(), title, content);
    }

    Region region() {
        return grid;
    }

    /** What can have the focus, in the order of the tab key. */
    List<Node> controls() {
        return Stream.of(
                text.controls().stream(), fields(sequences, positions, seed), optimizer.chosenButton(),
                fields(momentum, beta1, beta2, epsilon, decay), fields(rate), schedule.chosenButton(),
                fields(warmUp, iterations), Stream.of(clipped), fields(clip, history))
                .flatMap(each -> each).map(Node.class::cast).filter(Node::isVisible).toList();
    }

    private static Stream<Node> fields(NumberField... fields) {
        return Stream.of(fields).map(NumberField::field);
    }

    /** Whether a list in it is open, and has the keys. */
    boolean hasKeys() {
        return text.isOpen();
    }

    /** Why a text could not be read, in a sentence; empty where nothing went wrong. */
    String failure() {
        return text.failureProperty().get();
    }

    /** Fills in how a model is trained. */
    void show(Model model, Training training, long iteration) {
        text.show(model, training.source());
        fill(TrainingEntry.of(training, text.chosen(), iteration, model.config().contextLength()));
    }

    /** Fills in all but the text as the model comes. */
    void reset(Model model, long iteration) {
        TrainingEntry own = TrainingEntry.of(
                Training.of(model, text.sentence()), text.chosen(), iteration, model.config().contextLength());
        fill(own);
    }

    void showHistory(long megabytes) {
        history.type(Long.toString(megabytes));
    }

    /** What is typed for the memory of earlier iterations. */
    String history() {
        return history.text();
    }

    private void fill(TrainingEntry entry) {
        text.choose(entry.text());
        sequences.type(entry.passages().sequences());
        positions.type(entry.passages().positions());
        seed.type(entry.passages().seed());
        optimizer.choose(entry.rule().kind());
        momentum.type(entry.rule().momentum());
        beta1.type(entry.rule().beta1());
        beta2.type(entry.rule().beta2());
        epsilon.type(entry.rule().epsilon());
        decay.type(entry.rule().weightDecay());
        rate.type(entry.rate().peak());
        schedule.choose(entry.rate().kind());
        warmUp.type(entry.rate().warmUp());
        iterations.type(entry.rate().iterations());
        clipped.setSelected(entry.clip().on());
        clip.type(entry.clip().limit());
    }

    /** What stands in it. */
    TrainingEntry entry() {
        return new TrainingEntry(
                text.chosen(), new Passages(sequences.text(), positions.text(), seed.text()),
                new Rule(
                        optimizer.chosen(), momentum.text(), beta1.text(), beta2.text(), epsilon.text(), decay.text()),
                new Rate(rate.text(), schedule.chosen(), warmUp.text(), iterations.text()),
                new Clip(clipped.isSelected(), clip.text()));
    }

    private void showWhatIsUsed() {
        boolean drawn = text.chosen() instanceof Offer.Text;
        Stream.of(sequences, positions, seed).forEach(number -> number.setUsed(drawn));
        momentum.setShown(optimizer.chosen() == OptimizerKind.MOMENTUM);
        Stream.of(beta1, beta2, epsilon, decay)
                .forEach(number -> number.setShown(optimizer.chosen() == OptimizerKind.ADAMW));
        plain.setVisible(optimizer.chosen() == OptimizerKind.SGD);
        plain.setManaged(plain.isVisible());
        Stream.of(warmUp, iterations).forEach(number -> number.setUsed(schedule.chosen() == ScheduleKind.COSINE));
        clip.setUsed(clipped.isSelected());
    }
}
