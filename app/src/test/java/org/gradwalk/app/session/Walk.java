package org.gradwalk.app.session;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.gradwalk.model.run.Breakpoints;
import org.gradwalk.model.run.Preset;

/** A walk, and whoever hears its answers, for tests. */
public final class Walk implements AutoCloseable {

    private final BlockingQueue<Object> heard = new LinkedBlockingQueue<>();
    private final BlockingQueue<Note> notes = new LinkedBlockingQueue<>();
    private final BlockingQueue<Snapshot> followed = new LinkedBlockingQueue<>();
    private final AtomicLong replays = new AtomicLong();
    private final Session session;

    /** Of the classroom's network, untrained. */
    public Walk(String text) {
        this(classroom(), text);
    }

    public Walk(Model model, String text) {
        try {
            session = new Session(model, text, new Session.Listener() {
                @Override
                public void show(Snapshot snapshot) {
                    heard.add(snapshot);
                }

                @Override
                public void refuse(RefusedException refused) {
                    heard.add(refused);
                }

                @Override
                public void follow(Snapshot snapshot) {
                    followed.add(snapshot);
                }

                @Override
                public void replaying(long done, long of) {
                    replays.set(of);
                }

                @Override
                public void note(Note note) {
                    notes.add(note);
                }
            });
        } catch (RefusedException e) {
            throw new AssertionError(e);
        }
    }

    private static Model classroom() {
        try {
            return new Opening.FromPreset(Preset.CLASSROOM, 1).read();
        } catch (RefusedException e) {
            throw new AssertionError(e);
        }
    }

    /** The walk before the first step. */
    public Snapshot start() {
        session.publish();
        return snapshot(answer());
    }

    /** The walk after a command. */
    public Snapshot after(Command command) {
        session.execute(command);
        return snapshot(answer());
    }

    /** The walk when a run over so many iterations has come to its end. */
    Snapshot afterRun(long iterations) {
        after(new Command.RunOn(OptionalLong.of(iterations)));
        return end();
    }

    /** Begins a run that has no end of its own. */
    void runOn() {
        after(new Command.RunOn(OptionalLong.empty()));
    }

    /** The walk where a run has come to its end; what was shown on the way is passed over. */
    Snapshot end() {
        Snapshot snapshot = next(followed);
        while (snapshot.isRunning()) {
            snapshot = next(followed);
        }
        return snapshot;
    }

    /** What is shown while a run goes on. */
    Snapshot frame() {
        return next(followed);
    }

    /** How many iterations were done again when that was last needed. */
    long replays() {
        return replays.get();
    }

    /** Where it stops. */
    public Breakpoints breakpoints() {
        return session.breakpoints();
    }

    Session session() {
        return session;
    }

    /** Why a command was not done. */
    RefusedException refusalOf(Command command) {
        session.execute(command);
        if (answer() instanceof RefusedException refused) {
            return refused;
        }
        throw new AssertionError(command + " was done");
    }

    private static Snapshot snapshot(Object answer) {
        if (answer instanceof Snapshot snapshot) {
            return snapshot;
        }
        throw new AssertionError("the walk has refused: " + answer);
    }

    private Object answer() {
        return next(heard);
    }

    /** What there is to know of the last answer. */
    Note note() {
        return next(notes);
    }

    /** All notes that nobody has asked for. */
    List<Note> notes() {
        return new ArrayList<>(notes);
    }

    private static <A> A next(BlockingQueue<A> queue) {
        try {
            A next = queue.poll(60, TimeUnit.SECONDS);
            if (next == null) {
                throw new AssertionError("the walk has not answered");
            }
            return next;
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    @Override
    public void close() {
        session.close();
    }
}
