package org.gradwalk.app.command;

import java.io.Console;
import java.io.PrintWriter;
import java.util.Optional;
import java.util.function.LongSupplier;

/** Tells how work goes: on a terminal in one line that changes in place, elsewhere in a line for what matters. */
final class ChangingLine {
    private static final long NANOS_BETWEEN_CHANGES = 100_000_000;
    private static final String ERASE_TO_END_OF_LINE = "\u001b[K";

    private final PrintWriter out;
    private final boolean terminal;
    private final LongSupplier nanoTime;
    private long changed;
    private boolean open;

    /** @param nanoTime a clock such as {@link System#nanoTime} */
    ChangingLine(PrintWriter out, boolean terminal, LongSupplier nanoTime) {
        this.out = out;
        this.terminal = terminal;
        this.nanoTime = nanoTime;
        changed = nanoTime.getAsLong();
    }

    /** On the terminal, if there is one. */
    static ChangingLine of(PrintWriter out) {
        // some JDKs give no console where there is no terminal
        boolean terminal = Optional.ofNullable(System.console()).map(Console::isTerminal).orElse(false);
        return new ChangingLine(out, terminal, System::nanoTime);
    }

    /** Shows a line; one that does not matter only where it can be replaced, and not too often. */
    void show(String line, boolean matters) {
        if (!terminal) {
            if (matters) {
                out.println(line);
                out.flush();
            }
        } else if (matters || nanoTime.getAsLong() - changed >= NANOS_BETWEEN_CHANGES) {
            changed = nanoTime.getAsLong();
            open = true;
            out.print("\r" + line + ERASE_TO_END_OF_LINE);
            out.flush();
        }
    }

    /** Ends the line that changes in place. */
    void end() {
        if (open) {
            open = false;
            out.println();
            out.flush();
        }
    }
}
