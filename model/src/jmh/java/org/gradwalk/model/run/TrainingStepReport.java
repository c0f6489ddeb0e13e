package org.gradwalk.model.run;

import java.util.Locale;
import org.openjdk.jmh.infra.BenchmarkParams;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.CommandLineOptionException;
import org.openjdk.jmh.runner.options.CommandLineOptions;
import org.openjdk.jmh.runner.options.OptionsBuilder;

/**
 * Runs {@link TrainingStep}, each case in Java machines of its own, and prints the median step of each case as a line of
 * JSON. Arguments are JMH's options, such as {@code -p config=classroom -p threads=2}.
 */
final class TrainingStepReport {

    private TrainingStepReport() {}

    public static void main(String[] arguments) throws CommandLineOptionException, RunnerException {
        var options = new OptionsBuilder()
                .parent(new CommandLineOptions(arguments))
                .include(TrainingStep.class.getName());
        new Runner(options.build()).run().stream().map(TrainingStepReport::line).forEach(System.out::println);
    }

    private static String line(RunResult result) {
        BenchmarkParams parameters = result.getParams();
        return String.format(
                Locale.ROOT, "{\"config\": \"%s\", \"threads\": %s, \"median_ms\": %.1f}",
                parameters.getParam("config"), parameters.getParam("threads"),
                result.getPrimaryResult().getStatistics().getPercentile(50));
    }
}
