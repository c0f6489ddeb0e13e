package org.gradwalk.app.command;

import static java.util.Objects.requireNonNullElse;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Properties;
import java.util.concurrent.Callable;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.gradwalk.app.chart.ChartTheme;
import org.gradwalk.app.export.FileFormat;
import org.gradwalk.app.export.Formats;
import org.gradwalk.app.export.TableFormat;
import org.gradwalk.app.gallery.PictureKind;
import org.gradwalk.app.session.OptimizerKind;
import org.gradwalk.app.session.RefusedException;
import org.gradwalk.app.session.ScheduleKind;
import org.gradwalk.app.view.FileWords;
import org.gradwalk.app.view.Letters;
import org.gradwalk.app.view.Messages;
import org.gradwalk.app.view.Theme;
import org.gradwalk.app.view.WindowSize;
import org.gradwalk.model.run.Preset;
import org.gradwalk.model.text.CharacterTokenizer;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.IVersionProvider;
import picocli.CommandLine.TypeConversionException;

/** The program's command line. Without a command it opens the window. */
@Command(name = "gradwalk", resourceBundle = Messages.BUNDLE, mixinStandardHelpOptions = true,
        versionProvider = GradwalkCommand.Version.class)
public final class GradwalkCommand implements Callable<Integer> {
    private final Opener opener;

    private GradwalkCommand(Opener opener) {
        this.opener = opener;
    }

    /** Opens the window and comes back when it is closed. */
    @FunctionalInterface
    public interface Opener {
        void open(OpenRequest request) throws IOException, RefusedException;
    }

    /**
     * Does what the arguments say; the result is the exit code: 0 done, 1 failed, 2 wrongly used.
     *
     * @param beforeDrawing runs before a picture is drawn without a window
     */
    public static int run(Opener opener, Runnable beforeDrawing, String... arguments) {
        return new CommandLine(new GradwalkCommand(opener))
                .addSubcommand(new OpenCommand(opener))
                .addSubcommand(new TrainCommand())
                .addSubcommand(new ExportCommand(beforeDrawing))
                .addSubcommand(new CheckCommand())
                .addSubcommand(new InfoCommand())
                .addSubcommand(new TokenizeCommand())
                .setCaseInsensitiveEnumValuesAllowed(true)
                .registerConverter(Preset.class, plainly(GradwalkCommand::trainable))
                .registerConverter(
                        OptimizerKind.class,
                        plainly(name -> among(
                                "error.optimizer", name, Arrays.asList(OptimizerKind.values()), OptimizerKind::id)))
                .registerConverter(
                        ScheduleKind.class,
                        plainly(name -> among(
                                "error.schedule", name, Arrays.asList(ScheduleKind.values()), ScheduleKind::id)))
                .registerConverter(Theme.class, plainly(Theme::named))
                .registerConverter(PictureKind.class, plainly(GradwalkCommand::picture))
                .registerConverter(
                        FileFormat.class,
                        plainly(name -> among("error.format", name, Formats.ALL, FileFormat::word)))
                .registerConverter(
                        TableFormat.class,
                        plainly(name -> among(
                                "error.format", name, Arrays.asList(TableFormat.values()), FileFormat::word)))
                .registerConverter(ChartTheme.class, plainly(GradwalkCommand::colours))
                .registerConverter(Letters.class, plainly(name -> among(
                        "error.notation", name, Arrays.asList(Letters.values()), letters -> lower(letters.name()))))
                .registerConverter(WindowSize.class, plainly(WindowSize::parse))
                .setParameterExceptionHandler((failure, _) -> complain(failure.getCommandLine(), failure, 2))
                .setExecutionExceptionHandler(
                        (failure, command, _) -> complain(command, failure,
                                failure instanceof RefusedException ? 2 : 1))
                .execute(arguments);
    }

    /** Lets a refused value speak for itself; picocli would add the names of Java classes. */
    private static <T> ITypeConverter<T> plainly(Function<String, T> reader) {
        return text -> {
            try {
                return reader.apply(text);
            } catch (IllegalArgumentException refused) {
                throw new TypeConversionException(refused.getMessage());
            }
        };
    }

    /** The preset of a name, if its tokens are characters. */
    private static Preset trainable(String name) {
        return Preset.named(name)
                .filter(preset -> preset.config().vocabularySize() == CharacterTokenizer.classroom().vocabularySize())
                .orElseThrow(() -> new IllegalArgumentException(Messages.get("error.preset", name)));
    }

    private static PictureKind picture(String name) {
        return among("error.picture", name, Arrays.asList(PictureKind.values()), PictureKind::word);
    }

    private static ChartTheme colours(String name) {
        return among("error.colours", name, Arrays.asList(ChartTheme.values()), theme -> lower(theme.name()));
    }

    /**
     * The one of this name.
     *
     * @throws IllegalArgumentException if there is none, with all there are
     */
    static <T> T among(String key, String name, List<T> all, Function<T, String> word) {
        return all.stream().filter(each -> word.apply(each).equals(lower(name))).findFirst()
                .orElseThrow(() -> new IllegalArgumentException(Messages.get(
                        key, name, all.stream().map(word).collect(Collectors.joining(", ")))));
    }

    private static String lower(String word) {
        return word.toLowerCase(Locale.ROOT);
    }

    private static int complain(CommandLine command, Exception failure, int exitCode) {
        String message = switch (failure) {
            case RefusedException refused -> Messages.get(refused.key(), refused.arguments());
            case IOException file -> FileWords.of(file);
            default -> requireNonNullElse(failure.getMessage(), failure.toString());
        };
        command.getErr()
                .println(command.getCommandSpec().root().name() + ": " + message.lines().findFirst().orElse(""));
        return exitCode;
    }

    @Override
    public Integer call() throws IOException, RefusedException {
        opener.open(OpenRequest.PLAIN);
        return 0;
    }

    /** The version that the build wrote down. */
    static final class Version implements IVersionProvider {
        @Override
        public String[] getVersion() {
            var properties = new Properties();
            try (var in = GradwalkCommand.class.getResourceAsStream("version.properties")) {
                properties.load(in);
            } catch (IOException unreadable) {
                throw new UncheckedIOException(unreadable);
            }
            return new String[]{Messages.get("program.name") + " " + properties.getProperty("version")};
        }
    }
}
