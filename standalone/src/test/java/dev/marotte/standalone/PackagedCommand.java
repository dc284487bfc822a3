package dev.marotte.standalone;

import static java.nio.file.StandardOpenOption.CREATE;
import static java.nio.file.StandardOpenOption.WRITE;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;

/** What the build has packaged and a user starts: the jar of {@code marotte}, and the cache of its loaded classes that halves a start. */
public final class PackagedCommand {
    public static final Path JAR = Path.of("target/marotte.jar").toAbsolutePath();

    private static final Path CACHE = JAR.resolveSibling("marotte.aot");
    /** The launcher plays the demo once to fill the cache: half a minute on two quiet cores. */
    private static final long MAKING_MINUTES = 5;

    private PackagedCommand() {}

    /** The cache of loaded classes, which the launcher makes where this build has none yet. Whoever else asks for it, in any process, waits meanwhile. */
    static Path classCache() {
        try (FileChannel lock = FileChannel.open(JAR.resolveSibling("class-cache.lock"), CREATE, WRITE)) {
            lock.lock();
            if (!isMade()) {
                // Says that the jar is up to date, for the build keeps one that would not change, and the launcher
                // would build again.
                Files.writeString(JAR.resolveSibling("marotte.built"), "");
                letLauncherMakeIt();
            }
            return CACHE;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while the cache of classes is made", e);
        }
    }

    private static boolean isMade() throws IOException {
        return Files.exists(CACHE) && Files.getLastModifiedTime(CACHE).compareTo(Files.getLastModifiedTime(JAR)) >= 0;
    }

    private static void letLauncherMakeIt() throws IOException, InterruptedException {
        Path said = JAR.resolveSibling("class-cache.txt");
        Process launcher = new ProcessBuilder("../marotte", "--version")
                .redirectErrorStream(true)
                .redirectOutput(said.toFile())
                .start();
        if (!launcher.waitFor(MAKING_MINUTES, TimeUnit.MINUTES)) {
            launcher.destroy();
            throw new IllegalStateException("the launcher did not end in time; it said: " + Files.readString(said));
        }
        if (launcher.exitValue() != 0) {
            throw new IllegalStateException("the launcher failed: " + Files.readString(said));
        }
    }
}
