package dev.marotte.standalone.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assumptions.assumeThat;

import dev.marotte.schemas.BadInputException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PipedInputStream;
import java.io.PipedOutputStream;
import java.nio.channels.Channels;
import java.nio.channels.Pipe;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.time.InstantSource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class DrivingClipTest {
    private static final Instant NOW = Instant.parse("2030-01-01T12:00:00Z");
    private static final byte[] CLIP = new byte[300_000];

    @TempDir
    private Path folder;

    private Path kept;
    private PipeSpool spool;

    @BeforeEach
    void spool() throws IOException {
        kept = Files.createDirectory(folder.resolve("kept"));
        spool = new PipeSpool(kept, InstantSource.fixed(NOW));
    }

    @Test
    void leavesAFileWhereItIs() throws IOException, InterruptedException {
        Path file = Files.write(folder.resolve("clip.mp4"), CLIP);

        try (DrivingClip clip = DrivingClip.named(file.toString(), spool)) {
            assertThat(clip.file()).isEqualTo(file);
        }
        assertThat(file).exists();
        assertThat(kept).isEmptyDirectory();
    }

    @Test
    void keepsWhatComesThroughANamedPipeUntilItIsClosed() throws IOException, InterruptedException {
        Path file = Files.write(folder.resolve("clip.mp4"), CLIP);
        Path pipe = pipe();
        Process writer = writing(file, pipe);

        try (DrivingClip clip = DrivingClip.named(pipe.toString(), spool)) {
            assertThat(clip.name()).isEqualTo(pipe.toString());
            assertThat(clip.file()).hasParent(kept).hasSameBinaryContentAs(file);
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(clip.file())))
                    .isEqualTo("rw-------");
        }
        assertThat(writer.waitFor()).isZero();
        assertThat(kept).isEmptyDirectory();
        assertThat(pipe).exists();
    }

    @Test
    void saysThatNothingCameThroughAPipe() throws IOException, InterruptedException {
        Path pipe = pipe();
        Process writer = writing(Files.createFile(folder.resolve("empty.mp4")), pipe);

        assertRefused(pipe, "it is a pipe, and nothing came through it");
        assertThat(writer.waitFor()).isZero();
        assertThat(kept).isEmptyDirectory();
    }

    private Path pipe() throws IOException, InterruptedException {
        Path pipe = folder.resolve("pipe");
        int made = new ProcessBuilder("mkfifo", pipe.toString()).start().waitFor();
        assumeThat(made).as("pipes with names can be made here").isZero();
        return pipe;
    }

    private static Process writing(Path file, Path pipe) throws IOException {
        return new ProcessBuilder("sh", "-c", "cat \"$0\" >\"$1\"", file.toString(), pipe.toString()).start();
    }

    @Test
    void refusesDevices() {
        Path device = Path.of("/dev/zero");
        assumeThat(device).exists();

        assertRefused(device, "it is a device, not a clip; record a clip from it first");
    }

    @Test
    void leavesWhatIsNotThereToWhoOpensIt() throws InterruptedException {
        Path nothing = folder.resolve("not-there.mp4");

        assertThat(DrivingClip.named(nothing.toString(), spool)).isEqualTo(DrivingClip.in(nothing));
    }

    @Test
    void keepsNothingOfAPipeThatBreaks() {
        PipeSpool.Pipe breaking = () -> {
            var pipe = new PipedInputStream(new PipedOutputStream());
            pipe.close();
            return pipe;
        };

        assertThatExceptionOfType(BadInputException.class)
                .isThrownBy(() -> spool.keep("-", breaking))
                .withMessageContaining("it is a pipe, and could not be copied to " + kept + ": ");
        assertThat(kept).isEmptyDirectory();
    }

    @Test
    void stopsWaitingWhenItIsInterrupted() throws IOException {
        Pipe pipe = Pipe.open();
        Thread.currentThread().interrupt();

        assertThatExceptionOfType(InterruptedException.class)
                .isThrownBy(() -> spool.keep("-", () -> Channels.newInputStream(pipe.source())));
        assertThat(kept).isEmptyDirectory();
        pipe.sink().close();
    }

    @Test
    void deletesWhatKilledRunsLeft() throws IOException, InterruptedException {
        Path left = aged("piped-1.clip", 3700);
        Path fresh = aged("piped-2.clip", 3500);
        Path foreign = aged("film.clip", 9000);

        Path file = spool.keep("-", DrivingClipTest::clip);

        assertThat(left).doesNotExist();
        assertThat(fresh).exists();
        assertThat(foreign).exists();
        assertThat(file).hasBinaryContent(CLIP);
    }

    private Path aged(String name, long seconds) throws IOException {
        return Files.setLastModifiedTime(
                Files.createFile(kept.resolve(name)), FileTime.from(NOW.minusSeconds(seconds)));
    }

    private static InputStream clip() {
        return new ByteArrayInputStream(CLIP);
    }

    private void assertRefused(Path path, String why) {
        assertThatExceptionOfType(BadInputException.class)
                .isThrownBy(() -> DrivingClip.named(path.toString(), spool))
                .withMessage("cannot use " + path + " as the driving clip: " + why);
    }
}
