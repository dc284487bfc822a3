package dev.marotte.standalone.cluster;

import dev.marotte.schemas.StageName;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** {@code marotte serve --stage …} as a process of its own, that can be killed, stopped and started again under the same name. One thread. */
final class StageProcess {
    private final StageName stage;
    private final Path home;
    private final List<String> arguments;
    private Process process;

    private StageProcess(StageName stage, Path home, List<String> arguments) {
        this.stage = stage;
        this.home = home;
        this.arguments = arguments;
        process = launch();
    }

    /** @param arguments after the name of the stage: which cluster, which settings */
    static StageProcess start(StageName stage, Path home, List<String> arguments) {
        return new StageProcess(stage, home, arguments);
    }

    private Process launch() {
        List<String> command = new ArrayList<>(List.of(
                ProcessHandle.current().info().command().orElseThrow(),
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-Xmx400m",
                "--enable-native-access=ALL-UNNAMED",
                "--sun-misc-unsafe-memory-access=allow",
                "-cp",
                System.getProperty("java.class.path"),
                "dev.marotte.standalone.Marotte",
                "serve",
                "--stage",
                stage.name().toLowerCase(Locale.ROOT),
                "--data",
                home.toString()));
        command.addAll(arguments);
        try {
            Files.createDirectories(home);
            return new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.appendTo(
                            home.resolve("said.txt").toFile()))
                    .start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    boolean isAlive() {
        return process.isAlive();
    }

    /** SIGKILL. */
    void kill() throws InterruptedException {
        process.destroyForcibly().waitFor();
    }

    /** As whoever runs services does with one that has ended. */
    void startAgainIfEnded() {
        if (!process.isAlive()) {
            process = launch();
        }
    }

    /** SIGSTOP. */
    void suspend() throws IOException, InterruptedException {
        Signals.send("STOP", process);
    }

    /** SIGCONT. */
    void resume() throws IOException, InterruptedException {
        Signals.send("CONT", process);
    }

    /** SIGTERM; returns the exit code. */
    int terminate() throws InterruptedException {
        process.destroy();
        return process.waitFor();
    }

    String said() {
        try {
            return Files.readString(home.resolve("said.txt"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public String toString() {
        return home.getFileName().toString();
    }
}
