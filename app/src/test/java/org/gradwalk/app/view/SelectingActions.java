package org.gradwalk.app.view;

import java.nio.file.Path;
import java.util.List;
import java.util.function.UnaryOperator;
import org.gradwalk.app.export.PlateName;
import org.gradwalk.app.session.Command;
import org.gradwalk.app.session.Opening;
import org.gradwalk.app.session.SampleSession;
import org.gradwalk.app.session.Watch;
import org.gradwalk.model.run.Breakpoint;

/** Keeps what panels and pictures select, as the window does. Of a walk there is none to command. */
public class SelectingActions implements Actions {

    private final Pointing pointing = new Pointing();
    private Selection selection = Selection.NONE;

    Selection selection() {
        return selection;
    }

    @Override
    public void execute(Command command) {
        throw new AssertionError("nobody asked for " + command);
    }

    @Override
    public void open(Opening model) {
        throw new AssertionError("nobody asked for " + model);
    }

    @Override
    public void open(SampleSession sample) {
        throw new AssertionError("nobody asked for " + sample);
    }

    @Override
    public void act(KeyAction action) {
        throw new AssertionError("nobody asked for " + action);
    }

    @Override
    public void select(UnaryOperator<Selection> change) {
        selection = change.apply(selection);
    }

    @Override
    public void changeBreakpoints(UnaryOperator<List<Breakpoint>> change) {
        throw new AssertionError("nobody asked for breakpoints");
    }

    @Override
    public void editBreakpoint(String address) {
        throw new AssertionError("nobody asked for " + address);
    }

    @Override
    public void changeWatches(UnaryOperator<List<Watch>> change) {
        throw new AssertionError("nobody asked for watches");
    }

    @Override
    public void changed() {}

    @Override
    public void open(Path file) {}

    @Override
    public void lookForRecent() {}

    @Override
    public void changeByHand(Spot spot) {
        throw new AssertionError("nobody asked for " + spot);
    }

    @Override
    public void save(PlateName plate) {
        throw new AssertionError("nobody asked for " + plate);
    }

    @Override
    public void tell(String sentence) {
        throw new AssertionError("nobody asked for " + sentence);
    }

    @Override
    public Pointing pointing() {
        return pointing;
    }
}
