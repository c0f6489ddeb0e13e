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
        List<AddressPattern> patterns,
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
        SequencedMap<String, Content> files = new LinkedHashMap<>();
        Set<String> addresses = new LinkedHashSet<>();
        if (!pictures.isEmpty()) {
            kinds.stream().flatMap(kind -> kind.plates(state)).forEach(plate -> addresses.add(plate.address()));
            sheets(plates(state)).forEach((name, plates) -> addSheet(files, name, plates, state.snapshot()));
        }
        List<Value> values = state.snapshot().program().values().stream().filter(state.snapshot()::exists).toList();
        if (!numbers.isEmpty()) {
            values.forEach(value -> addresses.add(value.name()));
            for (NumberFormat format : numbers) {
                files.putAll(format.files(name(state.snapshot()), tensors(state.snapshot(), values)));
            }
        }
        for (TableFormat format : tables) {
            state.snapshot().program().parameters().forEach(each -> addresses.add(each.gradient().name()));
            String text = format.text(GradientTable.of(state.snapshot(), this::fits));
            files.put(
                    "gradients." + format.word(),
                    out -> out.write(text.getBytes(StandardCharsets.UTF_8)));
        }
        new AddressPatterns(patterns).requireMatches(addresses);
        return new ExportJob(files, folder);
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

    private boolean fits(String address) {
        return new AddressPatterns(patterns).test(address);
    }

    private static String name(Snapshot snapshot) {
        return "iteration-" + snapshot.number();
    }

    private TensorFile tensors(Snapshot snapshot, List<Value> values) {
        SequencedMap<String, Tensor> tensors = new LinkedHashMap<>();
        values.stream().filter(value -> fits(value.name())).forEach(value -> tensors.put(
                value.name(),
                new Tensor(value.shape(), value.entries(snapshot.numbers(value).orElseThrow()))));
        return new TensorFile(tensors, Map.of("model", snapshot.model().name(), "text", snapshot.text()));
    }

    private static List<String> caption(Snapshot snapshot, List<Plate> plates) {
        return Stream.concat(
                Stream.of(snapshot.model().name(), Messages.get("caption.iteration", snapshot.number())),
                plates.stream().flatMap(plate -> Stream.concat(Stream.of(plate.address()), plate.words().stream())))
                .toList();
    }
}
