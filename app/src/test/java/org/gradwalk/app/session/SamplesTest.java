package org.gradwalk.app.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.util.List;
import org.gradwalk.model.run.Preset;
import org.junit.jupiter.api.Test;

class SamplesTest {
    @Test
    void whatIsOpenedFirstIsThere() throws IOException {
        Samples samples = Samples.read();
        assertThat(samples.text(Samples.TRAINING_TEXT).use()).isEqualTo("training");
        assertThat(samples.model(Samples.FIRST_MODEL).preset()).isEqualTo(Preset.CLASSROOM.id());
    }

    @Test
    void everyTextIsAsLongAsTheIndexSays() throws IOException {
        for (SampleText text : Samples.read().texts()) {
            assertThat(Samples.content(text).codePointCount(0, Samples.content(text).length())).as(text.id())
                    .isEqualTo(text.characters());
        }
    }

    @Test
    void everyModelNamesTheTextThatItWasTrainedOn() throws IOException {
        Samples samples = Samples.read();
        assertThat(samples.models()).isNotEmpty()
                .allSatisfy(model -> assertThat(samples.text(model.text()).use()).isEqualTo("training"));
    }

    @Test
    void whatIsNotThereIsNamed() {
        Samples none = new Samples(List.of(), List.of(), List.of());
        assertThatIllegalArgumentException().isThrownBy(() -> none.text("iliad"))
                .withMessage("There is no sample text iliad");
        assertThatIllegalArgumentException().isThrownBy(() -> none.model("iliad"))
                .withMessage("There is no sample model iliad");
        SampleText lost = new SampleText("iliad", "iliad.txt", "", "", 0, "reading", 0, "", "");
        assertThatExceptionOfType(FileNotFoundException.class).isThrownBy(() -> Samples.content(lost))
                .withMessage("the sample iliad.txt is missing in this installation");
    }
}
