package org.gradwalk.app.view;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeoutException;
import java.util.stream.IntStream;
import javafx.collections.FXCollections;
import javafx.concurrent.Task;
import javafx.scene.Scene;
import javafx.scene.control.Button;
import javafx.scene.control.CheckBox;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Control;
import javafx.scene.control.Label;
import javafx.scene.control.ProgressBar;
import javafx.scene.control.Slider;
import javafx.scene.control.Tab;
import javafx.scene.control.TabPane;
import javafx.scene.control.TextField;
import javafx.scene.control.ToggleButton;
import javafx.scene.control.TreeItem;
import javafx.scene.control.TreeView;
import javafx.scene.image.Image;
import javafx.scene.layout.FlowPane;
import org.controlsfx.control.BreadCrumbBar;
import org.controlsfx.control.CheckComboBox;
import org.controlsfx.control.HiddenSidesPane;
import org.controlsfx.control.MasterDetailPane;
import org.controlsfx.control.PopOver;
import org.controlsfx.control.RangeSlider;
import org.controlsfx.control.SearchableComboBox;
import org.controlsfx.control.SegmentedButton;
import org.controlsfx.control.StatusBar;
import org.controlsfx.control.TaskProgressView;
import org.controlsfx.control.ToggleSwitch;
import org.controlsfx.control.tableview2.FilteredTableColumn;
import org.controlsfx.control.tableview2.FilteredTableView;
import org.controlsfx.control.textfield.TextFields;
import org.gradwalk.app.NoCssWarnings;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.testfx.api.FxToolkit;

/** The controls that panels are made of, ControlsFX's above all, find all their colours in both themes. */
@ExtendWith(NoCssWarnings.class)
class ControlsTest {
    @BeforeEach
    void startJavaFx() throws TimeoutException {
        FxToolkit.registerPrimaryStage();
    }

    @AfterEach
    void close() throws TimeoutException {
        FxToolkit.cleanupStages();
    }

    @ParameterizedTest
    @EnumSource
    void everyControlFindsItsColours(Theme theme) throws TimeoutException {
        var picture = new CompletableFuture<Image>();
        FxToolkit.setupStage(stage -> {
            List<Control> controls = controls();
            controls.forEach(control -> control.setPrefSize(190, 90));
            var panel = new FlowPane();
            panel.getChildren().addAll(controls);
            var scene = new Scene(panel, 1280, 360);
            theme.applyTo(scene);
            stage.setScene(scene);
            stage.show();
            new PopOver(new Label("origin of a number")).show(panel);
            picture.complete(scene.snapshot(null));
        });

        assertThat(shareOfPixelsFitFor(theme.other(), picture.join()))
                .as("share of the picture that belongs to the other theme").isLessThan(0.03);
    }

    private static List<Control> controls() {
        return List.of(new Button("button"), new Label("label"), new CheckBox("check"),
                new ComboBox<>(FXCollections.observableArrayList("a", "b")), new ProgressBar(0.1), new Slider(),
                new TabPane(new Tab("tab")), new TextField("text"), new TreeView<>(new TreeItem<>("tree")),
                new BreadCrumbBar<>(BreadCrumbBar.buildTreeModel("h.0", "attn", "softmax")),
                new CheckComboBox<>(FXCollections.observableArrayList("a", "b")), new HiddenSidesPane(),
                new MasterDetailPane(), new RangeSlider(0, 1, 0.2, 0.8),
                new SearchableComboBox<>(FXCollections.observableArrayList("a", "b")),
                new SegmentedButton(new ToggleButton("left"), new ToggleButton("right")), new StatusBar(),
                taskProgress(), new ToggleSwitch("switch"), filteredTable(), TextFields.createClearableTextField());
    }

    /** In a dark theme dark pixels are fit, text being the few others; in a light one light pixels. */
    private static double shareOfPixelsFitFor(Theme theme, Image image) {
        int width = (int) image.getWidth();
        int height = (int) image.getHeight();
        long light = IntStream.range(0, width * height)
                .filter(i -> image.getPixelReader().getColor(i % width, i / width).getBrightness() > 0.5).count();
        double lightShare = (double) light / (width * height);
        return theme == Theme.LIGHT ? lightShare : 1 - lightShare;
    }

    private static FilteredTableView<String> filteredTable() {
        var table = new FilteredTableView<>(FXCollections.observableArrayList("h.0.attn", "h.0.mlp"));
        table.getColumns().add(new FilteredTableColumn<>("parameter"));
        return table;
    }

    private static TaskProgressView<Task<Void>> taskProgress() {
        var view = new TaskProgressView<Task<Void>>();
        view.getTasks().add(new Task<>() {
            @Override
            protected Void call() {
                throw new UnsupportedOperationException("only shown, never run");
            }
        });
        return view;
    }
}
