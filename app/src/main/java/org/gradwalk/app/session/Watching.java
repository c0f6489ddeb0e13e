package org.gradwalk.app.session;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.gradwalk.model.program.Node;
import org.gradwalk.model.program.Program;
import org.gradwalk.model.run.Stepper;
import org.jspecify.annotations.Nullable;

/** Measures what is watched, and keeps what was measured. It belongs to the session's thread. */
final class Watching {

    private final Watches watches;
    /** Watches as they were read for the program and node that were at hand last. */
    private final Map<Watch, Optional<WatchMeasure>> everywhere = new HashMap<>();
    private final Map<Watch, WatchMeasure> here = new HashMap<>();
    private @Nullable Program program;
    private Optional<Node> node = Optional.empty();
    private WatchLog log = new WatchLog();

    Watching(Watches watches) {
        this.watches = watches;
    }

    /** Measures all at the moment at hand, and notes it. */
    void measure(ModelWalk walk) {
        for (Watch watch : watches.all()) {
            measure(walk, watch);
        }
    }

    /** Measures all at the moment at hand, and tells whoever looks at them. */
    void publish(ModelWalk walk) {
        List<Watch> all = watches.all();
        if (all.isEmpty() && watches.readings().isEmpty()) {
            return;
        }
        log.retain(all);
        everywhere.keySet().retainAll(all);
        here.keySet().retainAll(all);
        List<WatchReading> readings = new ArrayList<>();
        for (Watch watch : all) {
            WatchReading.State state = measure(walk, watch);
            readings.add(new WatchReading(watch, state, log.points(walk.current(), watch)));
        }
        watches.publish(readings);
    }

    private WatchReading.State measure(ModelWalk walk, Watch watch) {
        Stepper stepper = walk.stepper();
        int operations = stepper.position().operations();
        WatchReading.State state = read(stepper, watch)
                .map(measure -> measure.measure(stepper.iteration(), operations))
                .orElseGet(WatchReading.State.NotYet::new);
        if (state instanceof WatchReading.State.Known known) {
            log.add(
                    walk.current(), watch,
                    new WatchPoint(stepper.iteration().number(), operations, known.numbers()));
        }
        return state;
    }

    /** A watch as it reads where the cursor stands; nothing where that is at no node, and it needs one. */
    private Optional<WatchMeasure> read(Stepper stepper, Watch watch) {
        Program at = stepper.iteration().program();
        if (at != program) {
            program = at;
            everywhere.clear();
            here.clear();
        }
        if (!stepper.node().equals(node)) {
            node = stepper.node();
            here.clear();
        }
        return everywhere.computeIfAbsent(watch, each -> WatchMeasure.everywhere(at, each))
                .or(() -> node.map(
                        ran -> here.computeIfAbsent(watch, each -> WatchMeasure.at(at, ran, each))));
    }

    /** What was measured so far, to come back with {@link #restore}. */
    WatchLog kept() {
        return log.copy();
    }

    /** Brings back what had been measured. */
    void restore(WatchLog kept) {
        log = kept;
    }

    /** Something else was set from the iteration at hand on: in the run that was walked, or in one that has left it. */
    void changed(int runBefore, ModelWalk walk) {
        long iteration = walk.stepper().iteration().number();
        if (walk.current() == runBefore) {
            log.changed(runBefore, iteration);
        } else {
            log.branched(runBefore, walk.current(), iteration);
        }
    }

    /** Another walk begins. */
    void clear() {
        log.clear();
    }
}
