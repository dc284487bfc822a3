package dev.marotte.standalone;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Starts this command again for one run, with the same JVM and flags: the start is part of what is measured. */
final class BenchProcess {
    private final DataFolder data;
    private final List<String> arguments;

    /** @param arguments that the run needs beside its own */
    BenchProcess(DataFolder data, List<String> arguments) {
        this.data = data;
        this.arguments = arguments;
    }

    BenchResult run(BenchMode mode) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(command(mode))
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        String printed = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (process.waitFor() != 0) {
            throw new IllegalStateException("a run of the bench failed");
        }
        return BenchResult.parse(printed.lines());
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
