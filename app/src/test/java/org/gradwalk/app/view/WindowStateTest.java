package org.gradwalk.app.view;

import static org.assertj.core.api.Assertions.assertThat;

import javafx.geometry.Rectangle2D;
import org.junit.jupiter.api.Test;

/** Where the window goes. */
class WindowStateTest {
    private static final Rectangle2D SECOND_SCREEN = new Rectangle2D(1920, 0, 1280, 720);

    @Test
    void firstStartIsInTheMiddleOfTheScreen() {
        assertThat(WindowState.first(new Rectangle2D(0, 0, 1920, 1080)))
                .isEqualTo(new WindowState(240, 90, 1440, 900, Theme.DARK, Arrangement.FIRST));
    }

    @Test
    void aWindowOnTheScreenStaysAsItIs() {
        var inside = new WindowState(2000, 10, 1000, 600, Theme.LIGHT, Arrangement.FIRST);
        assertThat(inside.shrunkTo(SECOND_SCREEN)).isEqualTo(inside);
        assertThat(inside.movedOnto(SECOND_SCREEN)).isEqualTo(inside);
    }

    @Test
    void aWindowBeyondTheScreenIsMovedOntoIt() {
        assertThat(new WindowState(3000, -50, 1000, 600, Theme.LIGHT, Arrangement.FIRST).movedOnto(SECOND_SCREEN))
                .isEqualTo(new WindowState(2200, 0, 1000, 600, Theme.LIGHT, Arrangement.FIRST));
    }

    @Test
    void aWindowLargerThanTheScreenShowsItsUpperLeftCorner() {
        assertThat(new WindowState(1900, 100, 1440, 900, Theme.LIGHT, Arrangement.FIRST).movedOnto(SECOND_SCREEN))
                .isEqualTo(new WindowState(1920, 0, 1440, 900, Theme.LIGHT, Arrangement.FIRST));
    }

    @Test
    void aWindowLargerThanTheScreenShrinksToIt() {
        assertThat(new WindowState(1920, 0, 1440, 900, Theme.LIGHT, Arrangement.FIRST).shrunkTo(SECOND_SCREEN))
                .isEqualTo(new WindowState(1920, 0, 1280, 720, Theme.LIGHT, Arrangement.FIRST));
    }
}
