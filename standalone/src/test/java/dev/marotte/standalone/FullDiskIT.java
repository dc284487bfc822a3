package dev.marotte.standalone;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A disk that fills up while a command writes to its data folder: one line says so, soon. */
@Timeout(900)
final class FullDiskIT {
    /** A client of a broker that is gone waits for a minute. */
    private static final Duration SOON = Duration.ofSeconds(40);

    /** The disk is filled beside the command, which may be done first; how often that may happen. */
    private static final int TRIES = 8;

    @TempDir
    private Path folder;

    @ParameterizedTest
    @ValueSource(
            strings = {
                "cluster/kafka/marotte.identities-0",
                "cluster/kafka/marotte.sessions-0",
                "cluster/kafka/__transaction_state-0"
            })
    void enrolmentSaysSo(String writtenTo) throws IOException, InterruptedException {
        // The broker's folders of two topics, and what the first transaction needs: early, and while a client waits.
        for (int tried = 0; tried < TRIES; tried++) {
            Enrolment enrolment = enrol(folder.resolve("disk" + tried), writtenTo);
            if (enrolment.run().exitCode() != 0) {
                enrolment.run().assertRefused("is full");
                assertThat(enrolment.took()).isLessThan(SOON);
                return;
            }
        }
        fail("every enrolment was done before the disk was full");
    }

    /** @param took from when the disk was full */
    private record Enrolment(CommandRun run, Duration took) {}

    /** On a disk of its own, which is filled as soon as {@code writtenTo} is in the data folder. */
    private Enrolment enrol(Path mounted, String writtenTo) throws IOException, InterruptedException {
        Path portrait = Files.write(folder.resolve("portrait.jpg"), Portraits.coded(Portraits.portrait(), "jpg"));
        try (SmallDisk disk = SmallDisk.mountedAt(mounted)) {
            AtomicLong full = new AtomicLong();
            Thread filling = Thread.ofPlatform().daemon().start(() -> {
                disk.fillOnceThereIs("data/" + writtenTo);
                full.set(System.nanoTime());
            });
            CommandRun run = CommandRun.of(
                    disk.path().resolve("data"),
                    List.of(
                            "enrol",
                            "--identity",
                            "mona",
                            "--portrait",
                            portrait.toString(),
                            "--consent",
                            "for a test"));
            long end = System.nanoTime();
            filling.interrupt();
            filling.join();
            return new Enrolment(run, Duration.ofNanos(end - full.get()));
        }
    }

    /** With what a broker asks for at its start, and little more. */
    private record SmallDisk(Path path) implements AutoCloseable {
        private static final int MEGABYTE = 1 << 20;
        private static final int PAGE = 1 << 12;

        static SmallDisk mountedAt(Path path) throws IOException, InterruptedException {
            Files.createDirectory(path);
            assumeThat(run("mount", "-t", "tmpfs", "-o", "size=100m", "tmpfs", path.toString()))
                    .as("a small disk can be mounted, which takes root")
                    .isZero();
            return new SmallDisk(path);
        }

        /** Leaves no byte free: in large pieces, for there is little time, and then in the disk's own. */
        void fillOnceThereIs(String awaited) {
            while (!Files.exists(path.resolve(awaited))
                    && !Thread.currentThread().isInterrupted()) {
                Thread.onSpinWait();
            }
            fill("pieces", MEGABYTE);
            fill("pages", PAGE);
        }

        private void fill(String name, int piece) {
            try (OutputStream filler = Files.newOutputStream(path.resolve(name))) {
                byte[] block = new byte[piece];
                while (true) {
                    filler.write(block);
                }
            } catch (IOException full) {
                // That is what was wanted.
            }
        }

        /** At once for us, although the log file is open as long as the process lives. */
        @Override
        public void close() throws IOException, InterruptedException {
            run("umount", "--lazy", path.toString());
        }

        private static int run(String... command) throws IOException, InterruptedException {
            return new ProcessBuilder(command).redirectErrorStream(true).start().waitFor();
        }
    }
}
