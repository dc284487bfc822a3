package dev.marotte.standalone.run;

import dev.marotte.schemas.BadInputException;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A folder that native libraries are unpacked to: written, with room, and such that code may be loaded from it, which a mount with {@code
 * noexec} forbids. Its part {@code kept} serves all runs, its part {@code run-…} is of one run and goes with it.
 */
public record UnpackFolder(Path path, Life life) {
    /** All of the libraries unpacked have some 250 MB. */
    private static final long ROOM_BYTES = 300L << 20;

    /** The same where those that are kept are there already. */
    private static final long ROOM_OF_ONE_RUN_BYTES = 100L << 20;

    /** A run that was killed could not remove its part; libraries that are in use outlive their names. */
    private static final Duration LEFT_BEHIND = Duration.ofDays(1);

    private static final String RUN = "run-";

    /** How long the folder is there. */
    public enum Life {
        /** From run to run: what is unpacked once serves all. */
        KEPT,
        /** A folder of one run, in a place that is not this user's alone. */
        ONE_RUN
    }

    /**
     * The first of {@code places} that will do. To be called before anything asks for a native library or a temporary file.
     *
     * @throws BadInputException if none will do
     */
    public static UnpackFolder firstOf(List<UnpackFolder> places) {
        return places.stream()
                .filter(UnpackFolder::isUsable)
                .findFirst()
                .orElseThrow(() -> new BadInputException("native libraries cannot be unpacked, for each of "
                        + places.stream().map(place -> place.path().toString()).collect(Collectors.joining(", "))
                        + " is read-only, full or mounted noexec; name a folder that is not with XDG_CACHE_HOME"));
    }

    /** Lets the libraries of this process be unpacked here, and removes this run's part when the process ends. */
    public void use() throws IOException {
        removeLeftBehind();
        Path run =
                Files.createDirectory(path.resolve(RUN + ProcessHandle.current().pid() + "-" + System.nanoTime()));
        System.setProperty("java.io.tmpdir", run.toString());
        System.setProperty("org.bytedeco.javacpp.cachedir", kept().toString());
        Runtime.getRuntime()
                .addShutdownHook(new Thread(() -> remove(life == Life.KEPT ? run : path), "remove-unpacked"));
    }

    private Path kept() {
        return path.resolve("kept");
    }

    private boolean isUsable() {
        try {
            Files.createDirectories(path);
            boolean usable = hasRoom() && mayRunCode();
            if (!usable) {
                // Goes if it is empty, and so if it was made just now.
                boolean _ = path.toFile().delete();
            }
            return usable;
        } catch (IOException e) {
            return false;
        }
    }

    private boolean hasRoom() throws IOException {
        long needed = Files.isDirectory(kept()) ? ROOM_OF_ONE_RUN_BYTES : ROOM_BYTES;
        return Files.getFileStore(path).getUsableSpace() >= needed;
    }

    /** The system says of a file with all rights whether its folder's mount lets it run. */
    private boolean mayRunCode() throws IOException {
        Path probe = path.resolve("probe-" + ProcessHandle.current().pid());
        try {
            Files.write(probe, new byte[1]);
            File file = probe.toFile();
            return file.setExecutable(true, true) && file.canExecute();
        } finally {
            Files.deleteIfExists(probe);
        }
    }

    private void removeLeftBehind() throws IOException {
        Instant limit = Instant.now().minus(LEFT_BEHIND);
        try (Stream<Path> parts = Files.list(path)) {
            parts.filter(part -> part.getFileName().toString().startsWith(RUN))
                    .filter(part -> modified(part).filter(limit::isAfter).isPresent())
                    .forEach(UnpackFolder::remove);
        }
    }

    private static Optional<Instant> modified(Path part) {
        try {
            return Optional.of(Files.getLastModifiedTime(part).toInstant());
        } catch (IOException e) { // another run removed it
            return Optional.empty();
        }
    }

    private static void remove(Path folder) {
        try (Stream<Path> files = Files.walk(folder)) {
            files.sorted(Comparator.reverseOrder()).map(Path::toFile).forEach(File::delete);
        } catch (IOException e) {
            // The next run tries again.
        }
    }
}
