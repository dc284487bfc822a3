package dev.marotte.standalone;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;

/**
 * What a walk through the page needs: Node, a browser, and the package that leads it, which npm fetches into {@code target} the first time. Where one of them cannot
 * be had, the test is skipped and says so.
 *
 * @param scripts folder of the walk's scripts, with what they need beside them
 */
record WalkTools(Path node, Path browser, Path scripts) {
    private static final Path SOURCES = Path.of("../studio/src/test/browser");
    private static final Path SCRIPTS = Path.of("target", "browser-walk").toAbsolutePath();
    private static final long FETCHING_SECONDS = 180;
    /** Written by npm when all the rest is there. */
    private static final Path FETCHED = SCRIPTS.resolve("node_modules").resolve(".package-lock.json");

    private static final List<String> CHROMIUM =
            List.of("chromium", "chromium-browser", "google-chrome-stable", "google-chrome");
    private static final List<String> FIREFOX = List.of("firefox-esr", "firefox");

    static WalkTools withChromium() throws IOException, InterruptedException {
        return with(found("CHROMIUM", CHROMIUM)
                .or(() -> ofPlaywright("chromium-", "chrome"))
                .orElseThrow(() -> skipped("no Chromium; install one with: apt-get install chromium")));
    }

    static WalkTools withFirefox() throws IOException, InterruptedException {
        return with(found("FIREFOX", FIREFOX)
                .orElseThrow(() -> skipped("no Firefox; install one with: apt-get install firefox-esr")));
    }

    private static WalkTools with(Path browser) throws IOException, InterruptedException {
        Path node = onPath("node").orElseThrow(() -> skipped("no node; install it with: apt-get install nodejs npm"));
        Path npm = onPath("npm").orElseThrow(() -> skipped("no npm; install it with: apt-get install npm"));
        if (copySources() || !Files.exists(FETCHED)) {
            fetch(npm);
        }
        return new WalkTools(node, browser, SCRIPTS);
    }

    /** Named by a variable, or on the path. */
    private static Optional<Path> found(String variable, List<String> names) {
        return Optional.ofNullable(System.getenv(variable))
                .map(Path::of)
                .or(() -> names.stream().flatMap(name -> onPath(name).stream()).findFirst());
    }

    private static Optional<Path> onPath(String program) {
        return Arrays.stream(System.getenv().getOrDefault("PATH", "").split(File.pathSeparator))
                .map(folder -> Path.of(folder, program))
                .filter(Files::isExecutable)
                .findFirst();
    }

    /** One that {@code npx playwright install} has fetched. */
    private static Optional<Path> ofPlaywright(String folder, String program) {
        Path cache = Path.of(System.getProperty("user.home"), ".cache", "ms-playwright");
        if (!Files.isDirectory(cache)) {
            return Optional.empty();
        }
        try (Stream<Path> files = Files.walk(cache, 3)) {
            return files.filter(
                            file -> file.endsWith(program) && file.toString().contains(folder))
                    .filter(Files::isExecutable)
                    .findFirst();
        } catch (IOException unreadable) {
            return Optional.empty();
        }
    }

    /** Whether what is to be fetched has changed. */
    private static boolean copySources() throws IOException {
        Files.createDirectories(SCRIPTS);
        Path lock = SCRIPTS.resolve("package-lock.json");
        String before = Files.exists(lock) ? Files.readString(lock) : "";
        try (Stream<Path> files = Files.list(SOURCES)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                Files.copy(file, SCRIPTS.resolve(file.getFileName()), StandardCopyOption.REPLACE_EXISTING);
            }
        }
        return !Files.readString(lock).equals(before);
    }

    private static void fetch(Path npm) throws IOException, InterruptedException {
        Path log = SCRIPTS.resolve("npm.log");
        Process fetching = new ProcessBuilder(npm.toString(), "ci", "--ignore-scripts", "--no-audit", "--no-fund")
                .directory(SCRIPTS.toFile())
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
        boolean over = fetching.waitFor(FETCHING_SECONDS, TimeUnit.SECONDS);
        fetching.destroyForcibly();
        if (!over || fetching.exitValue() != 0) {
            throw skipped("npm could not fetch what leads the browser; see " + log);
        }
    }

    /** A skip that is seen in the build's output, not in its report alone. */
    private static RuntimeException skipped(String why) {
        System.err.println("SKIPPED, so the page was NOT tried in a browser: " + why);
        Assumptions.abort("SKIPPED: " + why);
        return new IllegalStateException(why);
    }

    /** The command that runs a script of the walk's folder. */
    ProcessBuilder command(String script, List<String> arguments) {
        List<String> command =
                new ArrayList<>(List.of(node.toString(), scripts.resolve(script).toString()));
        command.addAll(arguments);
        ProcessBuilder process = new ProcessBuilder(command).redirectErrorStream(true);
        process.environment().put("BROWSER", browser.toString());
        return process;
    }
}
