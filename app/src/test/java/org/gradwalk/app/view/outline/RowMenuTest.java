package org.gradwalk.app.view.outline;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;
import javafx.scene.control.Menu;
import org.gradwalk.app.chart.ChartTheme;
import org.gradwalk.app.session.Command;
import org.gradwalk.app.session.Walk;
import org.gradwalk.app.view.SelectingActions;
import org.gradwalk.app.view.Selection;
import org.gradwalk.app.view.ViewState;
import org.gradwalk.model.program.Notation;
import org.junit.jupiter.api.Test;
import org.testfx.api.FxToolkit;
import org.testfx.util.WaitForAsyncUtils;

/** A row offers the parameters of its layer, or those that its step reads. */
class RowMenuTest {

    @Test
    void aRowOffersTheParametersOfItsLayerOrOfItsStep() throws TimeoutException {
        FxToolkit.registerPrimaryStage();
        try (Walk walk = new Walk("To be")) {
            ViewState state = new ViewState(
                    walk.after(new Command.ToEnd()), Selection.NONE, ChartTheme.DARK, Notation.PLAIN);
            assertThat(parameters("h.1.mlp", state)).containsExactly(
                    "h.1.mlp.c_fc.weight", "h.1.mlp.c_fc.bias", "h.1.mlp.c_proj.weight", "h.1.mlp.c_proj.bias");
            assertThat(parameters("h.1.mlp:c_fc", state)).containsExactly("h.1.mlp.c_fc.weight", "h.1.mlp.c_fc.bias");
            assertThat(parameters("h.1.mlp:act", state)).isEmpty();
            assertThat(parameters("h.1", state)).isEmpty();
        }
    }

    private static List<String> parameters(String address, ViewState state) {
        Row row = Row.of(state.snapshot().program()).stream().flatMap(RowMenuTest::all)
                .filter(each -> each.address().equals(address)).findFirst().orElseThrow();
        return WaitForAsyncUtils.waitForAsyncFx(5000, () -> RowMenu.of(row, state, new SelectingActions()).getItems()
                .stream()
                .filter(Menu.class::isInstance)
                .map(item -> Objects.requireNonNull(item.getText()))
                .toList());
    }

    private static Stream<Row> all(Row row) {
        return Stream.concat(Stream.of(row), row.children().stream().flatMap(RowMenuTest::all));
    }
}
