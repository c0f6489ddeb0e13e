package org.gradwalk.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import javafx.geometry.Rectangle2D;
import org.gradwalk.app.view.Fonts;
import org.gradwalk.app.view.WindowState;
import org.junit.jupiter.api.Test;
import org.testfx.api.FxToolkit;
import org.testfx.util.WaitForAsyncUtils;

class RehearsalTest {

    @Test
    void leavesNoThreadAndNoWindow() throws Exception {
        FxToolkit.registerPrimaryStage();
        Fonts.load();
        Set<Thread> before = Thread.getAllStackTraces().keySet();

        Set<String> walking = WaitForAsyncUtils.waitForAsyncFx(20_000, () -> {
            Rehearsal.begin(WindowState.first(new Rectangle2D(0, 0, 1440, 900)));
            return sessions(before);
        });

        assertThat(walking).isNotEmpty();
        WaitForAsyncUtils.waitFor(10, TimeUnit.SECONDS, () -> sessions(before).isEmpty());
    }

    private static Set<String> sessions(Set<Thread> before) {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> !before.contains(thread))
                .map(Thread::getName)
                .filter(name -> name.startsWith("gradwalk-session"))
                .collect(Collectors.toSet());
    }
}
