package org.gradwalk.app.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.gradwalk.model.run.Preset;
import org.gradwalk.model.run.Stepper.Move;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class SessionTest {

    private static final String TEXT = "To be";

    private final Walk walk = new Walk(TEXT);

    @AfterEach
    void close() {
        walk.close();
    }

    private Snapshot after(Command command) {
        return walk.after(command);
    }

    private RefusedException refusalOf(Command command) {
        return walk.refusalOf(command);
    }

    @Test
    void valuesBehindTheCursorAreShownAndNoOthers() {
        Snapshot snapshot = after(new Command.ToNode("h.0.attn:softmax"));

        assertThat(snapshot.numbers("h.0.attn.probs")).isPresent();
        assertThat(snapshot.numbers("h.0.attn.heads")).isEmpty();
        assertThat(after(new Command.Back(Move.OVER)).numbers("h.0.attn.probs")).isEmpty();
    }

    @Test
    void anIterationAfterTheUpdateStartsWithTheNewParameters() {
        double before = after(new Command.RunIteration()).loss().orElseThrow();
        Snapshot second = after(new Command.RunIteration());

        assertThat(second.number()).isEqualTo(1);
        assertThat(second.previousLoss()).hasValue(before);
        assertThat(second.loss().orElseThrow()).isLessThan(before);
    }

    @Test
    void aTextThatCannotBeReadLeavesTheWalkAsItIs() {
        Snapshot before = after(new Command.ToLoss());

        assertThat(refusalOf(new Command.Read("")).key()).isEqualTo("error.short");
        assertThat(refusalOf(new Command.Read("x")).key()).isEqualTo("error.short");
        assertThat(refusalOf(new Command.Read("x".repeat(65))).key()).isEqualTo("error.long");
        assertThat(refusalOf(new Command.Read("naïve")).arguments()[0].toString()).contains("'ï' (at 2)");
        Snapshot now = after(new Command.ToOperation(before.position().operations()));
        assertThat(now.text()).isEqualTo(TEXT);
        assertThat(now.position()).isEqualTo(before.position());
        assertThat(now.iteration()).isSameAs(before.iteration());
    }

    @Test
    void undoBringsBackTextParametersAndCursor() {
        after(new Command.RunIteration());
        Snapshot before = after(new Command.RunIteration());
        double loss = before.loss().orElseThrow();

        assertThat(after(new Command.Read("or not")).tokens(0)).hasSize(6);
        Snapshot undone = after(new Command.Undo());

        assertThat(undone.text()).isEqualTo(TEXT);
        assertThat(undone.number()).isEqualTo(1);
        assertThat(undone.position()).isEqualTo(before.position());
        assertThat(undone.loss()).hasValue(loss);
        assertThat(refusalOf(new Command.Undo()).key()).isEqualTo("error.undo");
    }

    @Test
    void whatUndoKeepsHasItsRoomAndTheLastChangeIsAlwaysInIt() {
        long weights = 3L * after(new Command.ToStart()).model().config().parameterCount() * Double.BYTES;
        walk.session().setHistoryBytes(7 * weights / 2);
        for (int i = 2; i < 10; i++) {
            after(new Command.Read("x".repeat(i)));
        }
        for (int i = 8; i > 5; i--) {
            assertThat(after(new Command.Undo()).tokens(0)).hasSize(i);
        }
        assertThat(refusalOf(new Command.Undo()).key()).isEqualTo("error.undo");

        walk.session().setHistoryBytes(1);
        after(new Command.Read(TEXT));
        assertThat(after(new Command.Undo()).tokens(0)).hasSize(6);
    }

    @Test
    void resetGoesBackToTheModelAsItWasOpened() {
        double first = after(new Command.ToLoss()).loss().orElseThrow();
        after(new Command.RunIteration());
        after(new Command.RunIteration());

        Snapshot reset = after(new Command.Reset());

        assertThat(reset.number()).isZero();
        assertThat(reset.position().operations()).isZero();
        assertThat(after(new Command.ToLoss()).loss()).hasValue(first);
    }

    @Test
    void aModelThatCannotReadItsFirstTextIsNotOpened() {
        assertThatThrownBy(
                () -> new Session(new Opening.FromPreset(Preset.CLASSROOM, 1).read(), "¿", new Session.Listener() {
                    @Override
                    public void show(Snapshot snapshot) {}

                    @Override
                    public void refuse(RefusedException refused) {}
                })).isInstanceOf(RefusedException.class);
    }

    /** A run is answered when it begins: what goes wrong then is no second answer. */
    @Test
    void aRunThatCannotGoOnSaysWhyAndIsAnsweredOnce() throws RefusedException, InterruptedException {
        BlockingQueue<String> heard = new LinkedBlockingQueue<>();
        Session.Listener listener = new Session.Listener() {
            private boolean failed;

            @Override
            public void show(Snapshot snapshot) {
                heard.add("shown");
            }

            @Override
            public void refuse(RefusedException refused) {
                heard.add("refused");
            }

            @Override
            public void follow(Snapshot snapshot) {
                if (!failed) {
                    failed = true;
                    throw new IllegalStateException("on purpose");
                }
                heard.add(snapshot.isRunning() ? "runs" : "stands");
            }

            @Override
            public void fail(RefusedException reason) {
                heard.add(reason.key());
            }
        };
        try (Session session = new Session(new Opening.FromPreset(Preset.CLASSROOM, 1).read(), TEXT, listener)) {
            session.execute(new Command.RunOn(OptionalLong.empty()));
            for (String next : List.of("shown", "stands", "error.unexpected")) {
                assertThat(heard.poll(60, TimeUnit.SECONDS)).isEqualTo(next);
            }
            session.execute(new Command.ToStart());
            assertThat(heard.poll(60, TimeUnit.SECONDS)).isEqualTo("shown");
        }
    }
}
