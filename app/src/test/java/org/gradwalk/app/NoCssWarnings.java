package org.gradwalk.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.logging.SimpleFormatter;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/** Fails a test during which JavaFX complained about a style sheet. */
public final class NoCssWarnings extends Handler implements BeforeEachCallback, AfterEachCallback {
    private static final Logger CSS_LOG = Logger.getLogger("javafx.css");

    private final List<String> complaints = new CopyOnWriteArrayList<>();

    @Override
    public void beforeEach(ExtensionContext context) {
        complaints.clear();
        CSS_LOG.addHandler(this);
    }

    @Override
    public void afterEach(ExtensionContext context) {
        CSS_LOG.removeHandler(this);
        assertThat(complaints).as("complaints about style sheets").isEmpty();
    }

    @Override
    public void publish(LogRecord complaint) {
        complaints.add(new SimpleFormatter().formatMessage(complaint));
    }

    @Override
    public void flush() {}

    @Override
    public void close() {}
}
