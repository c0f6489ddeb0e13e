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
import org.gradwalk.app.export.CsvNumbers;
import org.gradwalk.app.export.ExportJob;
import org.gradwalk.app.export.ExportJob.Content;
import org.gradwalk.app.export.FileFormat;
import org.gradwalk.app.export.NumberFormat;
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
import org.gradwalk.model.program.Operation;
import org.gradwalk.model.program.Parameter;
import org.gradwalk.model.program.Value;

/** What of an order there is at a moment of a walk: what can be chosen, what is missing, and the files. */
public final class Offer {

    private static final String FORMULAS = "formulas";
    private static final String GRADIENTS = "gradients";

    private final Order order;
    private final ViewState state;
    private final Snapshot snapshot;
    /** All pictures of the kinds that are asked for. */
    private final List<Plate> plates = new ArrayList<>();
    /** What there is, by the words for what is asked for. */
    private final SequencedMap<String, Set<String>> addresses = new LinkedHashMap<>();

    Offer(Order order, ViewState state) {
        this.order = order;
        this.state = state;
        snapshot = state.snapshot();
        if (!order.formats(PictureFormat.class).isEmpty()) {
            for (PictureKind kind : order.kinds()) {
                List<Plate> ofKind = kind.plates(state).toList();
                plates.addAll(ofKind);
                put(kind.words(), ofKind.stream().map(Plate::address));
            }
        } else if (order.hasFormulas()) {
            put(PictureKind.FORMULA.words(), PictureKind.FORMULA.plates(state).map(Plate::address));
        }
        if (!order.formats(NumberFormat.class).isEmpty()) {
            put(Messages.get("export.numbers"), valueNames(snapshot::exists));
        }
        if (order.formats().contains(TableFormat.TEX) && !order.hasFormulas()) {
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
                .filter(each -> each.getValue().stream().noneMatch(order::fits))
                .map(Map.Entry::getKey)
                .toList();
    }

    /**
     * What to ask for once other kinds have been chosen: the patterns, without the addresses of which there is nothing
     * now; and for a kind that nothing is left of, the place of the walk. Nothing stands for all.
     */
    public List<String> fitting() {
        Set<String> offered = addresses();
        List<AddressPattern> kept = order.patterns().patterns().stream()
                .filter(pattern -> pattern.hasStars() || offered.stream().anyMatch(pattern))
                .toList();
        if (order.patterns().patterns().isEmpty()) {
            return List.of();
        }
        return Stream.concat(
                kept.stream().map(AddressPattern::text),
                addresses.sequencedValues().stream()
                        .filter(there -> kept.stream().noneMatch(pattern -> there.stream().anyMatch(pattern)))
                        .flatMap(there -> here(there).stream()))
                .distinct()
                .toList();
    }

    /** Of these, what the cursor stands on, else what is nearest to it; none where none of them is near. */
    private Optional<String> here(Set<String> offered) {
        if (offered.size() == 1) {
            return offered.stream().findFirst();
        }
        Stream<String> near = snapshot.node().stream().flatMap(this::near);
        Stream<String> inBlock = snapshot.block().stream()
                .flatMap(block -> offered.stream().filter(address -> address.startsWith(block + ".")));
        return Stream.concat(near.filter(offered::contains), inBlock).findFirst();
    }

    /** The addresses of a node, of what it writes and reads, and of what it is part of. */
    private Stream<String> near(Node node) {
        List<Operation> operations = snapshot.program().operations().subList(node.first(), node.end());
        Stream<Value> written = operations.reversed().stream().map(operation -> operation.result().value());
        Stream<Value> read = operations.getLast().inputs().stream().map(Operation.Binding::value);
        Stream<String> above = snapshot.program().path(node).reversed().stream()
                .map(part -> part.address().replaceFirst("^backward/", ""));
        return Stream.of(Stream.of(node.address()), Stream.concat(written, read).map(Value::name), above)
                .flatMap(each -> each);
    }

    /**
     * Lets pass where each pattern fits something.
     *
     * @throws RefusedException if one fits nothing: it is not reached yet, is there in another form only, or is not
     *     spelled so
     */
    private void requireMatches() throws RefusedException {
        Set<String> offered = addresses();
        for (AddressPattern pattern : order.patterns().patterns()) {
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

    /**
     * The files to be written.
     *
     * @throws RefusedException if a pattern fits nothing of what is asked for
     */
    public ExportJob job(Path folder) throws RefusedException {
        requireMatches();
        SequencedMap<String, Content> files = new LinkedHashMap<>();
        sheets().forEach((name, together) -> addSheet(files, name, together));
        for (NumberFormat format : order.formats(NumberFormat.class)) {
            files.putAll(format.files("iteration-" + snapshot.number(), tensors()));
        }
        for (FileFormat format : order.formats()) {
            switch (format) {
                case TableFormat table when table == TableFormat.TEX && order.hasFormulas() ->
                    addText(files, order.together().map(Plate::fileName).orElse(FORMULAS) + ".tex", formulas());
                case TableFormat table -> addGradients(files, table);
                case CsvNumbers _ -> addGradients(files, TableFormat.CSV);
                case PictureFormat _,NumberFormat _ -> {}
            }
        }
        return new ExportJob(files, folder);
    }

    private void addGradients(Map<String, Content> files, TableFormat format) {
        Table table = GradientTable.of(snapshot, order::fits);
        if (!table.rows().isEmpty()) {
            addText(files, GRADIENTS + "." + format.word(), format.text(table));
        }
    }

    private static void addText(Map<String, Content> files, String name, String text) {
        files.put(name, out -> out.write(text.getBytes(StandardCharsets.UTF_8)));
    }

    /** Each node's in LaTeX, with the package amsmath, below a line of comment with its address. */
    private String formulas() {
        StringBuilder text = new StringBuilder();
        StagePlates.latex(state).forEach((address, formulas) -> {
            if (order.fits(address)) {
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
    public Optional<Page> page(int index) {
        List<Map.Entry<String, List<Plate>>> sheets = List.copyOf(sheets().entrySet());
        if (sheets.isEmpty()) {
            return Optional.empty();
        }
        int place = Math.floorMod(index, sheets.size());
        Map.Entry<String, List<Plate>> sheet = sheets.get(place);
        return Optional.of(new Page(
                sheet.getKey() + order.formats(PictureFormat.class).getFirst().suffix(),
                sheet(sheet.getValue(), Png.forScreen(order.paper().width()).resolution()), place, sheets.size()));
    }

    /** What stands on one sheet, by its name. */
    private SequencedMap<String, List<Plate>> sheets() {
        SequencedMap<String, List<Plate>> sheets = new LinkedHashMap<>();
        plates.stream().filter(plate -> order.fits(plate.address())).forEach(plate -> sheets.computeIfAbsent(
                order.together().map(Plate::fileName).orElseGet(plate::fileName), _ -> new ArrayList<>()).add(plate));
        return sheets;
    }

    private void addSheet(Map<String, Content> files, String name, List<Plate> together) {
        for (PictureFormat format : order.formats(PictureFormat.class)) {
            files.put(name + format.suffix(), out -> format.write(sheet(together, format.resolution()), out));
        }
    }

    private Sheet sheet(List<Plate> together, double resolution) {
        List<String> common = List.of(snapshot.model().name(), Messages.get("caption.iteration", snapshot.number()));
        return order.paper().sheet(together, common, order.theme(), resolution);
    }

    private TensorFile tensors() {
        SequencedMap<String, Tensor> tensors = new LinkedHashMap<>();
        snapshot.program().values().stream()
                .filter(value -> order.fits(value.name()))
                .forEach(value -> snapshot.numbers(value).ifPresent(
                        numbers -> tensors.put(value.name(), new Tensor(value.shape(), value.entries(numbers)))));
        return new TensorFile(tensors, Map.of(
                "model", snapshot.model().name(), "text", snapshot.text(),
                "iteration", String.valueOf(snapshot.number())));
    }
}
