package org.gradwalk.app.gallery;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.Set;
import java.util.stream.Stream;
import org.gradwalk.app.chart.ChartTheme;
import org.gradwalk.app.export.ExportJob;
import org.gradwalk.app.export.ExportJob.Content;
import org.gradwalk.app.export.NumberFormat;
import org.gradwalk.app.export.Paper;
import org.gradwalk.app.export.PictureFormat;
import org.gradwalk.app.export.Plate;
import org.gradwalk.app.export.Sheet;
import org.gradwalk.app.export.TableFormat;
import org.gradwalk.app.session.RefusedException;
import org.gradwalk.app.session.Snapshot;
import org.gradwalk.app.view.Messages;
import org.gradwalk.app.view.ViewState;
import org.gradwalk.model.file.Tensor;
import org.gradwalk.model.file.TensorFile;
import org.gradwalk.model.program.Value;

/**
 * What somebody wants to take away of an iteration: which values and nodes, and in which form. The window and the command
 * line fill in the same order, and so get the same bytes.
 *
 * @param patterns of addresses
 * @param kinds of pictures
 * @param pictures formats of these
 * @param numbers formats of the values themselves
 * @param tables formats of the table of gradients
 * @param theme colours of the pictures
 * @param paper their size
 * @param together the name of one file for all of them below each other; without it each has its own
 */
public record Order(
        AddressPatterns patterns,
        List<PictureKind> kinds,
        List<PictureFormat> pictures,
        List<NumberFormat> numbers,
        List<TableFormat> tables,
        ChartTheme theme,
        Paper paper,
        Optional<String> together) {

    /** The pictures of what the walk has reached that fit. */
    public List<Plate> plates(ViewState state) {
        return kinds.stream().flatMap(kind -> kind.plates(state)).filter(plate -> fits(plate.address())).toList();
    }

    /**
     * The files to be written.
     *
     * @throws RefusedException if a pattern fits nothing of what is asked for
     */
    public ExportJob job(ViewState state, Path folder) throws RefusedException {
        patterns.requireMatches(addresses(state));
        SequencedMap<String, Content> files = new LinkedHashMap<>();
        if (!pictures.isEmpty()) {
            sheets(plates(state)).forEach((name, plates) -> addSheet(files, name, plates, state.snapshot()));
        }
        for (NumberFormat format : numbers) {
            files.putAll(format.files(name(state.snapshot()), tensors(state.snapshot())));
        }
        for (TableFormat format : tables) {
            String text = format.text(GradientTable.of(state.snapshot(), this::fits));
            files.put(
                    "gradients." + format.word(),
                    out -> out.write(text.getBytes(StandardCharsets.UTF_8)));
        }
        return new ExportJob(files, folder);
    }

    /** The addresses of all that is there of what is asked for, whether a pattern fits them or not. */
    public Set<String> addresses(ViewState state) {
        Set<String> addresses = new LinkedHashSet<>();
        if (!pictures.isEmpty()) {
            kinds.stream().flatMap(kind -> kind.plates(state)).forEach(plate -> addresses.add(plate.address()));
        }
        if (!numbers.isEmpty()) {
            values(state.snapshot()).forEach(value -> addresses.add(value.name()));
        }
        if (!tables.isEmpty()) {
            state.snapshot().program().parameters().forEach(each -> addresses.add(each.gradient().name()));
        }
        return addresses;
    }

    /** What the first file of pictures holds; nothing where there is none. */
    public Optional<Sheet> firstSheet(ViewState state) {
        return pictures.isEmpty()
                ? Optional.empty()
                : sheets(plates(state)).values().stream().findFirst()
                        .map(plates -> paper.sheet(plates, caption(state.snapshot(), plates), theme));
    }

    private static Stream<Value> values(Snapshot snapshot) {
        return snapshot.program().values().stream().filter(snapshot::exists);
    }

    /** What stands on one sheet, by its name. */
    private SequencedMap<String, List<Plate>> sheets(List<Plate> plates) {
        SequencedMap<String, List<Plate>> sheets = new LinkedHashMap<>();
        plates.forEach(plate -> sheets.computeIfAbsent(
                together.map(Plate::fileName).orElseGet(plate::fileName), _ -> new ArrayList<>()).add(plate));
        return sheets;
    }

    private void addSheet(Map<String, Content> files, String name, List<Plate> plates, Snapshot snapshot) {
        List<String> caption = caption(snapshot, plates);
        for (PictureFormat format : pictures) {
            files.put(
                    name + format.suffix(),
                    out -> format.write(paper.sheet(plates, caption, theme), out));
        }
    }

    /** Whether what has this address is asked for. */
    public boolean fits(String address) {
        return patterns.test(address);
    }

    private static String name(Snapshot snapshot) {
        return "iteration-" + snapshot.number();
    }

    private TensorFile tensors(Snapshot snapshot) {
        SequencedMap<String, Tensor> tensors = new LinkedHashMap<>();
        values(snapshot).filter(value -> fits(value.name())).forEach(value -> tensors.put(
                value.name(),
                new Tensor(value.shape(), value.entries(snapshot.numbers(value).orElseThrow()))));
        return new TensorFile(tensors, Map.of("model", snapshot.model().name(), "text", snapshot.text()));
    }

    private static List<String> caption(Snapshot snapshot, List<Plate> plates) {
        return Stream.concat(
                Stream.of(snapshot.model().name(), Messages.get("caption.iteration", snapshot.number())),
                plates.stream()
                        .flatMap(plate -> Stream.concat(Stream.of(plate.address()), plate.words().get().stream())))
                .toList();
    }
}
