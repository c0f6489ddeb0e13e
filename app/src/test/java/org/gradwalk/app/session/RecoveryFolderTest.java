package org.gradwalk.app.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.gradwalk.app.session.file.RecoveryFolder;
import org.gradwalk.app.session.file.SavedSession;
import org.gradwalk.app.session.file.SessionFile;
import org.gradwalk.model.run.Preset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A walk that was kept is offered when its window is gone without a clean end, and to one other window only. */
class RecoveryFolderTest {

    @TempDir
    private Path folder;

    private static SavedSession session() throws RefusedException {
        try (Walk walk = new Walk(new Opening.FromPreset(Preset.PAPER, 1).read(), "0123")) {
            return new SavedSession(walk.session().save().join(), Desk.EMPTY.withDescription("kept"));
        }
    }

    /** As a crashed program leaves it: the file, and a lock that nobody holds. */
    private Path crashed(String name, Instant time) throws IOException, RefusedException {
        Path file = folder.resolve(name + SessionFile.ENDING);
        SessionFile.write(file, session());
        Files.createFile(folder.resolve(name + ".lock"));
        return Files.setLastModifiedTime(file, FileTime.from(time));
    }

    private List<String> names() throws IOException {
        try (Stream<Path> all = Files.list(folder)) {
            return all.map(each -> each.getFileName().toString()).sorted().toList();
        }
    }

    @Test
    void aLivingWindowKeepsItsWalkForItself() throws IOException, RefusedException {
        try (RecoveryFolder mine = new RecoveryFolder(folder); RecoveryFolder other = new RecoveryFolder(folder)) {
            mine.keep(session());
            assertThat(other.left()).isEmpty();
            assertThat(mine.left()).isEmpty();
            mine.keep(session());
            assertThat(names()).hasSize(2);
        }
        assertThat(names()).isEmpty();
    }

    @Test
    void whatACrashLeftIsOfferedOnceTheNewestFirst() throws IOException, RefusedException {
        crashed("older", Instant.ofEpochSecond(1000));
        Path newer = crashed("newer", Instant.ofEpochSecond(2000));
        try (RecoveryFolder one = new RecoveryFolder(folder); RecoveryFolder two = new RecoveryFolder(folder)) {
            RecoveryFolder.Left left = one.left().orElseThrow();
            assertThat(left.file()).isEqualTo(newer);
            assertThat(left.time()).isEqualTo(Instant.ofEpochSecond(2000));
            assertThat(SessionFile.read(left.file()).desk().description()).isEqualTo("kept");

            RecoveryFolder.Left second = two.left().orElseThrow();
            assertThat(second.file().getFileName()).hasToString("older.gradwalk");
            second.close();
            left.discard();
            assertThat(names()).containsExactly("older.gradwalk", "older.lock");
            RecoveryFolder.Left again = two.left().orElseThrow();
            assertThat(again.file().getFileName()).hasToString("older.gradwalk");
            again.close();
        }
    }

    @Test
    void whatIsDamagedIsRefusedAndStaysUntilItIsDiscarded() throws IOException, RefusedException {
        Path file = crashed("damaged", Instant.ofEpochSecond(1000));
        Files.writeString(file, "half a fi");
        try (RecoveryFolder mine = new RecoveryFolder(folder)) {
            RecoveryFolder.Left left = mine.left().orElseThrow();
            assertThatExceptionOfType(RefusedException.class)
                    .isThrownBy(() -> SessionFile.open(left.file(), SessionFile.Progress.UNSEEN))
                    .satisfies(refused -> assertThat(refused.arguments()[0].toString()).contains("no sound ZIP"));
            assertThat(names()).contains("damaged.gradwalk");
            left.discard();
        }
        assertThat(names()).isEmpty();
    }

    @Test
    void aCrashBeforeAnythingWasKeptLeavesNothingForLong() throws IOException {
        Files.createFile(folder.resolve("early.lock"));
        Files.createFile(folder.resolve(".early.gradwalk.01234567-89ab-cdef-0123-456789abcdef.tmp"));
        try (RecoveryFolder mine = new RecoveryFolder(folder)) {
            assertThat(mine.left()).isEmpty();
        }
        assertThat(names()).isEmpty();
    }

    @Test
    void aFileThatIsBeingWrittenByAnotherIsNoRubbish() throws IOException, RefusedException {
        Path living = folder.resolve(".a.gradwalk.01234567-89ab-cdef-0123-456789abcdef.tmp");
        try (FileChannel channel = FileChannel.open(
                living, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
            assertThat(Optional.ofNullable(channel.tryLock())).isPresent();
            SessionFile.write(folder.resolve("a.gradwalk"), session());
            assertThat(names()).containsExactly(living.getFileName().toString(), "a.gradwalk");
        }
        SessionFile.write(folder.resolve("a.gradwalk"), session());
        assertThat(names()).containsExactly("a.gradwalk");
    }
}
