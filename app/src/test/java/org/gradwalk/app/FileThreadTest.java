package org.gradwalk.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.controlsfx.control.StatusBar;
import org.gradwalk.app.FileThread.Work;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.testfx.api.FxToolkit;
import org.testfx.util.WaitForAsyncUtils;

/** What takes long is told and can be ended, and what comes after it is done all the same. */
class FileThreadTest {

    private static final Path FILE = Path.of("a folder", "large.gradwalk");

    private final BlockingQueue<String> refused = new LinkedBlockingQueue<>();
    private StatusLine status;
    private FileThread thread;

    @BeforeEach
    void open() throws TimeoutException {
        FxToolkit.registerPrimaryStage();
        status = WaitForAsyncUtils.waitForAsyncFx(5000, StatusLine::new);
        thread = new FileThread(status);
    }

    @AfterEach
    void close() {
        thread.close();
    }

    private void start(Work work) {
        WaitForAsyncUtils.waitForAsyncFx(
                5000, () -> thread.start("session.reading", FILE, work, (sentence, _) -> refused.add(sentence)));
    }

    private boolean cancel() {
        return WaitForAsyncUtils.waitForAsyncFx(5000, thread::cancel);
    }

    private String told() {
        return WaitForAsyncUtils.waitForAsyncFx(5000, () -> ((StatusBar) status.region()).getText());
    }

    @Test
    void whatTakesLongIsToldAndEnded() throws Exception {
        assertThat(cancel()).as("there is nothing").isFalse();
        start(progress -> {
            for (int i = 0; i < 10_000; i++) {
                progress.reached(i, 10_000);
                Thread.sleep(10); // interrupted by whoever ends it
            }
        });
        WaitForAsyncUtils.waitFor(30, TimeUnit.SECONDS, () -> told().contains("large.gradwalk"));
        assertThat(told()).contains("10,000").doesNotContain("a folder");

        assertThat(cancel()).isTrue();
        assertThat(refused.poll(30, TimeUnit.SECONDS)).containsIgnoringCase("ended");
        WaitForAsyncUtils.waitFor(30, TimeUnit.SECONDS, () -> !cancel());
    }

    @Test
    void whatComesAfterOneThatWasEndedIsDone() throws Exception {
        List<String> done = new CopyOnWriteArrayList<>();
        start(progress -> {
            while (true) {
                progress.reached(1, 2);
                Thread.sleep(10);
            }
        });
        start(_ -> {
            Thread.sleep(1); // an interruption that is left over would end it
            done.add("the next");
        });
        WaitForAsyncUtils.waitFor(30, TimeUnit.SECONDS, this::cancel);
        WaitForAsyncUtils.waitFor(30, TimeUnit.SECONDS, () -> done.contains("the next"));
        assertThat(refused.poll(30, TimeUnit.SECONDS)).containsIgnoringCase("ended");
    }

    @Test
    void whatIsQuickIsNotToldAndCannotBeEnded() throws Exception {
        start(progress -> {
            progress.reached(1, 2);
            while (!Thread.interrupted()) {
                Thread.onSpinWait();
                if (!refused.isEmpty()) {
                    return;
                }
            }
            refused.add("it was ended");
        });
        assertThat(told()).isEmpty();
        assertThat(cancel()).isFalse();
        refused.add("over");
        assertThat(refused).containsExactly("over");
    }
}
