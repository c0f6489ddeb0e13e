package org.gradwalk.app.view;

import static java.util.Objects.requireNonNull;

import javafx.geometry.Rectangle2D;

/** What the window remembers of itself between two starts. */
public record WindowState(double x, double y, double width, double height, Theme theme) {
    private static final double FIRST_WIDTH = 1440;
    private static final double FIRST_HEIGHT = 900;

    /** Rejects what no window can be: it may have been read from a file. */
    public WindowState {
        requireNonNull(theme, "theme");
        if (!Double.isFinite(x + y) || !(width > 0) || !(height > 0)) {
            throw new IllegalArgumentException("no place for a window");
        }
    }

    /** The state of the very first start: in the middle of the screen. */
    public static WindowState first(Rectangle2D screen) {
        return new WindowState(screen.getMinX() + (screen.getWidth() - FIRST_WIDTH) / 2,
                screen.getMinY() + (screen.getHeight() - FIRST_HEIGHT) / 2, FIRST_WIDTH, FIRST_HEIGHT, Theme.DARK);
    }

    /** The same place in another size. */
    public WindowState withSize(WindowSize size) {
        return new WindowState(x, y, size.width(), size.height(), theme);
    }

    /** The same place in another theme. */
    public WindowState withTheme(Theme other) {
        return new WindowState(x, y, width, height, other);
    }

    /** The same place, no larger than the screen. */
    public WindowState shrunkTo(Rectangle2D screen) {
        return new WindowState(x, y, Math.min(width, screen.getWidth()), Math.min(height, screen.getHeight()), theme);
    }

    /** Moved until all of it is on the screen, or, where it is too large, its upper left corner. */
    public WindowState movedOnto(Rectangle2D screen) {
        return new WindowState(Math.max(screen.getMinX(), Math.min(x, screen.getMaxX() - width)),
                Math.max(screen.getMinY(), Math.min(y, screen.getMaxY() - height)), width, height, theme);
    }
}
