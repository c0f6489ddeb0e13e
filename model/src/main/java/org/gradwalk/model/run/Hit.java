package org.gradwalk.model.run;

import java.util.Optional;
import org.gradwalk.model.program.Node;
import org.gradwalk.model.run.FormulaScope.Part;

/**
 * A breakpoint that stops a walk.
 *
 * @param breakpoint that is met
 * @param node that has just run
 * @param hits how often it has been met so far, this time included
 * @param where the first head or sequence for which its condition holds; none where it speaks of the whole batch
 */
public record Hit(Breakpoint breakpoint, Node node, long hits, Optional<Part> where) {}
