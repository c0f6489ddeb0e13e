package org.gradwalk.app.view.stage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.gradwalk.app.chart.ChartTheme;
import org.gradwalk.app.chart.Mark;
import org.gradwalk.app.export.Plate;
import org.gradwalk.app.session.Command;
import org.gradwalk.app.session.Walk;
import org.gradwalk.app.view.Selection;
import org.gradwalk.app.view.ViewState;
import org.gradwalk.model.program.Notation;
import org.junit.jupiter.api.Test;

class StagePlatesTest {

    @Test
    void theFormulasOfANodeAreOfOneSizeAndEndBeforeTheEdge() {
        try (Walk walk = new Walk("To be")) {
            Plate plate = StagePlates.formulas(
                    new ViewState(
                            walk.after(new Command.ToLoss()), Selection.NONE, ChartTheme.PRINT, Notation.PLAIN))
                    .filter(each -> each.address().equals("h.1.attn")).findFirst().orElseThrow();
            List<Mark.Formula> wide = formulas(plate, 900);
            List<Mark.Formula> narrow = formulas(plate, 200);
            double share = narrow.getFirst().formula().width() / wide.getFirst().formula().width();

            assertThat(wide).hasSize(4);
            assertThat(share).isLessThan(0.9);
            for (int i = 0; i < wide.size(); i++) {
                assertThat(narrow.get(i).formula().width() / wide.get(i).formula().width())
                        .isCloseTo(share, within(0.01));
                assertThat(narrow.get(i).x() + narrow.get(i).formula().width()).isLessThan(198);
            }
        }
    }

    private static List<Mark.Formula> formulas(Plate plate, double width) {
        return plate.drawing().draw(width, 1).marks().stream().map(Mark.Formula.class::cast).toList();
    }
}
