package org.gradwalk.app.view.stage;

import java.util.List;
import java.util.Optional;
import org.gradwalk.app.session.Snapshot;
import org.gradwalk.app.view.Messages;
import org.gradwalk.model.layer.LoraConfig;
import org.gradwalk.model.program.Equation;
import org.gradwalk.model.program.Operation;
import org.gradwalk.model.program.Parameter;
import org.gradwalk.model.program.Value;
import org.gradwalk.model.tensor.Entries;

/** Why the factor A of an adapter has no gradient: said only where its B is 0 in the numbers of the walk. */
final class ZeroFactor {

    private static final String STEP = "lora";

    private ZeroFactor() {}

    /** Nothing where the operations yield no gradient of an A, or one of a B that is not 0. */
    static Optional<String> of(Snapshot snapshot, List<Operation> operations) {
        if (!operations.stream().allMatch(operation -> operation.step().equals(STEP))) {
            return Optional.empty();
        }
        List<Value> results = operations.stream().flatMap(operation -> operation.equations().stream())
                .map(Equation::value).toList();
        List<Parameter> factors = snapshot.program().parameters().stream()
                .filter(parameter -> parameter.local().endsWith(LoraConfig.A))
                .filter(parameter -> results.contains(parameter.gradient()))
                .toList();
        return !factors.isEmpty() && factors.stream().allMatch(factor -> hasNoGradient(snapshot, factor))
                ? Optional.of(Messages.get("stage.lora.zero"))
                : Optional.empty();
    }

    private static boolean hasNoGradient(Snapshot snapshot, Parameter a) {
        String b = a.name().substring(0, a.name().length() - LoraConfig.A.length()) + LoraConfig.B;
        return isZero(snapshot, b) && isZero(snapshot, a.gradient().name());
    }

    private static boolean isZero(Snapshot snapshot, String value) {
        return snapshot.numbers(value).filter(numbers -> Entries.largest(numbers) == 0).isPresent();
    }
}
