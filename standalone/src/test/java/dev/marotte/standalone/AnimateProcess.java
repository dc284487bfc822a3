package dev.marotte.standalone;

import dev.marotte.standalone.session.DemoAssets;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** {@code marotte animate} as a process of its own, with the fast generator, and what it does to its data folder. */
final class AnimateProcess {
    private static final long POLL_MILLIS = 20;

    private final Process process;
    private final Path output;

    private AnimateProcess(Process process, Path output) {
        this.process = process;
        this.output = output;
    }

    /** @param output gets what the process says */
    static AnimateProcess start(DemoAssets shipped, Path data, Path out, Path output) throws IOException {
        List<String> command = ChildCommand.of(List.of(
                "animate",
                "--generator",
                "landmark-warp",
                "--portrait",
                shipped.portrait().toString(),
                "--driving",
                shipped.driving().toString(),
                "--out",
                out.toString(),
                "--data",
                data.toString()));
        Process process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start();
        return new AnimateProcess(process, output);
    }

    /** Lets it run until {@code bytes} of pictures were rendered in its data folder, in this life or earlier ones, or it ends. */
    void awaitRendered(Path data, long bytes) throws InterruptedException {
        boolean ended = false;
        while (!ended && renderedBytes(data) < bytes) {
            ended = process.waitFor(POLL_MILLIS, TimeUnit.MILLISECONDS);
        }
    }

    /** SIGKILL after {@code delay}, or with the first frame that this life renders; returns whether that came in time. */
    boolean killWhileItStarts(Path data, Duration delay) throws InterruptedException {
        long earlier = renderedBytes(data);
        long end = System.nanoTime() + delay.toNanos();
        boolean ended = false;
        while (!ended && renderedBytes(data) == earlier && System.nanoTime() < end) {
            ended = process.waitFor(POLL_MILLIS, TimeUnit.MILLISECONDS);
        }
        return killAfter(Duration.ZERO);
    }

    /** SIGKILL after {@code delay}; returns whether that came in time. */
    boolean killAfter(Duration delay) throws InterruptedException {
        boolean ended = process.waitFor(delay.toMillis(), TimeUnit.MILLISECONDS);
        process.destroyForcibly().waitFor();
        return !ended;
    }

    /** Lets it run for a while, or to its end. */
    void letRun(Duration time) throws InterruptedException {
        process.waitFor(time.toMillis(), TimeUnit.MILLISECONDS);
    }

    /** @param signal such as TERM */
    void send(String signal) throws IOException, InterruptedException {
        Signals.send(signal, process);
    }

    /** The exit code; a process that does not end in time is killed, and an error. */
    int awaitEnd(Duration timeout) throws InterruptedException {
        if (process.waitFor(timeout.toMillis(), TimeUnit.MILLISECONDS)) {
            return process.exitValue();
        }
        process.destroyForcibly();
        throw new AssertionError("the command did not end in " + timeout + "; it said: " + said());
    }

    String said() {
        try {
            return Files.readString(output);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static long renderedBytes(Path data) {
        Path log = data.resolve("cluster/kafka/marotte.rendered-0/00000000000000000000.log");
        try {
            return Files.exists(log) ? Files.size(log) : 0;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
