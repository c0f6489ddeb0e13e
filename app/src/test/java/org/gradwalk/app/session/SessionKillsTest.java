package org.gradwalk.app.session;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A program that is killed while it saves leaves the old session or the new one, whole, and no rubbish that grows. */
class SessionKillsTest {

    @TempDir
    private Path folder;

    @Test
    void theOldSessionOrTheNewOneIsThereWhole() throws IOException, InterruptedException, RefusedException {
        int kills = Integer.getInteger("gradwalk.kills", 5);
        SessionKills savers = new SessionKills(folder, 11);
        for (int i = 0; i < kills; i++) {
            savers.kill();
        }
        System.out.printf(
                "%d kills: %d times the first session, %d the second; %d times while a file was written%n",
                kills, savers.wasFirst(), kills - savers.wasFirst(), savers.hadLeft());
        assertThat(savers.hadLeft()).as("killed while writing").isPositive();
    }
}
