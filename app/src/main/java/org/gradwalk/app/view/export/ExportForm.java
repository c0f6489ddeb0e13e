package org.gradwalk.app.view.export;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import javafx.geometry.Pos;
import javafx.geometry.VPos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.CheckBox;
import javafx.scene.control.Label;
import javafx.scene.control.TextField;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.ColumnConstraints;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import javafx.stage.DirectoryChooser;
import org.gradwalk.app.chart.ChartTheme;
import org.gradwalk.app.export.FileFormat;
import org.gradwalk.app.export.Formats;
import org.gradwalk.app.export.PlateName;
import org.gradwalk.app.export.Svg;
import org.gradwalk.app.gallery.PictureKind;
import org.gradwalk.app.view.Messages;

/** Where it is chosen what is written, in which form, and into which folder. */
final class ExportForm {

    /** Of columns in journals: one, and both. In millimetres. */
    private static final List<String> WIDTHS = List.of("85", "170");
    private static final double TWO_LINES = 500;
    private static final String USUAL_FONT = "8";

    private final GridPane grid = new GridPane();
    private final Toggles<PictureKind> kinds;
    private final AddressList addresses;
    private final Toggles<FileFormat> formats;
    private final Toggles<ChartTheme> themes;
    private final Toggles<String> widths;
    private final TextField width = new TextField(WIDTHS.getFirst());
    private final TextField font = new TextField(USUAL_FONT);
    private final CheckBox together = new CheckBox(Messages.get("save.together"));
    private final TextField name = new TextField(Messages.get("save.together.name"));
    private final TextField folder = new TextField(
            Path.of(System.getProperty("user.home"), "gradwalk").toString());
    private final Button choose = new Button(Messages.get("save.choose"));
    /** Whether kinds were chosen since the addresses were typed. */
    private boolean otherKinds;

    /**
     * With what is usual on the command line.
     *
     * @param onChange hears when what it says may have become another
     */
    ExportForm(Runnable onChange) {
        FlowPane lines = new FlowPane();
        lines.setPrefWrapLength(TWO_LINES);
        kinds = new Toggles<>(
                lines, List.of(PictureKind.values()), kind -> "kind-" + kind.word(), PictureKind::words, true,
                () -> {
                    otherKinds = true;
                    onChange.run();
                });
        addresses = new AddressList(() -> {
            otherKinds = false;
            onChange.run();
        });
        formats = new Toggles<>(
                new HBox(), Formats.ALL, format -> "format-" + id(format), FileFormat::word, true, onChange);
        formats.explain(format -> Messages.get("save.format." + id(format)));
        themes = new Toggles<>(
                new HBox(), List.of(ChartTheme.PRINT, ChartTheme.LIGHT, ChartTheme.DARK), theme -> "theme-" + id(theme),
                theme -> Messages.get("save.theme." + id(theme)), false, onChange);
        widths = new Toggles<>(
                new HBox(), WIDTHS, each -> "width-" + each, each -> Messages.get("save.width.usual", each), false,
                this::takeWidth);
        kinds.choose(List.of(PictureKind.HEATMAP));
        formats.choose(List.of(new Svg()));
        themes.choose(List.of(ChartTheme.PRINT));
        widths.choose(List.of(WIDTHS.getFirst()));
        for (TextField field : List.of(width, font, name, folder)) {
            field.textProperty().addListener((_, _, _) -> onChange.run());
        }
        width.textProperty().addListener((_, _, text) -> widths.choose(List.of(text.strip())));
        together.selectedProperty().addListener((_, _, _) -> onChange.run());
        name.disableProperty().bind(together.selectedProperty().not());
        choose.setOnAction(_ -> chooseFolder());
        setIds();
        lay();
    }

    private static String id(ChartTheme theme) {
        return theme.name().toLowerCase(Locale.ROOT);
    }

    private static String id(FileFormat format) {
        return format.word().replace('@', '-');
    }

    private void setIds() {
        width.setId("save-width");
        font.setId("save-font");
        together.setId("save-together");
        name.setId("save-name");
        folder.setId("save-folder");
        width.setTooltip(new Tooltip(Messages.get("save.width.tooltip")));
        font.setTooltip(new Tooltip(Messages.get("save.font.tooltip")));
        together.setTooltip(new Tooltip(Messages.get("save.together.tooltip")));
        folder.setTooltip(new Tooltip(Messages.get("save.folder.tooltip")));
        width.getStyleClass().add("save-number");
        font.getStyleClass().add("save-number");
        choose.setMinWidth(Region.USE_PREF_SIZE);
        together.setMinWidth(Region.USE_PREF_SIZE);
    }

    private void lay() {
        grid.getStyleClass().add("save-form");
        ColumnConstraints titles = new ColumnConstraints();
        titles.setMinWidth(Region.USE_PREF_SIZE);
        ColumnConstraints contents = new ColumnConstraints();
        contents.setHgrow(Priority.ALWAYS);
        grid.getColumnConstraints().setAll(titles, contents);
        add("save.kinds", kinds.region());
        add("save.addresses", addresses.region());
        GridPane.setVgrow(addresses.region(), Priority.ALWAYS);
        add("save.formats", formats.region());
        add("save.theme", themes.region());
        add("save.width", line(
                widths.region(), width, unit("save.millimetres"), unit("save.font"), font, unit("save.points")));
        add("save.pictures", line(together, name));
        HBox.setHgrow(name, Priority.ALWAYS);
        add("save.folder", line(folder, choose));
        HBox.setHgrow(folder, Priority.ALWAYS);
    }

    private static HBox line(Node... nodes) {
        HBox line = new HBox(nodes);
        line.setAlignment(Pos.CENTER_LEFT);
        line.getStyleClass().add("save-line");
        return line;
    }

    private static Label unit(String key) {
        Label unit = new Label(Messages.get(key));
        unit.setMinWidth(Region.USE_PREF_SIZE);
        return unit;
    }

    private void add(String key, Region content) {
        Label title = new Label(Messages.get(key));
        title.setLabelFor(content);
        title.getStyleClass().add("save-title");
        boolean several = content instanceof FlowPane || content instanceof VBox;
        GridPane.setValignment(title, several ? VPos.TOP : VPos.CENTER);
        grid.addRow(grid.getRowCount(), title, content);
    }

    Region region() {
        return grid;
    }

    /** What can have the focus, in the order of the tab key. */
    List<Node> controls() {
        return Stream.of(
                Stream.of(kinds.stop()), addresses.controls(),
                Stream.of(formats.stop(), themes.stop(), widths.stop(), width, font, together, name, folder, choose))
                .flatMap(each -> each).toList();
    }

    OrderEntry entry() {
        return new OrderEntry(
                addresses.text(), kinds.chosen(), formats.chosen(), themes.chosen().getFirst(), width.getText(),
                font.getText(), together.isSelected() ? Optional.of(name.getText()) : Optional.empty(),
                folder.getText());
    }

    /** Addresses that can be ticked. */
    void offer(List<String> all) {
        addresses.offer(all);
    }

    /** Types these addresses where others were meant for other kinds of pictures; whether there were others. */
    boolean fit(List<String> fitting) {
        boolean others = otherKinds && !fitting.equals(OrderEntry.parts(addresses.text()));
        otherKinds = false;
        if (others) {
            addresses.type(String.join(", ", fitting));
        }
        return others;
    }

    /** Fills in one picture, for a file of its own. */
    void fill(PlateName plate) {
        kinds.choose(Arrays.stream(PictureKind.values()).filter(kind -> kind.word().equals(plate.kind())).toList());
        addresses.type(plate.address());
        formats.choose(List.of(new Svg()));
        together.setSelected(false);
    }

    String folder() {
        return folder.getText();
    }

    void setFolder(String path) {
        folder.setText(path);
    }

    private void takeWidth() {
        widths.chosen().forEach(width::setText);
    }

    private void chooseFolder() {
        DirectoryChooser chooser = new DirectoryChooser();
        chooser.setTitle(Messages.get("save.choose.title"));
        existing(folder.getText()).map(Path::toFile).ifPresent(chooser::setInitialDirectory);
        File chosen = chooser.showDialog(grid.getScene().getWindow());
        if (chosen != null) {
            folder.setText(chosen.getPath());
        }
    }

    private static Optional<Path> existing(String text) {
        try {
            return Optional.of(Path.of(text.strip())).filter(Files::isDirectory);
        } catch (InvalidPathException e) {
            return Optional.empty();
        }
    }
}
