package org.gradwalk.app.view.settings;

import java.io.Serial;
import org.gradwalk.app.view.Messages;

/** Something was typed that cannot be; the message is a sentence that says what to mend. */
final class WrongEntryException extends Exception {

    @Serial
    private static final long serialVersionUID = 1;

    WrongEntryException(String key, Object... arguments) {
        super(Messages.get(key, arguments));
    }
}
