package org.gradwalk.app.view.gradients;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.gradwalk.app.chart.Excerpt;
import org.gradwalk.app.session.Snapshot;
import org.gradwalk.app.view.ByHand;
import org.gradwalk.app.view.ValueWords;
import org.gradwalk.model.program.Parameter;

/**
 * A line of the table of gradients. Numbers are NaN as long as the gradient is not there.
 *
 * @param name of the parameter whose gradient it is
 * @param shape of the parameter
 * @param norm of the gradient
 * @param ratio of the gradient's norm to the parameter's
 * @param frozen whether no update changes the parameter
 * @param byHand what a person has done to the parameter
 */
record GradientRow(
        String name, String shape, double norm, double ratio, boolean frozen, Optional<Excerpt> byHand) {

    /** All parameters, in the order of the network. */
    static List<GradientRow> of(Snapshot snapshot) {
        Set<Parameter> trained = Set.copyOf(snapshot.program().trainedParameters());
        return snapshot.program().parameters().stream()
                .map(parameter -> of(snapshot, parameter, !trained.contains(parameter))).toList();
    }

    private static GradientRow of(Snapshot snapshot, Parameter parameter, boolean frozen) {
        double norm = snapshot.exists(parameter.gradient())
                ? snapshot.norms().norm(parameter.gradient())
                : Double.NaN;
        double weight = snapshot.norms().norm(parameter.value());
        return new GradientRow(
                parameter.name(), ValueWords.shape(parameter.value()), norm, weight == 0 ? Double.NaN : norm / weight,
                frozen,
                ByHand.excerpt(snapshot, parameter.value()).filter(excerpt -> !excerpt.signs().isEmpty()));
    }
}
