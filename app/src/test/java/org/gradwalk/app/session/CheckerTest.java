package org.gradwalk.app.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.gradwalk.model.program.Value;
import org.gradwalk.model.run.Intervention;
import org.gradwalk.model.run.Stepper.Move;
import org.gradwalk.model.run.ThreeWay;
import org.gradwalk.model.run.Where;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Checks are answered once for each value, from the numbers of their own iteration, or not at all. */
class CheckerTest {

    private final Walk walk = new Walk("To be");
    private final Checker checker = new Checker();
    private final BlockingQueue<Object> heard = new LinkedBlockingQueue<>();

    private final Checker.Listener listener = new Checker.Listener() {
        @Override
        public void checked(ThreeWay known) {
            heard.add(known);
        }

        @Override
        public void broken() {
            heard.add("broken");
        }

        @Override
        public void failed(RefusedException reason) {
            heard.add(reason);
        }
    };

    @AfterEach
    void close() {
        walk.close();
        checker.close();
    }

    private static Value value(Snapshot snapshot, String name) {
        return snapshot.program().requireValue(name);
    }

    private Object answer() throws InterruptedException {
        Object answer = heard.poll(60, TimeUnit.SECONDS);
        assertThat(answer).as("the answer").isNotNull();
        return answer;
    }

    private ThreeWay check() throws InterruptedException {
        Object answer = answer();
        assertThat(answer).isInstanceOf(ThreeWay.class);
        return (ThreeWay) answer;
    }

    @Test
    void everyValueIsAnswered() throws InterruptedException {
        Snapshot snapshot = walk.after(new Command.ToEnd());
        checker.check(
                snapshot, List.of(value(snapshot, "embed"), value(snapshot, "grad/act/h.0.attn.probs")), listener);

        for (String name : List.of("embed", "grad/act/h.0.attn.probs")) {
            ThreeWay check = check();
            assertThat(check.value().name()).isEqualTo(name);
            assertThat(check.agrees()).isTrue();
        }
    }

    @Test
    void aNumberThatIsNotWhatTheFormulaGivesIsFound() throws InterruptedException {
        Snapshot snapshot = walk.after(new Command.ToEnd());
        snapshot.iteration().matrix("grad/act/h.0.attn.masked").set(3, 1, 1);
        checker.check(snapshot, List.of(value(snapshot, "grad/act/h.0.attn.masked")), listener);

        ThreeWay check = check();
        assertThat(check.formulaAgrees()).isFalse();
        assertThat(check.agrees()).isFalse();
    }

    @Test
    void whatCannotBeCheckedIsToldAndTheNextRequestIsDone() throws InterruptedException {
        Snapshot snapshot = walk.after(new Command.ToEnd());
        checker.check(snapshot, List.of(value(snapshot, "tokens")), listener);
        assertThat(answer()).isInstanceOfSatisfying(
                RefusedException.class, refused -> assertThat(refused.key()).isEqualTo("check.failed"));

        checker.check(snapshot, List.of(value(snapshot, "embed")), listener);
        assertThat(check().agrees()).isTrue();
    }

    @Test
    void numbersOfAnIterationThatIsOverAreNotToldAsItsOwn() throws InterruptedException {
        Snapshot before = walk.after(new Command.ToEnd());
        checker.check(before, List.of(value(before, "embed")), listener);
        answer();
        walk.after(new Command.Forward(Move.OVER));
        Snapshot now = walk.after(new Command.ToEnd());
        checker.check(now, List.of(value(now, "grad/act/embed")), listener);

        assertThat(check().agrees()).isTrue();
    }

    @Test
    void afterAChangeByHandTheChangedNumbersAreChecked() throws InterruptedException {
        Snapshot before = walk.after(new Command.ToEnd());
        Value gradient = value(before, "grad/param/h.0.mlp.c_proj.weight");
        checker.check(before, List.of(gradient), listener);
        answer();
        for (String changed : List.of("h.0.ln_2.weight", "h.0.mlp.act")) {
            Snapshot back = walk.after(new Command.Change(new Intervention(changed, new Where.All(), 3, 0)));
            assertThat(before.isCurrent()).isFalse();
            assertThat(back.isCurrent()).isTrue();
            checker.check(walk.after(new Command.ToEnd()), List.of(gradient), listener);

            assertThat(check().agrees()).as("after %s", changed).isTrue();
        }
    }

    @Test
    void nothingIsAskedOfAClosedOne() {
        Snapshot snapshot = walk.after(new Command.ToEnd());
        checker.close();

        assertThatCode(() -> checker.check(snapshot, List.of(value(snapshot, "embed")), listener))
                .doesNotThrowAnyException();
    }
}
