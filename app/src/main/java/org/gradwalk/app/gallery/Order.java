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
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.gradwalk.app.chart.ChartTheme;
import org.gradwalk.app.export.CsvNumbers;
import org.gradwalk.app.export.ExportJob;
import org.gradwalk.app.export.ExportJob.Content;
import org.gradwalk.app.export.FileFormat;
import org.gradwalk.app.export.NumberFormat;
import org.gradwalk.app.export.Paper;
import org.gradwalk.app.export.PictureFormat;
import org.gradwalk.app.export.Plate;
import org.gradwalk.app.export.Png;
import org.gradwalk.app.export.Sheet;
import org.gradwalk.app.export.Table;
import org.gradwalk.app.export.TableFormat;
import org.gradwalk.app.session.RefusedException;
import org.gradwalk.app.session.Snapshot;
import org.gradwalk.app.view.KeyAction;
import org.gradwalk.app.view.Messages;
import org.gradwalk.app.view.ViewState;
import org.gradwalk.app.view.stage.StagePlates;
import org.gradwalk.model.file.Tensor;
import org.gradwalk.model.file.TensorFile;
import org.gradwalk.model.program.Node;
import org.gradwalk.model.program.Parameter;
import org.gradwalk.model.program.Value;

/**
 * What somebody wants to take away of an iteration: which values and nodes, and in which form. The window and the command
 * line fill in the same order, and so get the same bytes.
 *
 * @param patterns of addresses
 * @param kinds of pictures
 * @param formats of the files
 * @param theme colours of the pictures
 * @param paper their size
 * @param together the name of one file for all of them below each other; without it each has its own
 */
public record Order(
        AddressPatterns patterns,
        List<PictureKind> kinds,
        List<FileFormat> formats,
        ChartTheme theme,
        Paper paper,
        Optional<String> together) {

    private static final String FORMULAS = "formulas";
    private static final String GRADIENTS = "gradients";

    public Order {
        kinds = List.copyOf(kinds);
        formats = List.copyOf(formats);
    }

    private <F> List<F> chosen(Class<F> form) {
        return formats.stream().filter(form::isInstance).map(form::cast).toList();
    }

    /** Whether LaTeX is asked for, and means formulas. */
    private boolean hasFormulas() {
        return formats.contains(TableFormat.TEX) && kinds.contains(PictureKind.FORMULA);
    }

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
        new Offer(state).requireMatches();
        SequencedMap<String, Content> files = new LinkedHashMap<>();
        Snapshot snapshot = state.snapshot();
        if (!chosen(PictureFormat.class).isEmpty()) {
            sheets(plates(state)).forEach((name, plates) -> addSheet(files, name, plates, snapshot));
        }
        for (NumberFormat format : chosen(NumberFormat.class)) {
            files.putAll(format.files(name(snapshot), tensors(snapshot)));
        }
        for (FileFormat format : formats) {
            switch (format) {
                case TableFormat table when table == TableFormat.TEX && hasFormulas() ->
                    addText(files, together.map(Plate::fileName).orElse(FORMULAS) + ".tex", formulas(state));
                case TableFormat table -> addGradients(files, table, snapshot);
                case CsvNumbers _ -> addGradients(files, TableFormat.CSV, snapshot);
                case PictureFormat _,NumberFormat _ -> {}
            }
        }
        return new ExportJob(files, folder);
    }

    private void addGradients(Map<String, Content> files, TableFormat format, Snapshot snapshot) {
        Table table = GradientTable.of(snapshot, this::fits);
        if (!table.rows().isEmpty()) {
            addText(files, GRADIENTS + "." + format.word(), format.text(table));
        }
    }

    private static void addText(Map<String, Content> files, String name, String text) {
        files.put(name, out -> out.write(text.getBytes(StandardCharsets.UTF_8)));
    }

    /** Each node's in LaTeX, with the package amsmath, below a line of comment with its address. */
    private String formulas(ViewState state) {
        StringBuilder text = new StringBuilder();
        StagePlates.latex(state).forEach((address, formulas) -> {
            if (fits(address)) {
                text.append("% ").append(address).append('\n');
                formulas.lines().forEach(line -> text.append("\\[ ").append(line).append(" \\]\n"));
            }
        });
        return text.toString();
    }

    /**
     * What a file of pictures holds.
     *
     * @param file its name, in the first of the formats that are asked for
     * @param sheet what stands in it
     * @param index which of the files of pictures it is, from 0
     * @param count how many there are in each format
     */
    public record Page(String file, Sheet sheet, int index, int count) {}

    /** What one of the files of pictures holds, counted round from 0; nothing where there is none. */
    public Optional<Page> page(ViewState state, int index) {
        List<PictureFormat> pictures = chosen(PictureFormat.class);
        List<Map.Entry<String, List<Plate>>> sheets = pictures.isEmpty()
                ? List.of()
                : List.copyOf(sheets(plates(state)).entrySet());
        if (sheets.isEmpty()) {
            return Optional.empty();
        }
        int place = Math.floorMod(index, sheets.size());
        List<Plate> plates = sheets.get(place).getValue();
        return Optional.of(new Page(
                sheets.get(place).getKey() + pictures.getFirst().suffix(),
                paper.sheet(
                        plates, caption(state.snapshot()), theme, Png.forScreen(paper.width()).resolution()),
                place, sheets.size()));
    }

    /** What there is to choose from at a moment of a walk. */
    public final class Offer {

        private final Snapshot snapshot;
        private final SequencedMap<String, Set<String>> addresses = new LinkedHashMap<>();

        /** Of what is asked for; may take a while. */
        public Offer(ViewState state) {
            snapshot = state.snapshot();
            if (!chosen(PictureFormat.class).isEmpty()) {
                kinds.forEach(kind -> put(kind.words(), kind.plates(state).map(Plate::address)));
            } else if (hasFormulas()) {
                put(PictureKind.FORMULA.words(), PictureKind.FORMULA.plates(state).map(Plate::address));
            }
            if (!chosen(NumberFormat.class).isEmpty()) {
                put(Messages.get("export.numbers"), values(snapshot).map(Value::name));
            }
            if (formats.contains(TableFormat.TEX) && !hasFormulas()) {
                put(
                        Messages.get("export.table"),
                        snapshot.program().parameters().stream().map(Parameter::gradient)
                                .filter(snapshot::exists)
                                .map(Value::name));
            }
        }

        private void put(String what, Stream<String> there) {
            addresses.put(what, there.collect(Collectors.toCollection(LinkedHashSet::new)));
        }

        /** The addresses of all that is there of what is asked for, whether a pattern fits them or not. */
        public Set<String> addresses() {
            return addresses.sequencedValues().stream().flatMap(Set::stream)
                    .collect(Collectors.toCollection(LinkedHashSet::new));
        }

        /** What is asked for and does not come, since no pattern fits anything of it, or it is not there yet. */
        public List<String> missing() {
            return addresses.sequencedEntrySet().stream()
                    .filter(each -> each.getValue().stream().noneMatch(Order.this::fits))
                    .map(Map.Entry::getKey)
                    .toList();
        }

        /**
         * Lets pass where each pattern fits something.
         *
         * @throws RefusedException if one fits nothing: it is not reached yet, is there in another form only, or is not
         *     spelled so
         */
        private void requireMatches() throws RefusedException {
            Set<String> offered = addresses();
            for (AddressPattern pattern : patterns.patterns()) {
                if (offered.stream().noneMatch(pattern)) {
                    throw refusal(pattern, offered);
                }
            }
        }

        private RefusedException refusal(AddressPattern pattern, Set<String> offered) {
            Predicate<Value> there = snapshot::exists;
            if (valueNames(there.negate()).anyMatch(pattern) || nodes(false).anyMatch(pattern)) {
                return snapshot.stop()
                        .map(stop -> new RefusedException(
                                "error.pattern.stopped", pattern.text(), stop.operation().address()))
                        .orElseGet(() -> new RefusedException(
                                "error.pattern.later", pattern.text(), KeyAction.OVER.keyNames().getFirst(),
                                KeyAction.TO_END.keyNames().getFirst()));
            }
            if (valueNames(there).anyMatch(pattern) || nodes(true).anyMatch(pattern)) {
                return new RefusedException(
                        "error.pattern.kind", pattern.text(), String.join(", ", addresses.sequencedKeySet()));
            }
            return AddressPatterns.refusal(pattern, offered);
        }

        private Stream<String> valueNames(Predicate<Value> which) {
            return snapshot.program().values().stream().filter(which).map(Value::name);
        }

        private Stream<String> nodes(boolean reached) {
            return snapshot.program().root().stream()
                    .filter(node -> node.end() <= snapshot.position().operations() == reached)
                    .map(Node::address);
        }
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
        List<String> caption = caption(snapshot);
        for (PictureFormat format : chosen(PictureFormat.class)) {
            files.put(
                    name + format.suffix(),
                    out -> format.write(paper.sheet(plates, caption, theme, format.resolution()), out));
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
        return new TensorFile(tensors, Map.of(
                "model", snapshot.model().name(), "text", snapshot.text(),
                "iteration", String.valueOf(snapshot.number())));
    }

    private static List<String> caption(Snapshot snapshot) {
        return List.of(snapshot.model().name(), Messages.get("caption.iteration", snapshot.number()));
    }
}
