package org.gradwalk.app.command;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;

/** What a command line came to. */
public record CommandOutcome(int exitCode, String out, String err) {

    /** Runs a command line that opens no window. */
    public static CommandOutcome of(String... arguments) {
        return of(request -> {
            throw new AssertionError("A window was opened: " + request);
        }, arguments);
    }

    /** Runs a command line. */
    static CommandOutcome of(GradwalkCommand.Opener opener, String... arguments) {
        var out = new ByteArrayOutputStream();
        var err = new ByteArrayOutputStream();
        PrintStream realOut = System.out;
        PrintStream realErr = System.err;
        System.setOut(new PrintStream(out, true, StandardCharsets.UTF_8));
        System.setErr(new PrintStream(err, true, StandardCharsets.UTF_8));
        try {
            int exitCode = GradwalkCommand.run(opener, () -> {}, arguments);
            return new CommandOutcome(exitCode, out.toString(StandardCharsets.UTF_8),
                    err.toString(StandardCharsets.UTF_8));
        } finally {
            System.setOut(realOut);
            System.setErr(realErr);
        }
    }
}
