package org.gradwalk.app.view.settings;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Set;
import org.gradwalk.app.session.Model;
import org.gradwalk.app.session.Opening;
import org.gradwalk.app.session.OptimizerKind;
import org.gradwalk.app.session.RefusedException;
import org.gradwalk.app.session.ScheduleKind;
import org.gradwalk.app.session.Source;
import org.gradwalk.app.session.Training;
import org.gradwalk.app.view.settings.TrainingEntry.Clip;
import org.gradwalk.app.view.settings.TrainingEntry.Passages;
import org.gradwalk.app.view.settings.TrainingEntry.Rate;
import org.gradwalk.app.view.settings.TrainingEntry.Read;
import org.gradwalk.app.view.settings.TrainingEntry.Rule;
import org.gradwalk.model.optimizer.AdamW;
import org.gradwalk.model.optimizer.Sgd;
import org.gradwalk.model.optimizer.Update;
import org.gradwalk.model.program.Settings;
import org.gradwalk.model.run.Preset;
import org.gradwalk.model.run.Schedule;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** What is typed into the form becomes a training, or a sentence that says what to mend. */
class TrainingEntryTest {

    private static final int CONTEXT = 64;
    private static final Offer.Text TALE = new Offer.Text("tale", "A Tale", "It was the best of times. ".repeat(100),
            2600);
    private static final Offer.Sentence SENTENCE = new Offer.Sentence("To be");
    private static final Training OWN = own();

    private final Passages passages = new Passages("4", "16", "7");
    private final Rule adamW = new Rule(OptimizerKind.ADAMW, "0.9", "0.8", "0.95", "1e-6", "0.2");
    private final Rate constant = new Rate("0.01", ScheduleKind.CONSTANT, "?", "?");
    private final Clip clip = new Clip(true, "0.5");

    private static Training own() {
        try {
            Model model = new Opening.FromPreset(Preset.CLASSROOM, 1).read();
            return Training.of(model, new Source.Sentence("To be"));
        } catch (RefusedException e) {
            throw new AssertionError(e);
        }
    }

    private static Read read(TrainingEntry entry) {
        return entry.read(OWN, CONTEXT);
    }

    private static Training training(TrainingEntry entry) {
        if (read(entry) instanceof Read.Trained(Training training)) {
            return training;
        }
        throw new AssertionError(read(entry));
    }

    @Test
    void whatIsTypedBecomesATraining() {
        Training training = training(new TrainingEntry(TALE, passages, adamW, constant, clip));

        assertThat(training.source()).isEqualTo(new Source.Passages("tale", TALE.content(), 4, 16, 7));
        assertThat(training.update()).isEqualTo(new Update(new AdamW(), true, false));
        assertThat(training.schedule()).isEqualTo(new Schedule.Constant(0.01));
        assertThat(training.settings())
                .isEqualTo(new Settings(0.01, OWN.settings().momentum(), 0.8, 0.95, 1e-6, 0.2, 0.5));
    }

    @Test
    void whatTheFormDoesNotShowStays() {
        Training frozen = new Training(
                OWN.source(), OWN.update(), OWN.schedule(), OWN.settings(), List.of(), Set.of("wte.weight"));
        Read read = new TrainingEntry(SENTENCE, passages, adamW, constant, clip).read(frozen, CONTEXT);

        assertThat(((Read.Trained) read).training().frozen()).containsExactly("wte.weight");
    }

    @Test
    void numbersOfNoUseAreNotRead() {
        Rule plain = new Rule(OptimizerKind.SGD, "?", "?", "?", "?", "?");
        Training training = training(new TrainingEntry(
                SENTENCE, new Passages("?", "?", "?"), plain, constant, new Clip(false, "?")));

        assertThat(training.source()).isEqualTo(new Source.Sentence("To be"));
        assertThat(training.update()).isEqualTo(new Update(new Sgd(false), false, false));
        assertThat(training.settings())
                .isEqualTo(OWN.settings().withLearningRate(0.01).withClipNorm(Double.POSITIVE_INFINITY));
    }

    @Test
    void aScheduleMayRiseAndFall() {
        Rate cosine = new Rate("0.01", ScheduleKind.COSINE, "10", "10");

        assertThat(training(new TrainingEntry(SENTENCE, passages, adamW, cosine, clip)).schedule())
                .isEqualTo(new Schedule.WarmUpCosine(0.01, 10, 10));
    }

    /** What the form shows of a training says the same training again, with every optimizer and either schedule. */
    @ParameterizedTest
    @EnumSource(OptimizerKind.class)
    void aTrainingThatIsShownIsReadAgainAsItIs(OptimizerKind kind) {
        Settings settings = new Settings(0.02, 0.7, 0.1, 0.2, 1e-5, 0.3, 2);
        Training before = new Training(
                new Source.Passages("tale", TALE.content(), 3, 8, -5), new Update(kind.optimizer(), true, false),
                new Schedule.WarmUpCosine(0.02, 5, 50), settings, List.of(), Set.of());

        assertThat(TrainingEntry.of(before, TALE, 9, CONTEXT).read(before, CONTEXT))
                .isEqualTo(new Read.Trained(before));
        assertThat(TrainingEntry.of(OWN, SENTENCE, 9, CONTEXT).read(OWN, CONTEXT)).isEqualTo(new Read.Trained(OWN));
    }

    @Test
    void whatWasNeverSetIsOfferedAsIsUsual() {
        TrainingEntry entry = TrainingEntry.of(OWN, TALE, 350, CONTEXT);

        assertThat(entry.passages()).isEqualTo(new Passages("4", "64", "0"));
        assertThat(entry.rule().momentum()).isEqualTo("0.9");
        assertThat(entry.rate().iterations()).isEqualTo("1350");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            0  | 16 | 7   | A batch has 1 to 64 sequences.
            65 | 16 | 7   | A batch has 1 to 64 sequences.
            x  | 16 | 7   | A batch has 1 to 64 sequences.
            4  | 1  | 7   | A sequence has 2 to 64 tokens here, as many as the model reads at most.
            4  | 65 | 7   | A sequence has 2 to 64 tokens here, as many as the model reads at most.
            4  | 16 | 0.5 | The seed is a whole number, such as 0.
            """)
    void aBatchHasItsLimits(String b, String t, String seed, String sentence) {
        assertThat(read(new TrainingEntry(TALE, new Passages(b, t, seed), adamW, constant, clip)))
                .isEqualTo(new Read.Wrong(sentence));
    }

    @Test
    void aTextHasToBeLongEnough() {
        Offer.Text shorter = new Offer.Text("note", "note", "x".repeat(169), 169);
        Offer.Text enough = new Offer.Text("note", "note", "x".repeat(170), 170);

        assertThat(read(new TrainingEntry(shorter, passages, adamW, constant, clip))).isEqualTo(new Read.Wrong(
                "note has 169 tokens, and passages of 16 need 170: take shorter ones, or another text."));
        assertThat(read(new TrainingEntry(enough, passages, adamW, constant, clip))).isInstanceOf(Read.Trained.class);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            1   | 0.9 | 1e-8 | 0.1 | β₁ is a number from 0 to below 1, such as 0.9.
            0.9 | -1  | 1e-8 | 0.1 | β₂ is a number from 0 to below 1, such as 0.99.
            0.9 | 0.9 | 0    | 0.1 | ε is a number above 0, such as 1e-8.
            0.9 | 0.9 | 1e-8 | -1  | λ is a number of 0 or more, such as 0.1.
            """)
    void adamWHasItsRanges(String beta1, String beta2, String epsilon, String decay, String sentence) {
        Rule rule = new Rule(OptimizerKind.ADAMW, "", beta1, beta2, epsilon, decay);

        assertThat(read(new TrainingEntry(SENTENCE, passages, rule, constant, clip)))
                .isEqualTo(new Read.Wrong(sentence));
    }

    @Test
    void momentumRateAndLimitHaveTheirRanges() {
        Rule rule = new Rule(OptimizerKind.MOMENTUM, "1", "", "", "", "");
        Rate none = new Rate("0", ScheduleKind.CONSTANT, "", "");

        assertThat(read(new TrainingEntry(SENTENCE, passages, rule, constant, clip)))
                .isEqualTo(new Read.Wrong("κ is a number from 0 to below 1, such as 0.9."));
        assertThat(read(new TrainingEntry(SENTENCE, passages, adamW, none, clip)))
                .isEqualTo(new Read.Wrong("The learning rate η is a number above 0, such as 0.001."));
        assertThat(read(new TrainingEntry(SENTENCE, passages, adamW, constant, new Clip(true, ""))))
                .isEqualTo(new Read.Wrong("c is a number above 0, such as 1."));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            11 | 10         | The learning rate rises until an iteration from 0 to 10, where it has fallen again.
            -1 | 10         | The learning rate rises until an iteration from 0 to 10, where it has fallen again.
            0  | 0          | The learning rate falls until an iteration from 1 to 1,000,000,000.
            0  | 1000000001 | The learning rate falls until an iteration from 1 to 1,000,000,000.
            """)
    void aScheduleRisesBeforeItFalls(String warmUp, String iterations, String sentence) {
        Rate cosine = new Rate("0.01", ScheduleKind.COSINE, warmUp, iterations);

        assertThat(read(new TrainingEntry(SENTENCE, passages, adamW, cosine, clip)))
                .isEqualTo(new Read.Wrong(sentence));
    }
}
