package org.gradwalk.app.command;

import java.io.IOException;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.Callable;
import org.gradwalk.app.export.Table;
import org.gradwalk.app.export.TableFormat;
import org.gradwalk.app.gallery.AddressPatterns;
import org.gradwalk.app.session.ModelFacts;
import org.gradwalk.app.session.RefusedException;
import org.gradwalk.app.view.Messages;
import org.gradwalk.app.view.ValueWords;
import org.gradwalk.model.gpt.Gpt;
import org.gradwalk.model.program.Value;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Tells what a model is made of. */
@Command(name = "info", resourceBundle = Messages.BUNDLE, mixinStandardHelpOptions = true,
        versionProvider = GradwalkCommand.Version.class)
final class InfoCommand implements Callable<Integer> {

    @Spec
    private @Nullable CommandSpec spec;
    @Mixin
    private ModelSource source = new ModelSource();
    @Option(names = "--nodes", paramLabel = "PATTERN", split = ",")
    private @Nullable List<String> patterns;
    @Option(names = "--format", paramLabel = "FORMAT")
    private @Nullable TableFormat format;

    @Override
    public Integer call() throws IOException, RefusedException {
        ModelFacts facts = source.opening().facts();
        PrintWriter out = Objects.requireNonNull(spec).commandLine().getOut();
        if (format != null) {
            if (patterns != null) {
                throw new RefusedException("error.info.format");
            }
            out.print(format.text(tensors(facts)));
        } else {
            lines(facts).forEach(out::println);
        }
        out.flush();
        return 0;
    }

    private List<String> lines(ModelFacts facts) throws RefusedException {
        if (patterns != null) {
            return NodeLines.of(facts.program(), AddressPatterns.of(patterns));
        }
        List<String> lines = new ArrayList<>(TextColumns.lines(FactWords.of(facts), Set.of()));
        if (!facts.recipe().isEmpty()) {
            lines.add("");
            lines.add(Messages.get("info.recipe"));
            lines.addAll(TextColumns.lines(
                    facts.recipe().entrySet().stream().map(entry -> List.of(entry.getKey(), entry.getValue())).toList(),
                    Set.of()));
        }
        lines.add("");
        lines.addAll(TextColumns.lines(tensors(facts)));
        lines.add(Messages.get("info.total", Long.toString(facts.config().parameterCount())));
        return lines;
    }

    private static Table tensors(ModelFacts facts) {
        return new Table(
                Messages.get("table.tensors"),
                List.of(
                        Messages.get("gradients.parameter"), Messages.get("gradients.shape"),
                        Messages.get("info.count")),
                Gpt.parameters(facts.config()).stream().map(InfoCommand::row).toList());
    }

    private static List<Object> row(Value parameter) {
        return List.of(parameter.name(), ValueWords.shape(parameter), parameter.size());
    }
}
