package org.gradwalk.app.view;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.TimeoutException;
import javafx.collections.FXCollections;
import javafx.concurrent.Task;
import javafx.scene.Scene;
import javafx.scene.control.Button;
import javafx.scene.control.CheckBox;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Label;
import javafx.scene.control.ProgressBar;
import javafx.scene.control.Slider;
import javafx.scene.control.Tab;
import javafx.scene.control.TabPane;
import javafx.scene.control.TextField;
import javafx.scene.control.ToggleButton;
import javafx.scene.control.TreeItem;
import javafx.scene.control.TreeView;
import javafx.scene.layout.FlowPane;
import javafx.stage.Stage;
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
import org.testfx.util.WaitForAsyncUtils;

/** The controls that panels are made of, ControlsFX's above all, find all their colours in both themes. */
@ExtendWith(NoCssWarnings.class)
class ControlsTest {
    private Stage stage;

    @BeforeEach
    void startJavaFx() throws TimeoutException {
        stage = FxToolkit.registerPrimaryStage();
    }

    @AfterEach
    void close() throws TimeoutException {
        FxToolkit.cleanupStages();
    }

    @ParameterizedTest
    @EnumSource
    void everyControlFindsItsColours(Theme theme) throws TimeoutException {
        FxToolkit.setupStage(shown -> {
            Button anchor = new Button("anchor");
            var scene = new Scene(new FlowPane(anchor, new Label("label"), new CheckBox("check"),
                    new ComboBox<>(FXCollections.observableArrayList("a", "b")), new ProgressBar(0.5), new Slider(),
                    new TabPane(new Tab("tab")), new TextField("text"), new TreeView<>(new TreeItem<>("tree")),
                    new BreadCrumbBar<>(BreadCrumbBar.buildTreeModel("h.0", "attn", "softmax")),
                    new CheckComboBox<>(FXCollections.observableArrayList("a", "b")), new HiddenSidesPane(),
                    new MasterDetailPane(), new RangeSlider(0, 1, 0.2, 0.8),
                    new SearchableComboBox<>(FXCollections.observableArrayList("a", "b")),
                    new SegmentedButton(new ToggleButton("left"), new ToggleButton("right")), new StatusBar(),
                    taskProgress(), new ToggleSwitch("switch"), filteredTable(),
                    TextFields.createClearableTextField()), 1280, 720);
            theme.applyTo(scene);
            shown.setScene(scene);
            shown.show();
            new PopOver(new Label("origin of a number")).show(anchor);
        });
        WaitForAsyncUtils.waitForFxEvents();

        assertThat(stage.isShowing()).isTrue();
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
