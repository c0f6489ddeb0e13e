package org.gradwalk.model.formula;

import java.util.Optional;
import org.gradwalk.model.tensor.Matrix;

/** What the symbols of a formula stand for. */
public interface Scope {

    /** The numbers of a symbol, vectors as columns; none for a name that is not known here. */
    Optional<Matrix> numbers(Symbol symbol);

    /** How many heads there are. */
    int heads();

    /** Which of them the formula speaks of, from 0. */
    int head();

    /** The same, of another head. */
    Scope withHead(int head);

    /** How many positions a sequence has. */
    int positions();
}
