package org.gradwalk.app.session;

import java.util.OptionalLong;
import org.gradwalk.model.layer.LoraConfig;
import org.gradwalk.model.run.Intervention;
import org.gradwalk.model.run.Stepper.Move;

/** What a person asks of the walk. */
public sealed interface Command {

    /** What somebody would miss if it were lost: more than steps, and than a sentence that is typed again in a moment. */
    sealed interface Work extends Command {}

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

    /**
     * On and on, until something else is asked for, a breakpoint is met, or a number is none.
     *
     * @param iterations at most; empty where there is no end
     */
    record RunOn(OptionalLong iterations) implements Work {}

    /** Nothing else: ends what is under way. */
    record Pause() implements Command {}

    /** To an iteration of a run that has been there, and in it to where the cursor stands. */
    record ToIteration(int run, long iteration) implements Command {}

    /** To the same place in an iteration so many after this one, or before it. One that has not been there is run. */
    record OtherIteration(int by) implements Command {}

    /** Changes a value by hand: a parameter once, any other value from this iteration on. */
    record Change(Intervention byHand) implements Work {}

    /** Takes back a change of a value that is no parameter. */
    record TakeBack(Intervention byHand) implements Work {}

    /** Lets the updates change a parameter no longer, or again. */
    record Freeze(String parameter, boolean frozen) implements Work {}

    /** Keeps the numbers of this moment, to be compared with those of others. */
    record Pin() implements Command {}

    /** Lets go of the moment that was kept. */
    record Unpin() implements Command {}

    /** Trains otherwise from the iteration at hand on, where that is at its end from the next one on. */
    record Train(Training training) implements Work {}

    /** To behind the node of this address, forward or back. */
    record ToNode(String address) implements Command {}

    /** So that this many operations have run. */
    record ToOperation(int operations) implements Command {}

    /** A new walk through this text. */
    record Read(String text) implements Command {}

    /**
     * A walk of another model, with what lies beside the one that is open but its description.
     *
     * @param before the session that is open now, which undo brings back
     */
    record Open(Opening opening, OpenSession before) implements Command {}

    /**
     * Goes on with a walk that was saved.
     *
     * @param session that is open then
     * @param before the one that is open now, which undo brings back
     */
    record Resume(SavedWalk walk, OpenSession session, OpenSession before) implements Command {}

    /** Freezes the weights of the moment and puts new adapters beside them, drawn with this seed. */
    record Adapt(LoraConfig adapters, long seed) implements Work {}

    /** Adds what the adapters have learned to the weights beside which they stand. */
    record Merge() implements Work {}

    /** Back to the model as it was opened, or as it was adapted or merged last, at the start of its first iteration. */
    record Reset() implements Command {}

    /** Takes back the last text, training, change by hand, reset, model or session. */
    record Undo() implements Work {}
}
