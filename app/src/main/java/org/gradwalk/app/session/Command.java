package org.gradwalk.app.session;

import org.gradwalk.model.layer.LoraConfig;
import org.gradwalk.model.run.Stepper.Move;

/** What a person asks of the walk. */
public sealed interface Command {

    /** One move forward. */
    record Forward(Move move) implements Command {}

    /** One move back. */
    record Back(Move move) implements Command {}

    /** To behind the first part of the node at the cursor. */
    record Inside() implements Command {}

    /** To the start of the iteration. */
    record ToStart() implements Command {}

    /** To behind the loss. */
    record ToLoss() implements Command {}

    /** To the end of the iteration. */
    record ToEnd() implements Command {}

    /** To the end of the iteration; from there, through the whole next one. */
    record RunIteration() implements Command {}

    /** To behind the node of this address, forward or back. */
    record ToNode(String address) implements Command {}

    /** So that this many operations have run. */
    record ToOperation(int operations) implements Command {}

    /** To the start of an iteration of a run. */
    record ToIteration(int run, long iteration) implements Command {}

    /** A new walk through this text. */
    record Read(String text) implements Command {}

    /** A walk of another model. */
    record Open(Opening opening) implements Command {}

    /** Freezes the weights of the moment and puts new adapters beside them, drawn with this seed. */
    record Adapt(LoraConfig adapters, long seed) implements Command {}

    /** Adds what the adapters have learned to the weights beside which they stand. */
    record Merge() implements Command {}

    /** Back to the model as it was opened, or as it was adapted or merged last, at the start of its first iteration. */
    record Reset() implements Command {}

    /** Takes back the last text, reset or change of the model. */
    record Undo() implements Command {}
}
