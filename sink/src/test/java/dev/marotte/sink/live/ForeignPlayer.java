package dev.marotte.sink.live;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Assumptions;

/** A program of somebody else that takes an output, as a process of this test. */
final class ForeignPlayer implements AutoCloseable {
    private static final long STOPPING_SECONDS = 30;

    private final Process process;

    private ForeignPlayer(Process process) {
        this.process = process;
    }

    /** Skips the test, with the reason, where the program is not installed. */
    static void require(String program) {
        boolean installed = List.of("/usr/bin", "/usr/sbin", "/usr/local/bin").stream()
                .anyMatch(folder -> Files.isExecutable(Path.of(folder, program)));
        Assumptions.assumeTrue(installed, program + " is not installed, so this was NOT tested; see docs/live.md");
    }

    static ForeignPlayer start(String command) {
        List<String> words = List.of(command.split(" "));
        require(words.getFirst());
        try {
            return new ForeignPlayer(new ProcessBuilder(words)
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .redirectInput(
                            ProcessBuilder.Redirect.from(Path.of("/dev/null").toFile()))
                    .start());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Waits for its end, and tells whether it was content. */
    boolean isContentWithin(long seconds) throws InterruptedException {
        return process.waitFor(seconds, TimeUnit.SECONDS) && process.exitValue() == 0;
    }

    boolean isRunning() {
        return process.isAlive();
    }

    @Override
    public void close() {
        process.destroy();
        try {
            if (!process.waitFor(STOPPING_SECONDS, TimeUnit.SECONDS)) {
                process.destroyForcibly().waitFor();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
