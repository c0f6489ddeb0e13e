package org.gradwalk.app.session;

import java.util.ArrayDeque;
import java.util.Collections;
import java.util.Deque;
import java.util.IdentityHashMap;
import java.util.Optional;
import java.util.Set;
import org.gradwalk.model.run.KeptStates;

/** What was there before the last changes, the latest first. */
final class Undo {

    private static final int MOST = 20;

    /** What is brought back, and what is said then. */
    record Kept(ModelWalk.Memento walk, WatchLog watched, Note undone, Optional<OpenSession> session) {}

    private final Deque<Kept> changes = new ArrayDeque<>();

    void push(Kept before) {
        changes.push(before);
    }

    /**
     * Takes out what was there before the last change.
     *
     * @throws RefusedException if there is none
     */
    Kept pop() throws RefusedException {
        if (changes.isEmpty()) {
            throw new RefusedException("error.undo");
        }
        return changes.pop();
    }

    void clear() {
        changes.clear();
    }

    /** Forgets what is too much, the earliest changes first; the last one can always be undone. */
    void limit(ModelWalk now, long mostBytes) {
        while (changes.size() > 1 && (changes.size() > MOST || bytes(now) > mostBytes)) {
            changes.removeLast();
        }
    }

    /** What it keeps beside what the walk of the moment keeps anyway. */
    private long bytes(ModelWalk now) {
        Set<KeptStates.State> states = Collections.newSetFromMap(new IdentityHashMap<>());
        changes.forEach(kept -> kept.walk.states().forEach(states::add));
        now.states().forEach(states::remove);
        return changes.stream().mapToLong(kept -> kept.walk.weightBytes()).sum()
                + states.stream().mapToLong(KeptStates.State::bytes).sum();
    }
}
