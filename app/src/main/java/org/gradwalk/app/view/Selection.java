package org.gradwalk.app.view;

import java.util.Optional;
import java.util.OptionalInt;

/**
 * What is selected; every panel follows.
 *
 * @param sequence of the batch, from 0
 * @param head from 0
 * @param position a token, from 0
 * @param parameter its name
 */
public record Selection(int sequence, int head, OptionalInt position, Optional<String> parameter) {

    /** Nothing but the first head of the first sequence. */
    public static final Selection NONE = new Selection(0, 0, OptionalInt.empty(), Optional.empty());

    public Selection withHead(int newHead) {
        return new Selection(sequence, newHead, position, parameter);
    }

    public Selection withPosition(OptionalInt newPosition) {
        return new Selection(sequence, head, newPosition, parameter);
    }

    public Selection withParameter(Optional<String> newParameter) {
        return new Selection(sequence, head, position, newParameter);
    }
}
