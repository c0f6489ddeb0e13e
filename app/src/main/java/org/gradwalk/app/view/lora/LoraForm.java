package org.gradwalk.app.view.lora;

import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import javafx.geometry.HPos;
import javafx.geometry.Pos;
import javafx.geometry.VPos;
import javafx.scene.Node;
import javafx.scene.control.CheckBox;
import javafx.scene.control.Label;
import javafx.scene.control.Spinner;
import javafx.scene.control.TextField;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.gradwalk.app.view.Choice;
import org.gradwalk.app.view.Messages;
import org.gradwalk.app.view.lora.LoraCounts.Factors;
import org.gradwalk.app.view.lora.LoraEntry.Read;
import org.gradwalk.model.gpt.GptConfig;
import org.gradwalk.model.layer.LoraConfig;
import org.gradwalk.model.layer.LoraConfig.Form;
import org.gradwalk.model.layer.LoraConfig.Qkv;
import org.gradwalk.model.layer.LoraConfig.Target;

/** Where adapters are chosen; how many numbers they have stands beside it while it is typed. */
final class LoraForm {

    private static final int USUAL_RANK = 8;
    private static final int USUAL_ALPHA = 16;

    private final VBox box = new VBox();
    private final Map<Target, Row> rows = new EnumMap<>(Target.class);
    private final Spinner<Integer> rank = new Spinner<>();
    private final TextField alpha = new TextField(Integer.toString(USUAL_ALPHA));
    private final TextField seed = new TextField("0");
    private final Choice<Form> form = new Choice<>("lora.form.", Form.values(), Form::id);
    private final Choice<Qkv> qkv = new Choice<>("lora.qkv.", Qkv.values(), Qkv::id);
    private final Tooltip head = new Tooltip();
    private final Label tied = new Label(Messages.get("lora.tied.short"));
    private final Label scale = sentence("lora-scale");
    private final Label parts = sentence("lora-parts");
    private final Label counts = sentence("lora-counts");
    private final Label outcome = sentence("lora-outcome");
    private final Runnable onChange;
    private Optional<GptConfig> network = Optional.empty();
    private Read read = new Read.Wrong("");

    /** A layer that can be ticked, with the numbers of its weights and of its adapters. */
    private record Row(CheckBox box, Label weights, Label factors) {}

    /**
     * A form of no network yet.
     *
     * @param onChange hears when what it says may have become another
     */
    LoraForm(Runnable onChange) {
        this.onChange = onChange;
        box.getStyleClass().add("lora-form");
        tied.getStyleClass().add("muted");
        tied.setId("lora-tied");
        tied.managedProperty().bind(tied.visibleProperty());
        rank.setEditable(true);
        rank.setId("lora-rank");
        alpha.setId("lora-alpha");
        seed.setId("lora-seed");
        box.getChildren().addAll(targets(), settings(), counts, outcome);
        rows.values().forEach(row -> row.box.selectedProperty().addListener((_, _, _) -> update()));
        Stream.of(rank.getEditor(), alpha, seed)
                .forEach(field -> field.textProperty().addListener((_, _, _) -> update()));
        form.chosenProperty().addListener((_, _, _) -> update());
        qkv.chosenProperty().addListener((_, _, _) -> update());
    }

    private static Label sentence(String id) {
        Label label = new Label();
        label.setId(id);
        label.setWrapText(true);
        return label;
    }

    private Region targets() {
        GridPane grid = new GridPane();
        grid.getStyleClass().add("lora-targets");
        grid.addRow(0, title("lora.layer"), title("lora.weights"), title("lora.factors"));
        for (Target target : Target.values()) {
            CheckBox tick = new CheckBox(LoraWords.of(target));
            tick.setId("lora-" + target.id().replace('.', '-'));
            tick.setSelected(target == Target.C_ATTN);
            tick.setMnemonicParsing(false);
            tick.setMinWidth(Region.USE_PREF_SIZE);
            HBox place = new HBox(8, tick); // a control that is disabled has no tooltip of its own
            place.setAlignment(Pos.CENTER_LEFT);
            if (target == Target.LM_HEAD) {
                place.getChildren().add(tied);
            }
            Tooltip.install(place, tooltip(target));
            Row row = new Row(tick, number(), number());
            row.factors.setId(tick.getId() + "-factors");
            rows.put(target, row);
            grid.addRow(grid.getRowCount(), place, row.weights, row.factors);
        }
        return grid;
    }

    private Tooltip tooltip(Target target) {
        return target == Target.LM_HEAD ? head : new Tooltip(target.id());
    }

    private static Label title(String key) {
        Label label = new Label(Messages.get(key));
        label.getStyleClass().add("figure-title");
        GridPane.setHalignment(label, key.equals("lora.layer") ? HPos.LEFT : HPos.RIGHT);
        return label;
    }

    private static Label number() {
        Label label = new Label();
        label.getStyleClass().add("figure-number");
        GridPane.setHalignment(label, HPos.RIGHT);
        return label;
    }

    private Region settings() {
        GridPane grid = new GridPane();
        grid.getStyleClass().add("lora-settings");
        Label alphaTitle = new Label(Messages.get("lora.alpha"));
        alphaTitle.setLabelFor(alpha);
        Label seedTitle = new Label(Messages.get("lora.seed"));
        seedTitle.setLabelFor(seed);
        HBox numbers = new HBox(rank, alphaTitle, alpha, seedTitle, seed);
        numbers.getStyleClass().add("lora-numbers");
        addRow(grid, "lora.rank", numbers);
        addRow(grid, "lora.form", new VBox(form.region(), scale));
        addRow(grid, "lora.qkv", new VBox(qkv.region(), parts));
        return grid;
    }

    private static void addRow(GridPane grid, String key, Region content) {
        Label title = new Label(Messages.get(key));
        title.setLabelFor(content);
        title.setMinWidth(Region.USE_PREF_SIZE);
        GridPane.setValignment(title, content instanceof HBox ? VPos.CENTER : VPos.TOP);
        content.getStyleClass().add("lora-setting");
        grid.addRow(grid.getRowCount(), title, content);
    }

    Region region() {
        return box;
    }

    /** What can have the focus, in the order of the tab key. */
    List<Node> controls() {
        return Stream.of(
                rows.values().stream().map(Row::box), Stream.of(rank, alpha, seed), form.chosenButton(),
                qkv.chosenButton())
                .flatMap(each -> each).map(Node.class::cast).toList();
    }

    /** Adapters for another network; what was chosen stays where it can. */
    void show(GptConfig other) {
        network = Optional.of(other);
        rank.setValueFactory(new RankFactory(LoraEntry.largestRank(other, EnumSet.noneOf(Target.class)), USUAL_RANK));
        head.setText(other.tied() ? Messages.get("lora.tied") : Target.LM_HEAD.id());
        tied.setVisible(other.tied());
        rows.forEach((target, row) -> {
            boolean taken = target == Target.LM_HEAD && other.tied();
            row.box.setDisable(taken);
            row.box.setSelected(row.box.isSelected() && !taken);
        });
        update();
    }

    /** What stands in it. */
    Read read() {
        return read;
    }

    private LoraEntry entry() {
        EnumSet<Target> ticked = EnumSet.noneOf(Target.class);
        rows.forEach((target, row) -> {
            if (row.box.isSelected()) {
                ticked.add(target);
            }
        });
        return new LoraEntry(
                ticked, rank.getEditor().getText(), alpha.getText(), form.chosen(), qkv.chosen(), seed.getText());
    }

    private void update() {
        network.ifPresent(this::update);
        onChange.run();
    }

    private void update(GptConfig shown) {
        LoraEntry entry = entry();
        read = entry.read(shown);
        boolean wrong = read instanceof Read.Wrong;
        outcome.getStyleClass().setAll("label", wrong ? "lora-wrong" : "lora-hint");
        switch (read) {
            case Read.Adapters(LoraConfig adapters, long _) -> {
                LoraCounts numbers = LoraCounts.of(shown.withLora(adapters));
                showRows(numbers);
                scale.setText(LoraWords.form(adapters));
                parts.setText(LoraWords.qkv(shown, adapters));
                counts.setText(LoraWords.counts(numbers));
                outcome.setText(LoraWords.hint(numbers));
            }
            case Read.Wrong(String sentence) -> {
                showRows(LoraCounts.of(shown));
                scale.setText("");
                parts.setText("");
                counts.setText("");
                outcome.setText(sentence);
            }
        }
        qkv.region().setDisable(!entry.targets().contains(Target.C_ATTN));
    }

    private void showRows(LoraCounts numbers) {
        rows.forEach((target, row) -> {
            Factors factors = numbers.targets().getOrDefault(target, new Factors(0, 0));
            row.weights.setText(LoraWords.number(factors.weights()));
            row.factors.setText(LoraWords.number(factors.factors()));
        });
    }
}
