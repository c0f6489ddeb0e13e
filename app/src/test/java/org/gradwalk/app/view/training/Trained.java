package org.gradwalk.app.view.training;

import java.util.stream.IntStream;
import org.gradwalk.model.gpt.Gpt;
import org.gradwalk.model.gpt.GptConfig;
import org.gradwalk.model.gpt.Initialization;
import org.gradwalk.model.layer.Loss.Reduction;
import org.gradwalk.model.layer.Mlp.Activation;
import org.gradwalk.model.metrics.MetricLog;
import org.gradwalk.model.metrics.Recorder;
import org.gradwalk.model.optimizer.AdamW;
import org.gradwalk.model.optimizer.Update;
import org.gradwalk.model.program.Program;
import org.gradwalk.model.program.Settings;
import org.gradwalk.model.run.Feed;
import org.gradwalk.model.run.Iteration;
import org.gradwalk.model.run.Plan;
import org.gradwalk.model.run.Schedule;
import org.gradwalk.model.run.Weights;
import org.gradwalk.model.tensor.Workers;
import org.gradwalk.model.text.BatchSampler;

/** Short trainings of a small network with ReLU, for pictures. */
public final class Trained {

    private static final GptConfig CONFIG = GptConfig.of(17, 16, 4, 4, 32).withActivation(Activation.RELU);

    private static final Update UPDATE = new Update(new AdamW(), true, false);

    private Trained() {}

    /** A training on a text that repeats itself. */
    public static MetricLog log(double rate, int iterations) {
        Program program = Gpt.program(CONFIG, 2, 16, Reduction.MEAN, UPDATE);
        Settings settings = Settings.of(rate).withClipNorm(1);
        Iteration iteration = new Iteration(
                program, Weights.of(Initialization.GPT2.parameters(CONFIG, 3)), Workers.CALLER, settings);
        int[] text = IntStream.range(0, 2000).map(i -> (i * i / 3 + i) % 17).toArray();
        Plan plan = new Plan(
                new Feed.Drawn(new BatchSampler(text, 2, 16), 1), UPDATE, new Schedule.WarmUpCosine(rate, 20, 200),
                settings);
        Recorder recorder = new Recorder(program);
        MetricLog log = new MetricLog(recorder.metrics());
        double[] numbers = new double[recorder.metrics().size()];
        for (int i = 0; i < iterations; i++) {
            plan.prepare(iteration);
            iteration.runAll();
            recorder.measure(iteration, numbers);
            log.append(i, numbers);
            if (i % 25 == 24) {
                log.validated(i, numbers[0] + 0.1);
            }
            iteration.advance();
        }
        return log;
    }

    /** The same as the charts show it. */
    static Charted run(int number, double rate, int iterations) {
        return new Charted(number, "run " + number + " · rate " + rate, log(rate, iterations).view());
    }
}
