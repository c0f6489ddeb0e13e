package org.gradwalk.app.view.outline;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.gradwalk.model.program.Node;

/** Which rows are open: those that a person opened, and those that the walk opened on its way and closes behind it. */
final class Tree {

    private final List<Row> roots;
    private final Map<String, Row> parents = new HashMap<>();
    private final Set<String> open = new HashSet<>();
    private final Set<String> openedByWalk = new HashSet<>();
    private List<Line> lines = List.of();

    Tree(List<Row> roots) {
        this.roots = roots;
        roots.forEach(this::noteParents);
        list();
    }

    private void noteParents(Row row) {
        row.children().forEach(child -> {
            parents.put(child.address(), row);
            noteParents(child);
        });
    }

    /** The row of a node, or the nearest above it: the nodes go from the innermost outwards. */
    Optional<String> rowOf(List<Node> nodes) {
        return nodes.stream().map(Node::row).filter(this::has).findFirst();
    }

    /** As {@link #rowOf}, among the rows that are not folded away. */
    Optional<String> lineOf(List<Node> nodes) {
        return nodes.stream().map(Node::row).filter(address -> indexOf(address) >= 0).findFirst();
    }

    private boolean has(String address) {
        return parents.containsKey(address) || roots.stream().anyMatch(row -> row.address().equals(address));
    }

    /** The rows that are not folded away, from top to bottom. */
    List<Line> lines() {
        return lines;
    }

    /** Where an address stands among the lines; −1 where it is folded away or not there. */
    int indexOf(String address) {
        for (int i = 0; i < lines.size(); i++) {
            if (lines.get(i).row().address().equals(address)) {
                return i;
            }
        }
        return -1;
    }

    Optional<Row> parent(Row row) {
        return Optional.ofNullable(parents.get(row.address()));
    }

    /** A person opens or closes a row; the walk leaves it so. */
    void toggle(Row row) {
        openedByWalk.remove(row.address());
        if (!open.remove(row.address())) {
            open.add(row.address());
        }
        list();
    }

    /** Opens all rows above an address, and closes what was opened so before and is not above it. */
    void reveal(String address) {
        Set<String> above = new HashSet<>();
        for (Row row = parents.get(address); row != null; row = parents.get(row.address())) {
            above.add(row.address());
        }
        openedByWalk.stream().filter(opened -> !above.contains(opened)).forEach(open::remove);
        openedByWalk.retainAll(above);
        above.stream().filter(open::add).forEach(openedByWalk::add);
        list();
    }

    private void list() {
        List<Line> all = new ArrayList<>();
        list(roots, 0, all);
        lines = List.copyOf(all);
    }

    private void list(List<Row> rows, int depth, List<Line> all) {
        for (Row row : rows) {
            Line line = new Line(row, depth, open.contains(row.address()));
            all.add(line);
            if (line.open()) {
                list(row.children(), depth + 1, all);
            }
        }
    }
}
