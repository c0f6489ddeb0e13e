package org.gradwalk.app.view.outline;

/**
 * A row of the outline that is not folded away.
 *
 * @param row what it shows
 * @param depth how many rows are above it in the tree
 * @param open whether its children are shown
 */
record Line(Row row, int depth, boolean open) {

    boolean hasChildren() {
        return !row.children().isEmpty();
    }
}
