package org.gradwalk.model.metrics;

import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.CommandLineOptionException;
import org.openjdk.jmh.runner.options.CommandLineOptions;
import org.openjdk.jmh.runner.options.OptionsBuilder;

/** Runs {@link Measuring} and prints the medians, and the share of a step that measuring takes, as lines of JSON. */
final class MeasuringReport {

    private MeasuringReport() {}

    public static void main(String[] arguments) throws CommandLineOptionException, RunnerException {
        var options = new OptionsBuilder()
                .parent(new CommandLineOptions(arguments))
                .include(Measuring.class.getName());
        Map<String, Map<String, Double>> medians = new Runner(options.build()).run().stream().collect(
                Collectors.groupingBy(
                        result -> result.getParams().getParam("threads"), TreeMap::new,
                        Collectors.toMap(result -> result.getPrimaryResult().getLabel(), MeasuringReport::median)));
        medians.forEach((threads, of) -> {
            double step = of.getOrDefault("step", Double.NaN);
            double measure = of.getOrDefault("measure", Double.NaN);
            System.out.println(String.format(
                    Locale.ROOT, "{\"threads\": %s, \"step_ms\": %.2f, \"measure_ms\": %.3f, \"share\": %.4f}", threads,
                    step, measure, measure / step));
        });
    }

    private static double median(RunResult result) {
        return result.getPrimaryResult().getStatistics().getPercentile(50);
    }
}
