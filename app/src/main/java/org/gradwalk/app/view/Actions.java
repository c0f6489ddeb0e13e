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

/** What a panel can ask of the window. */
public interface Actions {

    /** Does a command of the walk. */
    void execute(Command command);

    /** Opens a session that comes with the program. */
    void open(SampleSession sample);

    /** Opens a model. */
    void open(Opening model);

    /** Changes what is selected. */
    void select(UnaryOperator<Selection> change);

    /** Does what a key does. */
    void act(KeyAction action);

    /** Changes where the walk stops. */
    void changeBreakpoints(UnaryOperator<List<Breakpoint>> change);

    /** Opens the breakpoint of a node to be edited; where there is none, a new one that stops always. */
    void editBreakpoint(String address);

    /** Changes what is watched. */
    void changeWatches(UnaryOperator<List<Watch>> change);

    /** Takes note that something was changed that is saved with the walk. */
    void changed();

    /** Opens a model or a session. */
    void open(Path file);

    /** Looks which of the files that were open last are there. */
    void lookForRecent();

    /** Opens the place where a value is changed by hand; where that cannot be, says why. */
    void changeByHand(Spot spot);

    /** Opens the sheet on which a picture is saved. */
    void save(PlateName plate);

    /** Says for a while what has been done. */
    void tell(String sentence);

    /** What lies under the pointer. */
    Pointing pointing();
}
