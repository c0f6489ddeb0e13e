package org.gradwalk.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.util.List;
import java.util.Locale;
import org.gradwalk.app.session.SampleModel;
import org.gradwalk.app.session.Samples;
import org.gradwalk.model.file.ModelFile;
import org.gradwalk.model.run.Evaluation;
import org.gradwalk.model.run.HeadMeasure;
import org.gradwalk.model.run.Iteration;
import org.gradwalk.model.run.Preset;
import org.gradwalk.model.run.Weights;
import org.gradwalk.model.tensor.Matrix;
import org.gradwalk.model.tensor.Workers;
import org.gradwalk.model.text.Batch;
import org.gradwalk.model.text.CharacterTokenizer;
import org.gradwalk.model.text.Corpus;
import org.gradwalk.model.text.PairEntropy;
import org.gradwalk.model.text.UnknownCharacterException;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What the program says of its trained models, held against the models themselves. */
class SampleModelsTest {
    /** The figures are rounded to four digits, and other processors round sums differently. */
    private static final double ROUNDED = 1e-4;

    static List<SampleModel> models() throws IOException {
        return Samples.read().models();
    }

    @ParameterizedTest
    @MethodSource("models")
    void indexAndFileTellTheSame(SampleModel sample) throws IOException {
        ModelFile model = Samples.content(sample);
        assertThat(model.config()).isEqualTo(preset(sample).config());
        assertThat(model.vocabulary()).isEqualTo(CharacterTokenizer.classroom().vocabulary());
        assertThat(model.description())
                .containsEntry("preset", sample.preset())
                .containsEntry("text", sample.text())
                .containsEntry("iterations", Integer.toString(sample.iterations()))
                .containsEntry("seed", Long.toString(sample.seed()))
                .containsEntry("validation_loss", digits(sample.validationLoss()))
                .containsEntry("pair_entropy", digits(sample.pairEntropy()))
                .containsEntry("previous_token_block", Integer.toString(sample.previousToken().block()))
                .containsEntry("previous_token_head", Integer.toString(sample.previousToken().head()))
                .containsEntry("previous_token_weight", digits(sample.previousToken().weight()));
    }

    @ParameterizedTest
    @MethodSource("models")
    void figuresAreTheModels(SampleModel sample) throws IOException, UnknownCharacterException {
        int[] tokens = CharacterTokenizer.classroom()
                .encode(Samples.content(Samples.read().text(sample.text())));
        Corpus corpus = Corpus.of(tokens, 0.1);
        Preset preset = preset(sample);
        Iteration iteration = iteration(sample, preset.batchSize(), preset.config().contextLength());
        Evaluation validation = new Evaluation(iteration, corpus.validation(), Evaluation.VALIDATION_SEQUENCES);

        assertThat(PairEntropy.of(corpus.validation())).isCloseTo(sample.pairEntropy(), within(ROUNDED));
        assertThat(validation.loss()).as("validation loss").isCloseTo(sample.validationLoss(), within(ROUNDED))
                .isLessThan(0.8 * sample.pairEntropy());
        HeadMeasure head = HeadMeasure.strongest(HeadMeasure.all(validation));
        assertThat(head.block()).isEqualTo(sample.previousToken().block());
        assertThat(head.head()).isEqualTo(sample.previousToken().head());
        assertThat(head.previous()).isCloseTo(sample.previousToken().weight(), within(ROUNDED)).isGreaterThan(0.5);
    }

    /** On the sentence itself the head looks at the previous character more than at any other, nearly everywhere. */
    @ParameterizedTest
    @MethodSource("models")
    void headShowsOnTheSentence(SampleModel sample) throws IOException, UnknownCharacterException {
        Batch sentence = Batch.ofText(CharacterTokenizer.classroom().encode(sample.sentence()));
        Iteration iteration = iteration(sample, 1, sentence.length());
        iteration.load(sentence.tokens(), sentence.targets());
        iteration.runAll();
        SampleModel.Head head = sample.previousToken();
        var probs = iteration.program().requireValue("h." + head.block() + ".attn.probs");
        Matrix weights = probs.head(iteration.matrix(probs), 0, head.head());
        int seen = 0;
        for (int t = 1; t < weights.rows(); t++) {
            seen += largest(weights, t) == t - 1 ? 1 : 0;
        }
        assertThat((double) seen / (weights.rows() - 1)).as("share of positions that look at the one before most")
                .isGreaterThan(0.8);
    }

    private static int largest(Matrix weights, int row) {
        int largest = 0;
        for (int j = 1; j < weights.columns(); j++) {
            if (weights.get(row, j) > weights.get(row, largest)) {
                largest = j;
            }
        }
        return largest;
    }

    private static Iteration iteration(SampleModel sample, int sequences, int positions) throws IOException {
        Preset preset = preset(sample);
        return new Iteration(preset.program(sequences, positions), Weights.of(Samples.content(sample).parameters()),
                Workers.CALLER, preset.settings());
    }

    private static Preset preset(SampleModel sample) {
        return Preset.named(sample.preset()).orElseThrow();
    }

    private static String digits(double figure) {
        return String.format(Locale.ROOT, "%.4f", figure);
    }
}
