package org.gradwalk.app.view;

import java.util.function.UnaryOperator;
import org.gradwalk.app.export.PlateName;
import org.gradwalk.app.session.Command;

/** What a panel can ask of the window. */
public interface Actions {

    /** Does a command of the walk. */
    void execute(Command command);

    /** Changes what is selected. */
    void select(UnaryOperator<Selection> change);

    /** Does what a key does. */
    void act(KeyAction action);

    /** Opens the sheet on which a picture is saved. */
    void save(PlateName plate);

    /** Says for a while what has been done. */
    void tell(String sentence);

    /** What lies under the pointer. */
    Pointing pointing();
}
