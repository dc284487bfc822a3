package dev.marotte.standalone;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Starts this command again for one run, with the same JVM and flags: the start is part of what is measured. */
final class BenchProcess {
    /** For a process that is told to end; then it is killed. Less than this command itself has when it is told. */
    private static final Duration CLOSING = Duration.ofSeconds(15);

    private final DataFolder data;
    private final List<String> arguments;

    /** @param arguments that the run needs beside its own */
    BenchProcess(DataFolder data, List<String> arguments) {
        this.data = data;
        this.arguments = arguments;
    }

    /** Interrupting it ends the process. */
    BenchResult run(BenchMode mode) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(command(mode))
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        try {
            // Its few lines fit into the pipe; to read them before it ends could not be interrupted.
            if (process.waitFor() != 0) {
                throw new IllegalStateException("a run of the bench failed");
            }
            return BenchResult.parse(process.inputReader(StandardCharsets.UTF_8).lines());
        } finally {
            end(process);
        }
    }

    /** As SIGTERM does, which comes to this command alone; does nothing to a process that has ended. */
    private static void end(Process process) throws InterruptedException {
        process.destroy();
        if (!process.waitFor(CLOSING)) {
            process.destroyForcibly();
        }
    }

    private List<String> command(BenchMode mode) {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(ManagementFactory.getRuntimeMXBean().getInputArguments());
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), Marotte.class.getName()));
        command.addAll(
                List.of("bench", "--single", mode.name(), "--data", data.path().toString()));
        command.addAll(arguments);
        return command;
    }
}
