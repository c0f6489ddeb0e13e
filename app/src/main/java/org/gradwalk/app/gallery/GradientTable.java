package org.gradwalk.app.gallery;

import java.util.List;
import java.util.function.Predicate;
import org.gradwalk.app.export.Table;
import org.gradwalk.app.session.Norms;
import org.gradwalk.app.session.Snapshot;
import org.gradwalk.app.view.Messages;
import org.gradwalk.app.view.ValueWords;
import org.gradwalk.model.program.Parameter;

/** The sizes of the parameters' gradients, as a table. */
public final class GradientTable {

    private GradientTable() {}

    /** Of the parameters whose gradients' addresses fit. */
    public static Table of(Snapshot snapshot, Predicate<String> addresses) {
        return new Table(
                Messages.get("table.gradients"),
                List.of(
                        Messages.get("gradients.parameter"), Messages.get("gradients.shape"),
                        Messages.get("gradients.norm"), Messages.get("gradients.largest"),
                        Messages.get("gradients.weight"), Messages.get("gradients.update")),
                snapshot.program().parameters().stream()
                        .filter(parameter -> addresses.test(parameter.gradient().name()))
                        .filter(parameter -> snapshot.exists(parameter.gradient()))
                        .map(parameter -> row(snapshot, parameter))
                        .toList());
    }

    private static List<Object> row(Snapshot snapshot, Parameter parameter) {
        Norms norms = snapshot.norms();
        return List.of(
                parameter.name(),
                ValueWords.shape(parameter.value()),
                norms.norm(parameter.gradient()), norms.largest(parameter.gradient()), norms.norm(parameter.value()),
                snapshot.updateRatio(parameter));
    }
}
