package org.gradwalk.app.session;

import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.gradwalk.model.run.Preset;

/** A walk of the classroom's network, for tests of what shows it. */
public final class Walk implements AutoCloseable {

    private final BlockingQueue<Object> heard = new LinkedBlockingQueue<>();
    private final Session session;

    public Walk(String text) {
        try {
            session = new Session(new Opening.FromPreset(Preset.CLASSROOM, 1).read(), text, new Session.Listener() {
                @Override
                public void show(Snapshot snapshot) {
                    heard.add(snapshot);
                }

                @Override
                public void refuse(RefusedException refused) {
                    heard.add(refused);
                }
            });
        } catch (RefusedException e) {
            throw new AssertionError(e);
        }
    }

    /** The walk before the first step. */
    public Snapshot start() {
        session.publish();
        return heard();
    }

    /** The walk after a command. */
    public Snapshot after(Command command) {
        session.execute(command);
        return heard();
    }

    private Snapshot heard() {
        try {
            if (heard.poll(60, TimeUnit.SECONDS) instanceof Snapshot snapshot) {
                return snapshot;
            }
            throw new AssertionError("the walk has refused, or not answered");
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    @Override
    public void close() {
        session.close();
    }
}
