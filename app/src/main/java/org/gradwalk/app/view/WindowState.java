package org.gradwalk.app.view;

import static java.util.Objects.requireNonNull;
import static java.util.Objects.requireNonNullElse;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonProperty;
import javafx.geometry.Rectangle2D;
import org.jspecify.annotations.Nullable;

/**
 * What the window remembers of itself between two starts.
 *
 * @param x left end on the screen
 * @param y upper end on the screen
 * @param width in pixels
 * @param height in pixels
 * @param theme its colours
 * @param arrangement what stands where in it
 */
public record WindowState(
        double x, double y, double width, double height, Theme theme, Arrangement arrangement) {
    private static final double FIRST_WIDTH = 1440;
    private static final double FIRST_HEIGHT = 900;

    /** Rejects what no window can be: it may have been read from a file. */
    public WindowState {
        requireNonNull(theme, "theme");
        requireNonNull(arrangement, "arrangement");
        if (!Double.isFinite(x + y) || !(width > 0) || !(height > 0)) {
            throw new IllegalArgumentException("no place for a window");
        }
    }

    /** A state from a file; the first versions of the program wrote none of the arrangement. */
    @JsonCreator
    static WindowState read(
            @JsonProperty("x") double x,
            @JsonProperty("y") double y,
            @JsonProperty("width") double width,
            @JsonProperty("height") double height,
            @JsonProperty("theme") Theme theme,
            @JsonProperty("arrangement") @Nullable Arrangement arrangement) {
        return new WindowState(x, y, width, height, theme, requireNonNullElse(arrangement, Arrangement.FIRST));
    }

    /** The state of the very first start: in the middle of the screen. */
    public static WindowState first(Rectangle2D screen) {
        return new WindowState(screen.getMinX() + (screen.getWidth() - FIRST_WIDTH) / 2,
                screen.getMinY() + (screen.getHeight() - FIRST_HEIGHT) / 2, FIRST_WIDTH, FIRST_HEIGHT, Theme.DARK,
                Arrangement.FIRST);
    }

    /** The same place in another size. */
    public WindowState withSize(WindowSize size) {
        return new WindowState(x, y, size.width(), size.height(), theme, arrangement);
    }

    /** The same place in another theme. */
    public WindowState withTheme(Theme other) {
        return new WindowState(x, y, width, height, other, arrangement);
    }

    /** The same place, no larger than the screen. */
    public WindowState shrunkTo(Rectangle2D screen) {
        return new WindowState(x, y, Math.min(width, screen.getWidth()), Math.min(height, screen.getHeight()), theme,
                arrangement);
    }

    /** Moved until all of it is on the screen, or, where it is too large, its upper left corner. */
    public WindowState movedOnto(Rectangle2D screen) {
        return new WindowState(Math.max(screen.getMinX(), Math.min(x, screen.getMaxX() - width)),
                Math.max(screen.getMinY(), Math.min(y, screen.getMaxY() - height)), width, height, theme,
                arrangement);
    }
}
