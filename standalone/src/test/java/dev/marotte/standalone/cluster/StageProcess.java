package dev.marotte.standalone.cluster;

import dev.marotte.schemas.StageName;
import dev.marotte.standalone.ChildCommand;
import dev.marotte.standalone.PackagedCommand;
import dev.marotte.standalone.Signals;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** {@code marotte serve --stage …} or {@code marotte studio} as a process of its own, that can be killed, stopped and started again under the same name. One thread. */
final class StageProcess {
    /** Class path of the command that is tested. */
    static final String THIS_BUILD = PackagedCommand.JAR.toString();

    private final List<String> role;
    private final Path home;
    private final List<String> arguments;
    private String classPath;
    private Process process;

    private StageProcess(List<String> role, Path home, List<String> arguments, String classPath) {
        this.role = role;
        this.home = home;
        this.arguments = arguments;
        this.classPath = classPath;
        process = launch();
    }

    /** @param arguments after the name of the stage: which cluster, which settings */
    static StageProcess start(StageName stage, Path home, List<String> arguments) {
        return start(stage, home, arguments, THIS_BUILD);
    }

    /** @param classPath of the build whose command it is */
    static StageProcess start(StageName stage, Path home, List<String> arguments, String classPath) {
        return new StageProcess(
                List.of("serve", "--stage", stage.name().toLowerCase(Locale.ROOT)), home, arguments, classPath);
    }

    /** The page on any free port; {@link #said} has its address. */
    static StageProcess studio(Path home, List<String> arguments) {
        return new StageProcess(List.of("studio", "--no-browser"), home, arguments, THIS_BUILD);
    }

    private Process launch() {
        List<String> words = new ArrayList<>(role);
        words.addAll(List.of("--data", home.toString()));
        words.addAll(arguments);
        try {
            Files.createDirectories(home);
            return new ProcessBuilder(ChildCommand.of(List.of("-Xmx400m"), classPath, words))
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

    /** Lets it end as an operator does and starts the command of another build in its place; returns the exit code. */
    int replaceBy(String otherClassPath) throws InterruptedException {
        int exit = terminate();
        classPath = otherClassPath;
        process = launch();
        return exit;
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
