package org.gradwalk.model.run;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import org.gradwalk.model.file.Tensor;
import org.gradwalk.model.program.Value;
import org.gradwalk.model.tensor.Workers;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Every number of the reference: parameters' gradients, activations, gradients of activations, and parameters and the
 * optimizer's memory after one and five updates, each within the case's own tolerance.
 */
class GoldenCasesTest {

    private final List<String> failures = new ArrayList<>();
    private double worst;
    private String worstName = "";
    private int compared;

    static List<GoldenCase> cases() {
        return GoldenCase.all();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("cases")
    void everyTensorAgrees(GoldenCase golden) {
        try (Workers workers = Workers.of(2)) {
            Iteration iteration = golden.iteration(workers);
            iteration.runAll();
            Set<String> left = new TreeSet<>(golden.tensors().keySet());
            compareIteration(golden, iteration, left);
            compareScalar("loss", golden.description().get("loss"), iteration.matrix("loss").get(0, 0));
            if (golden.hasOptimizer()) {
                compareTraining(golden, iteration, left);
            }
            left.removeIf(name -> name.startsWith("param/"));
            assertThat(left).as("tensors of " + golden.name() + " that nothing was compared with").isEmpty();
        }
        System.out.printf(
                Locale.ROOT, "golden case %s: %d tensors, largest relative error %.1e (%s)%n", golden.name(), compared,
                worst, worstName);
        assertThat(failures).as(golden.name()).isEmpty();
    }

    private void compareIteration(GoldenCase golden, Iteration iteration, Set<String> left) {
        for (String name : List.copyOf(left)) {
            if (name.startsWith("act/") || name.startsWith("grad/") || name.startsWith("const/")) {
                String value = name.startsWith("act/") ? name.substring("act/".length()) : name;
                String kind = name.startsWith("grad/") ? "grad" : "act";
                compare(golden, name, kind, entries(iteration, value), left);
            }
        }
    }

    private void compareTraining(GoldenCase golden, Iteration iteration, Set<String> left) {
        for (int step = 1; step <= 5; step++) {
            if (step > 1) {
                iteration.runAll();
            }
            JsonNode expected = golden.description().get("steps").get(step - 1);
            compareScalar("loss before step " + step, expected.get("loss_before"), iteration.matrix("loss").get(0, 0));
            if (iteration.program().value("grad_norm").isPresent()) {
                compareScalar(
                        "gradient norm of step " + step, expected.get("grad_norm"),
                        iteration.matrix("grad_norm").get(0, 0));
                compareScalar(
                        "clipping factor of step " + step, expected.get("clip_coefficient"),
                        iteration.matrix("clip_factor").get(0, 0));
            }
            if (step == 1 || step == 5) {
                String prefix = "after" + step + "/";
                for (String name : List.copyOf(left)) {
                    if (name.startsWith(prefix)) {
                        String value = "after/" + name.substring(prefix.length());
                        compare(golden, name, "after" + step, entries(iteration, value), left);
                    }
                }
            }
            iteration.advance();
        }
        iteration.runAll();
        compareScalar(
                "loss after 5 steps", golden.description().get("loss_after_5_steps"),
                iteration.matrix("loss").get(0, 0));
    }

    private void compare(GoldenCase golden, String name, String kind, double[] actual, Set<String> left) {
        left.remove(name);
        Tensor expected = golden.tensor(name);
        assertThat(actual.length).as("entries of " + name).isEqualTo(expected.data().length);
        boolean[] leftOut = leftOut(golden, name, kind, actual.length);
        double largest = 0;
        double difference = 0;
        for (int i = 0; i < actual.length; i++) {
            double b = expected.data()[i];
            largest = Math.max(largest, Math.abs(b));
            if (!leftOut[i]) {
                double d = Math.abs(actual[i] - b);
                difference = Double.isNaN(d) ? Double.POSITIVE_INFINITY : Math.max(difference, d);
            }
        }
        double relative = difference / Math.max(largest, golden.floor());
        compared++;
        if (relative > worst) {
            worst = relative;
            worstName = name;
        }
        if (!(relative <= golden.tolerance(kind))) {
            failures.add(name + ": relative error " + relative + ", allowed " + golden.tolerance(kind));
        }
    }

    /** After updates the entries whose gradient is zero but for rounding are no measure. */
    private static boolean[] leftOut(GoldenCase golden, String name, String kind, int length) {
        boolean[] leftOut = new boolean[length];
        if (kind.startsWith("after")) {
            for (JsonNode slice : golden.description().path("zero_gradient_slices")) {
                if (name.endsWith("/" + slice.get("tensor").asText())) {
                    Arrays.fill(leftOut, slice.get("from").asInt(), slice.get("to").asInt(), true);
                }
            }
        }
        return leftOut;
    }

    private void compareScalar(String what, JsonNode expected, double actual) {
        double error = Math.abs(actual - expected.asDouble()) / Math.max(Math.abs(expected.asDouble()), 1e-300);
        if (!(error <= 1e-10)) {
            failures.add(what + ": " + actual + " instead of " + expected.asDouble());
        }
    }

    private static double[] entries(Iteration iteration, String name) {
        Value value = iteration.program().requireValue(name);
        return value.entries(iteration.matrix(value));
    }
}
