package org.gradwalk.model.file;

import java.io.IOException;
import java.io.Serial;

/**
 * Bad content of a file. The message is one sentence for the person at the screen: where it is wrong, what is wrong,
 * and what to do.
 */
public final class FileFormatException extends IOException {
    @Serial
    private static final long serialVersionUID = 1;

    /**
     * A message put together as {@code where: what; remedy.}
     *
     * @param where the file, and the place in it where that helps
     * @param what what is wrong there, with the numbers
     * @param remedy what the person can do about it
     */
    public FileFormatException(String where, String what, String remedy) {
        super(where + ": " + what + "; " + remedy + ".");
    }

    /** The same, keeping the exception that showed the fault. */
    public FileFormatException(String where, String what, String remedy, Throwable cause) {
        super(where + ": " + what + "; " + remedy + ".", cause);
    }
}
