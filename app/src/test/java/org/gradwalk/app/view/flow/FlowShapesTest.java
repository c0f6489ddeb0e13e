package org.gradwalk.app.view.flow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.gradwalk.app.chart.Mark;
import org.gradwalk.app.view.flow.FlowLayout.Kind;
import org.gradwalk.app.view.flow.FlowLayout.Part;
import org.gradwalk.model.program.Phase;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What has been walked of a part ends at the cursor. */
class FlowShapesTest {

    private final Part part = new Part(Kind.MLP, Phase.BACKWARD, "h.1", 0, 10, 100, 160);

    @ParameterizedTest
    @ValueSource(doubles = {110, 125, 131.7, 150})
    void bandAndArcEndAtTheCursor(double cursor) {
        assertThat(FlowShapes.band(part, 50, 10, 20, cursor).getBounds2D().getMaxX()).isEqualTo(cursor, within(1e-3));
        assertThat(FlowShapes.arc(part, 50, -30, cursor).getCurrentPoint().getX()).isEqualTo(cursor, within(1e-3));
    }

    @Test
    void aBandThatIsCutIsAsWideAsTheWholeOneThere() {
        assertThat(FlowShapes.band(part, 50, 10, 20, 130).getBounds2D().getHeight()).isEqualTo(15, within(1e-9));
    }

    @Test
    void anArcThatIsWalkedComesBackToTheStream() {
        assertThat(FlowShapes.arc(part, 50, -30, 160).getCurrentPoint().getY()).isEqualTo(50, within(1e-9));
    }

    @Test
    void aNegativeShareIsHatched() {
        List<Mark> opposed = FlowPicture.shares(new Join(1.2, -0.2, -0.5), part, 10);
        List<Mark> agreed = FlowPicture.shares(new Join(0.7, 0.3, 0.1), part, 10);

        assertThat(opposed).anyMatch(mark -> mark instanceof Mark.Hatch)
                .anyMatch(mark -> mark instanceof Mark.Text text && text.text().equals("120|−20"));
        assertThat(agreed).noneMatch(mark -> mark instanceof Mark.Hatch);
    }

    @Test
    void sharesAreLeftOutWhereThereIsNoRoom() {
        Part narrow = new Part(Kind.MLP, Phase.BACKWARD, "h.1", 0, 10, 100, 118);
        assertThat(FlowPicture.shares(new Join(0.7, 0.3, 0.1), narrow, 10)).isEmpty();
    }
}
