package org.gradwalk.app.session;

import java.util.Optional;
import org.gradwalk.model.metrics.MetricLog;
import org.gradwalk.model.metrics.Recorder;
import org.gradwalk.model.run.Evaluation;
import org.gradwalk.model.run.Iteration;
import org.jspecify.annotations.Nullable;

/** Measures iterations of a model in the same buffers, and now and then how it does on text that it is not trained on. */
final class Measuring {

    /** The validation loss is evaluated after every so many iterations. */
    static final int VALIDATE_EVERY = 250;

    private final Iteration buffers;
    private final Recorder recorder;
    private final double[] numbers;
    private @Nullable Source validated;
    private Optional<Evaluation> validation = Optional.empty();

    Measuring(Iteration buffers) {
        this.buffers = buffers;
        recorder = new Recorder(buffers.program());
        numbers = new double[recorder.metrics().size()];
    }

    /** An empty log of what is measured; that depends on the model alone. */
    MetricLog log() {
        return new MetricLog(recorder.metrics());
    }

    /** The buffers in which it measures. */
    Iteration iteration() {
        return buffers;
    }

    /** Adds the iteration to a log, all of which has run; one that is there already is not measured again. */
    void add(MetricLog log) {
        if (log.endsBefore(buffers.number())) {
            recorder.measure(buffers, numbers);
            log.append(buffers.number(), numbers);
        }
    }

    /**
     * Adds the validation loss, where it is time for one and there is a text for it. What was in the buffers is lost.
     *
     * @throws RefusedException if the model cannot read the text
     */
    void validate(MetricLog log, Model model, Source source) throws RefusedException {
        long done = buffers.number();
        if (done % VALIDATE_EVERY == 0 && log.awaitsValidation(done - 1)
                && source instanceof Source.Passages passages) {
            if (!passages.equals(validated)) {
                validation = Evaluation.ofValidation(buffers, passages.corpus(model).validation());
                validated = passages;
            }
            validation.ifPresent(evaluation -> log.validated(done - 1, evaluation.loss()));
        }
    }
}
