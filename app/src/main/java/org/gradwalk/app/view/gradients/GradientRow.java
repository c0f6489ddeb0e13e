package org.gradwalk.app.view.gradients;

import java.util.List;
import java.util.stream.Collectors;
import org.gradwalk.app.session.Snapshot;
import org.gradwalk.model.program.Parameter;

/**
 * A line of the table of gradients. Numbers are NaN as long as the gradient is not there.
 *
 * @param parameter whose gradient it is
 * @param name of the parameter
 * @param shape of the parameter
 * @param norm of the gradient
 * @param largest size of an entry of the gradient
 * @param share of the squared norm of all gradients together
 * @param ratio of the gradient's norm to the parameter's
 */
record GradientRow(
        Parameter parameter, String name, String shape, double norm, double largest, double share, double ratio) {

    /** All parameters, in the order of the network. */
    static List<GradientRow> of(Snapshot snapshot) {
        double total = snapshot.program().parameters().stream()
                .filter(parameter -> snapshot.exists(parameter.gradient()))
                .mapToDouble(parameter -> square(snapshot.norms().norm(parameter.gradient())))
                .sum();
        return snapshot.program().parameters().stream().map(parameter -> of(snapshot, parameter, total)).toList();
    }

    private static GradientRow of(Snapshot snapshot, Parameter parameter, double total) {
        String shape = parameter.value().shape().stream().map(Object::toString).collect(Collectors.joining("×"));
        if (!snapshot.exists(parameter.gradient())) {
            return new GradientRow(
                    parameter, parameter.name(), shape, Double.NaN, Double.NaN, Double.NaN, Double.NaN);
        }
        double norm = snapshot.norms().norm(parameter.gradient());
        double weight = snapshot.norms().norm(parameter.value());
        return new GradientRow(
                parameter, parameter.name(), shape, norm, snapshot.norms().largest(parameter.gradient()),
                total == 0 ? 0 : square(norm) / total, weight == 0 ? Double.NaN : norm / weight);
    }

    private static double square(double number) {
        return number * number;
    }
}
