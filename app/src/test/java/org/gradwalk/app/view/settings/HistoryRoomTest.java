package org.gradwalk.app.view.settings;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** Earlier iterations take at most half of the memory, and what is usual follows the memory that there is. */
class HistoryRoomTest {

    private final HistoryRoom room = HistoryRoom.of(250_000_000, 2_000_000_000);

    @Test
    void halfOfTheMemoryAtMost() {
        assertThat(room.read("1000")).hasValue(1000);
        assertThat(room.read("1001")).isEmpty();
        assertThat(room.read("0")).isEmpty();
        assertThat(room.read("")).isEmpty();
    }

    @Test
    void whatWasAskedForIsRememberedAndWhatIsUsualIsNot() {
        assertThat(room.toRemember(100)).isEqualTo(100);
        assertThat(room.remembered(100)).isEqualTo(100);
        assertThat(room.toRemember(250)).isZero();
        assertThat(room.remembered(0)).isEqualTo(250);
        assertThat(room.remembered(4000)).as("with more memory than there is today").isEqualTo(1000);
    }
}
