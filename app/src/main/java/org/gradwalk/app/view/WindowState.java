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

    /** Moved, and made smaller where it must be, until all of it is on the screen. */
    public WindowState within(Rectangle2D screen) {
        double fittingWidth = Math.min(width, screen.getWidth());
        double fittingHeight = Math.min(height, screen.getHeight());
        return new WindowState(Math.clamp(x, screen.getMinX(), screen.getMaxX() - fittingWidth),
                Math.clamp(y, screen.getMinY(), screen.getMaxY() - fittingHeight), fittingWidth, fittingHeight, theme);
    }
}
