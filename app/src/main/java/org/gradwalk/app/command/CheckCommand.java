package org.gradwalk.app.command;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.gradwalk.app.export.TableFormat;
import org.gradwalk.app.gallery.AddressPatterns;
import org.gradwalk.app.gallery.CheckTable;
import org.gradwalk.app.session.RefusedException;
import org.gradwalk.app.session.Snapshot;
import org.gradwalk.app.session.WholeIteration;
import org.gradwalk.app.view.Messages;
import org.gradwalk.model.file.WholeFile;
import org.gradwalk.model.program.Node;
import org.gradwalk.model.program.Program;
import org.gradwalk.model.program.Value;
import org.gradwalk.model.run.ThreeWayCheck;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Holds the values of one iteration against their formulas and against finite differences of the loss. */
@Command(name = "check", resourceBundle = Messages.BUNDLE, mixinStandardHelpOptions = true,
        versionProvider = GradwalkCommand.Version.class)
final class CheckCommand implements Callable<Integer> {

    @Spec
    private @Nullable CommandSpec spec;
    @Mixin
    private ModelChoice choice = new ModelChoice();
    @Option(names = "--nodes", paramLabel = "PATTERN", split = ",")
    private List<String> patterns = List.of();
    @Option(names = "--out", paramLabel = "FILE")
    private @Nullable Path out;
    @Option(names = "--overwrite")
    private boolean overwrite;

    @Override
    public Integer call() throws IOException, RefusedException {
        if (out != null) {
            requireFree(out);
        }
        try (WholeIteration walk = choice.walk()) {
            return check(walk.snapshot());
        }
    }

    private void requireFree(Path file) throws IOException, RefusedException {
        format(file);
        OutFile.requireWritable(file);
        if (!overwrite && Files.exists(file)) {
            throw new RefusedException("error.out.taken", file);
        }
    }

    /** The format that a file's name ends with. */
    private static TableFormat format(Path file) throws RefusedException {
        String name = file.toString().toLowerCase(Locale.ROOT);
        return Arrays.stream(TableFormat.values())
                .filter(format -> name.endsWith("." + format.word()))
                .findFirst()
                .orElseThrow(() -> new RefusedException("error.out.format", file));
    }

    /** Checks what a walk has reached; the exit code, 1 where something disagrees or does not exist. */
    int check(Snapshot snapshot) throws IOException, RefusedException {
        ThreeWayCheck check = new ThreeWayCheck(snapshot.iteration());
        List<Value> values = chosen(snapshot.program(), check.values(snapshot.position().operations()));
        PrintWriter lines = Objects.requireNonNull(spec).commandLine().getOut();
        CheckReport report = new CheckReport(lines, ChangingLine.of(lines), values.size());
        values.forEach(value -> report.checked(check.check(value)));
        report.end();
        if (out != null) {
            WholeFile.write(out, format(out).text(CheckTable.of(report.found())));
            lines.println(Messages.get("check.written", out));
        }
        snapshot.stop().ifPresent(stop -> lines.println(Messages.get("export.stop", stop.operation().address())));
        lines.flush();
        return report.agrees() && snapshot.stop().isEmpty() ? 0 : 1;
    }

    private List<Value> chosen(Program program, List<Value> values) throws RefusedException {
        AddressPatterns addresses = AddressPatterns.of(patterns);
        Set<String> all = new LinkedHashSet<>();
        values.forEach(value -> addresses(program, value).forEach(all::add));
        addresses.requireMatches(all);
        return values.stream()
                .filter(value -> addresses(program, value).anyMatch(addresses))
                .toList();
    }

    /** A value's name, and the addresses of the nodes in which it is written. */
    private static Stream<String> addresses(Program program, Value value) {
        Node node = program.nodeOf(program.operations().get(program.writtenBy(value)));
        return Stream.concat(Stream.of(value.name()), program.path(node).stream().map(Node::address));
    }
}
