package dev.marotte.standalone.bench;

import dev.marotte.schemas.StageName;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** One process for each stage, each running {@code marotte serve} with the same JVM and flags as this one. One thread. */
final class BenchProcesses implements AutoCloseable {
    /** For a process to end when it is told to; then it is killed. */
    private static final Duration CLOSING = Duration.ofSeconds(15);

    private final Map<StageName, Process> processes = new LinkedHashMap<>();

    private BenchProcesses() {}

    /** @param kafka file that names the cluster */
    static BenchProcesses start(Path folder, Path kafka, Map<String, String> settings) throws IOException {
        BenchProcesses started = new BenchProcesses();
        for (StageName stage : StageName.values()) {
            Path home = Files.createDirectories(folder.resolve(word(stage)));
            started.processes.put(
                    stage,
                    new ProcessBuilder(command(stage, home, kafka, settings))
                            .redirectErrorStream(true)
                            .redirectOutput(home.resolve("said.txt").toFile())
                            .start());
        }
        return started;
    }

    private static List<String> command(StageName stage, Path home, Path kafka, Map<String, String> settings) {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(ManagementFactory.getRuntimeMXBean().getInputArguments());
        command.addAll(List.of(
                "-cp",
                System.getProperty("java.class.path"),
                "dev.marotte.standalone.Marotte",
                "serve",
                "--stage",
                word(stage),
                "--kafka",
                kafka.toString(),
                "--data",
                home.toString()));
        settings.forEach((key, value) -> command.addAll(List.of("--set", key + "=" + value)));
        return command;
    }

    private static String word(StageName stage) {
        return stage.name().toLowerCase(Locale.ROOT);
    }

    /** @throws IllegalStateException if one of them has ended */
    void requireAlive() {
        processes.forEach((stage, process) -> {
            if (!process.isAlive()) {
                throw new IllegalStateException("the process of " + word(stage) + " has ended");
            }
        });
    }

    /** CPU time of each process since its start, in core-seconds. */
    Map<String, Double> cpuSeconds() {
        Map<String, Double> seconds = new LinkedHashMap<>();
        processes.forEach((stage, process) -> seconds.put(word(stage), cpuSeconds(process.toHandle())));
        return seconds;
    }

    static double cpuSeconds(ProcessHandle process) {
        return process.info().totalCpuDuration().map(Duration::toNanos).orElse(0L) / 1e9;
    }

    @Override
    public void close() {
        processes.values().forEach(Process::destroy);
        processes.values().forEach(BenchProcesses::awaitEnd);
    }

    private static void awaitEnd(Process process) {
        try {
            if (!process.waitFor(CLOSING)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }
}
