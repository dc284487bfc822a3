package dev.marotte.standalone;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A disk that fills up while a command writes to its data folder: one line says so, soon. */
@Timeout(180)
final class FullDiskIT {
    /** A client of a broker that is gone waits for a minute. */
    private static final Duration SOON = Duration.ofSeconds(40);

    @TempDir
    private Path folder;

    private Path disk;
    private Path portrait;

    /** With what a broker asks for at its start. */
    @BeforeEach
    void mountASmallDisk() throws IOException, InterruptedException {
        portrait = Files.write(folder.resolve("portrait.jpg"), Portraits.coded(Portraits.portrait(), "jpg"));
        disk = Files.createDirectory(folder.resolve("disk"));
        assumeThat(run("mount", "-t", "tmpfs", "-o", "size=100m", "tmpfs", disk.toString()))
                .as("a small disk can be mounted, which takes root")
                .isZero();
    }

    @AfterEach
    void unmount() throws IOException, InterruptedException {
        // At once for us, although the log file is open as long as the process lives.
        run("umount", "--lazy", disk.toString());
    }

    @ParameterizedTest
    @ValueSource(strings = {"kafka/kafka/marotte.identities-0", "state/tables", "kafka/kafka/__transaction_state-0"})
    void enrolmentSaysSo(String writtenTo) throws IOException, InterruptedException {
        // The broker's folder of identities, the tables on it, and what the first transaction needs: early, later, and
        // while a client waits.
        Thread filling = Thread.ofPlatform()
                .daemon()
                .start(() -> fillOnce(disk.resolve("data").resolve(writtenTo)));
        long start = System.nanoTime();

        CommandRun run = CommandRun.of(
                disk.resolve("data"),
                List.of("enrol", "--identity", "mona", "--portrait", portrait.toString(), "--consent", "for a test"));

        Duration took = Duration.ofNanos(System.nanoTime() - start);
        filling.join();
        run.assertRefused("is full");
        assertThat(took).isLessThan(SOON);
    }

    /** Leaves no byte of the disk as soon as {@code folder} is there. */
    private void fillOnce(Path folder) {
        while (!Files.exists(folder)) {
            Thread.onSpinWait();
        }
        try (OutputStream filler = Files.newOutputStream(disk.resolve("filler"))) {
            byte[] block = new byte[1 << 12];
            while (true) {
                filler.write(block);
            }
        } catch (IOException full) {
            // That is what was wanted.
        }
    }

    private static int run(String... command) throws IOException, InterruptedException {
        return new ProcessBuilder(command).redirectErrorStream(true).start().waitFor();
    }
}
