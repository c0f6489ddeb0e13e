package org.gradwalk.app.view.compare;

import java.util.List;
import java.util.Optional;
import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import javafx.util.StringConverter;
import org.controlsfx.control.SearchableComboBox;
import org.gradwalk.app.chart.Bounds;
import org.gradwalk.app.chart.Ink;
import org.gradwalk.app.chart.Picture;
import org.gradwalk.app.chart.PictureBuilder;
import org.gradwalk.app.session.Command;
import org.gradwalk.app.session.Snapshot;
import org.gradwalk.app.view.Actions;
import org.gradwalk.app.view.Choices;
import org.gradwalk.app.view.KeyAction;
import org.gradwalk.app.view.LinkedPicture;
import org.gradwalk.app.view.Messages;
import org.gradwalk.app.view.Panel;
import org.gradwalk.app.view.ViewState;
import org.gradwalk.app.view.compare.ComparePicture.Side;
import org.gradwalk.model.program.Operation;
import org.gradwalk.model.program.Program;
import org.gradwalk.model.program.Value;
import org.jspecify.annotations.Nullable;

/**
 * On the left a moment that was kept, on the right this one; or two values of this moment. What is pointed at lights up
 * in both.
 */
public final class ComparePanel implements Panel {

    /** In place of a name: the value that the stage shows, or the one on the left. */
    private static final String FOLLOWS = "";

    private final VBox box = new VBox(8);
    private final Button pin = new Button();
    private final Button unpin = new Button(Messages.get("compare.unpin"));
    private final Label nothingKept = new Label(Messages.get("compare.nothing"));
    private final SearchableComboBox<String> left = choice("compare.left", "compare.follows.stage");
    private final SearchableComboBox<String> right = choice("compare.right", "compare.follows.left");
    private final LinkedPicture picture;
    private List<String> names = List.of();
    private @Nullable ViewState shown;

    public ComparePanel(Actions actions) {
        picture = new LinkedPicture(actions);
        box.getStyleClass().add("inspector-panel");
        pin.setText(Messages.get("compare.pin"));
        pin.setId("pin");
        pin.setTooltip(new Tooltip(KeyAction.PIN.tooltip()));
        pin.setOnAction(_ -> actions.act(KeyAction.PIN));
        unpin.setId("unpin");
        unpin.managedProperty().bind(unpin.visibleProperty());
        unpin.setOnAction(_ -> actions.execute(new Command.Unpin()));
        nothingKept.getStyleClass().add("muted");
        for (Button button : List.of(pin, unpin)) {
            button.setMinWidth(Region.USE_PREF_SIZE);
            button.setFocusTraversable(false);
        }
        HBox.setHgrow(nothingKept, Priority.ALWAYS);
        nothingKept.setMaxWidth(Double.MAX_VALUE);
        HBox head = new HBox(8, left, right, pin, unpin, nothingKept);
        head.setAlignment(Pos.CENTER_LEFT);
        for (SearchableComboBox<String> each : List.of(left, right)) {
            each.setPrefWidth(180);
            each.getSelectionModel().selectedItemProperty().addListener((_, _, _) -> showAgain());
        }
        VBox.setVgrow(picture.region(), Priority.ALWAYS);
        box.getChildren().addAll(head, picture.region());
    }

    private static SearchableComboBox<String> choice(String id, String follows) {
        SearchableComboBox<String> choice = new SearchableComboBox<>();
        choice.setId(id.replace('.', '-'));
        choice.setTooltip(new Tooltip(Messages.get(id)));
        choice.setConverter(new StringConverter<>() {
            @Override
            public String toString(@Nullable String name) {
                return name == null || name.equals(FOLLOWS) ? Messages.get(follows) : name;
            }

            @Override
            public String fromString(String words) {
                return words.equals(Messages.get(follows)) ? FOLLOWS : words;
            }
        });
        return choice;
    }

    @Override
    public Region region() {
        return box;
    }

    private void showAgain() {
        if (shown != null) {
            show(shown);
        }
    }

    @Override
    public void remember(Choices choices) {
        choices.add("compare.left", () -> value(left), left::setValue);
        choices.add("compare.right", () -> value(right), right::setValue);
    }

    private static String value(SearchableComboBox<String> choice) {
        return Optional.ofNullable(choice.getValue()).orElse(FOLLOWS);
    }

    @Override
    public void show(ViewState state) {
        shown = state;
        Snapshot now = state.snapshot();
        ViewState kept = now.pinned().map(state::at).orElse(state);
        offer(now.program());
        unpin.setVisible(now.pinned().isPresent());
        nothingKept.setVisible(now.pinned().isEmpty());
        Optional<Value> onStage = now.node().flatMap(node -> now.program().operations()
                .subList(node.first(), node.end()).stream()
                .flatMap(operation -> operation.outputs().stream())
                .map(Operation.Output::value)
                .reduce((_, last) -> last));
        Optional<Value> first = chosen(left, kept.snapshot().program(), onStage);
        Optional<Value> second = chosen(right, now.program(), first);
        if (first.isEmpty() || second.isEmpty()) {
            picture.show((width, height) -> nothing(width, height), state);
            return;
        }
        Side one = new Side(kept, first.get(), words(kept.snapshot()));
        Side other = new Side(state, second.get(), words(now));
        picture.show((width, height) -> new ComparePicture(one, other).draw(width, height), state);
    }

    @Override
    public void letGo() {
        shown = null;
        picture.letGo();
    }

    private static Picture nothing(double width, double height) {
        String sentence = Messages.get("compare.empty");
        return new PictureBuilder().message(new Bounds(0, 0, width, height), sentence, Ink.MUTED)
                .build(width, height, sentence);
    }

    private void offer(Program program) {
        List<String> all = program.values().stream().map(Value::name).sorted().toList();
        if (!all.equals(names)) {
            names = all;
            for (SearchableComboBox<String> each : List.of(left, right)) {
                String before = each.getValue();
                each.getItems().setAll(FOLLOWS);
                each.getItems().addAll(all);
                each.setValue(before != null && all.contains(before) ? before : FOLLOWS);
            }
        }
    }

    private static Optional<Value> chosen(SearchableComboBox<String> choice, Program program, Optional<Value> usual) {
        String name = choice.getValue();
        return name == null || name.equals(FOLLOWS)
                ? usual.flatMap(value -> program.value(value.name()))
                : program.value(name);
    }

    private static String words(Snapshot moment) {
        return Messages.get("compare.moment", moment.runs().current(), moment.number());
    }
}
