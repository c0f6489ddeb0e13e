package org.gradwalk.app.command;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.gradwalk.app.chart.ChartTheme;
import org.gradwalk.app.export.ExportJob;
import org.gradwalk.app.export.FileFormat;
import org.gradwalk.app.export.Paper;
import org.gradwalk.app.gallery.AddressPatterns;
import org.gradwalk.app.gallery.Offer;
import org.gradwalk.app.gallery.Order;
import org.gradwalk.app.gallery.PictureKind;
import org.gradwalk.app.session.RefusedException;
import org.gradwalk.app.session.Snapshot;
import org.gradwalk.app.session.WholeIteration;
import org.gradwalk.app.view.Letters;
import org.gradwalk.app.view.Messages;
import org.gradwalk.app.view.Selection;
import org.gradwalk.app.view.ViewState;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Writes pictures and numbers of one iteration into a folder. */
@Command(name = "export", resourceBundle = Messages.BUNDLE, mixinStandardHelpOptions = true,
        versionProvider = GradwalkCommand.Version.class)
final class ExportCommand implements Callable<Integer> {

    private final Runnable beforeDrawing;

    @Spec
    private @Nullable CommandSpec spec;
    @Mixin
    private ModelChoice choice = new ModelChoice();
    @Option(names = "--nodes", paramLabel = "PATTERN", split = ",")
    private List<String> patterns = List.of();
    @Option(names = "--picture", paramLabel = "KIND", split = ",", defaultValue = "heatmap")
    private List<PictureKind> kinds = List.of();
    @Option(names = "--format", paramLabel = "FORMAT", split = ",", defaultValue = "svg")
    private List<FileFormat> formats = List.of();
    @Option(names = "--theme", paramLabel = "THEME", defaultValue = "print")
    private ChartTheme theme = ChartTheme.PRINT;
    @Option(names = "--width", paramLabel = "LENGTH", defaultValue = "85mm", converter = Length.class)
    private double width;
    @Option(names = "--font", paramLabel = "LENGTH", defaultValue = "8pt", converter = Length.class)
    private double font;
    @Option(names = "--head", paramLabel = "NUMBER", defaultValue = "0")
    private int head;
    @Option(names = "--sequence", paramLabel = "NUMBER", defaultValue = "0")
    private int sequence;
    @Option(names = "--notation", paramLabel = "NOTATION", defaultValue = "plain")
    private Letters letters = Letters.PLAIN;
    @Option(names = "--together", paramLabel = "NAME")
    private @Nullable String together;
    @Option(names = "--overwrite")
    private boolean overwrite;
    @Option(names = "--out", paramLabel = "FOLDER", required = true)
    private Path out = Path.of("");

    /** @param beforeDrawing runs before a font is asked for */
    ExportCommand(Runnable beforeDrawing) {
        this.beforeDrawing = beforeDrawing;
    }

    @Override
    public Integer call() throws IOException, RefusedException {
        beforeDrawing.run();
        try (WholeIteration walk = choice.walk()) {
            Snapshot snapshot = walk.snapshot();
            requireOne("error.head", head, snapshot.model().config().heads());
            requireOne("error.sequence", sequence, snapshot.program().extent().sequences());
            Selection selection = Selection.NONE.withSequence(sequence).withHead(head);
            Offer offer = order().at(new ViewState(
                    snapshot, selection, theme, letters.notation(snapshot.model().config())));
            ExportJob job = offer.job(out);
            requireFree(job);
            PrintWriter lines = Objects.requireNonNull(spec).commandLine().getOut();
            ChangingLine line = ChangingLine.of(lines);
            int written = job.run((count, of, last) -> {
                line.show(Messages.get("export.progress", count, of, last), true);
                return true;
            });
            line.end();
            lines.println(Messages.get("export.summary", written, out));
            offer.missing().forEach(what -> lines.println(Messages.get("export.missing", what)));
            snapshot.stop().ifPresent(stop -> lines.println(Messages.get("export.stop", stop.operation().address())));
            lines.flush();
        }
        return 0;
    }

    private static void requireOne(String key, int number, int count) throws RefusedException {
        if (number < 0 || number >= count) {
            throw new RefusedException(key, number, count - 1);
        }
    }

    private Paper paper() throws RefusedException {
        try {
            return new Paper(width, font);
        } catch (IllegalArgumentException impossible) {
            throw new RefusedException("save.wrong.paper");
        }
    }

    private Order order() throws RefusedException {
        return new Order(
                AddressPatterns.of(patterns), kinds, formats, theme, paper(), Optional.ofNullable(together));
    }

    private void requireFree(ExportJob job) throws RefusedException {
        List<Path> taken = job.taken();
        if (!overwrite && !taken.isEmpty()) {
            throw new RefusedException("error.export.taken", taken.size(), taken.getFirst());
        }
    }
}
