package dev.marotte.ingest.stream;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;

/** A program of somebody else that is the other side of a stream, as a process of this test. */
final class ForeignProgram implements AutoCloseable {
    private static final long STOPPING_SECONDS = 5;
    private static final long MAKING_SECONDS = 100;

    private final Process process;

    private ForeignProgram(Process process) {
        this.process = process;
    }

    /** Skips the test, with the reason, where the program is not installed. */
    static void require(String program) {
        boolean installed = List.of("/usr/bin", "/usr/sbin", "/usr/local/bin").stream()
                .anyMatch(folder -> Files.isExecutable(Path.of(folder, program)));
        Assumptions.assumeTrue(installed, program + " is not installed, so this was NOT tested; see docs/live.md");
    }

    static ForeignProgram start(String... command) {
        return start(List.of(command));
    }

    static ForeignProgram start(List<String> command) {
        require(command.getFirst());
        return launched(command);
    }

    private static ForeignProgram launched(List<String> command) {
        try {
            return new ForeignProgram(new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .redirectInput(
                            ProcessBuilder.Redirect.from(Path.of("/dev/null").toFile()))
                    .start());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A program that refuses to be run by root, where the tests are. */
    static ForeignProgram startAsNobody(String... command) {
        if (!"root".equals(System.getProperty("user.name"))) {
            return start(command);
        }
        require("setpriv");
        List<String> whole = new ArrayList<>(List.of("setpriv", "--reuid=65534", "--regid=65534", "--clear-groups"));
        whole.addAll(List.of(command));
        return launched(whole);
    }

    /** A shell and what it started. */
    static ForeignProgram startGroup(List<String> command) {
        return launched(command);
    }

    /** FFmpeg's command line tool, which sends a test picture of 320 × 240, 25 a second, and a tone. */
    static ForeignProgram sends(String form, String address, String... options) {
        List<String> command = new ArrayList<>(
                List.of("ffmpeg", "-v", "error", "-re", "-f", "lavfi", "-i", "testsrc=size=320x240:rate=25"));
        command.addAll(List.of("-f", "lavfi", "-i", "sine=frequency=440:sample_rate=44100"));
        command.addAll(List.of("-c:v", "libx264", "-preset", "ultrafast", "-tune", "zerolatency", "-g", "25"));
        command.addAll(List.of("-pix_fmt", "yuv420p", "-c:a", "aac", "-f", form));
        command.addAll(List.of(options));
        command.add(address);
        return start(command);
    }

    /** Ten seconds of the test picture and the tone in a file. */
    static void makes(Path file) {
        List<String> command =
                List.of(("ffmpeg -v error -f lavfi -i testsrc=size=320x240:rate=25 -f lavfi -i sine=frequency=440 -t 10"
                                + " -c:v libx264 -preset ultrafast -tune zerolatency -g 25 -pix_fmt yuv420p -c:a aac "
                                + file)
                        .split(" "));
        try (ForeignProgram maker = start(command)) {
            if (!maker.process.waitFor(MAKING_SECONDS, TimeUnit.SECONDS) || maker.process.exitValue() != 0) {
                throw new IllegalStateException("ffmpeg made no clip");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        // The shell first, so that it starts nothing more when what it started ends.
        List<ProcessHandle> started = process.descendants().toList();
        process.destroy();
        started.forEach(ProcessHandle::destroy);
        Stream.concat(Stream.of(process.toHandle()), started.stream()).forEach(ForeignProgram::awaitEnd);
    }

    /** Nothing writes any more where a test deletes, or sends, when this returns. */
    private static void awaitEnd(ProcessHandle program) {
        program.onExit()
                .completeOnTimeout(program, STOPPING_SECONDS, TimeUnit.SECONDS)
                .join();
        program.destroyForcibly();
        program.onExit().join();
    }
}
