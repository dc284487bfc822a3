package dev.marotte.standalone.run;

import dev.marotte.schemas.BadInputException;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A folder that OpenCV and FFmpeg are unpacked to: writable, with room, and on a mount without {@code noexec}, which would forbid loading code
 * from it. Other libraries are unpacked to the JVM's folder for temporary files, which is set when the JVM starts: see {@code marotte}.
 */
public record UnpackFolder(Path path, Life life) {
    /** The unpacked libraries have 180 MB. */
    private static final long ROOM_BYTES = 250L << 20;
    /** In an image, where libraries are unpacked already, only one is copied under a second name. */
    private static final long ROOM_BESIDE_UNPACKED_BYTES = 48L << 20;

    /** How long the folder exists. */
    public enum Life {
        /** From run to run: libraries are unpacked once for all runs. */
        KEPT,
        /** A folder for one run, in a place that other users share. */
        ONE_RUN
    }

    /**
     * The first usable one of {@code places}. Must be called before anything needs a native library or a temporary file.
     *
     * @throws BadInputException if none is usable
     */
    public static UnpackFolder firstOf(List<UnpackFolder> places) {
        return places.stream()
                .filter(UnpackFolder::isUsable)
                .findFirst()
                .orElseThrow(() -> new BadInputException("native libraries cannot be unpacked, for each of "
                        + places.stream().map(place -> place.path().toString()).collect(Collectors.joining(", "))
                        + " is read-only, full or mounted noexec; name a folder that is not with XDG_CACHE_HOME"));
    }

    /** Lets the libraries of this process be unpacked here. */
    public void use() {
        System.setProperty("org.bytedeco.javacpp.cachedir", kept().toString());
        if (life == Life.ONE_RUN) {
            Runtime.getRuntime().addShutdownHook(new Thread(() -> remove(path), "remove-unpacked"));
        }
    }

    private Path kept() {
        return path.resolve("kept");
    }

    private boolean isUsable() {
        try {
            Files.createDirectories(path);
            boolean usable = hasRoom() && mayRunCode();
            if (!usable) {
                // Deleted if it is empty, as it is if it was created just now.
                boolean _ = path.toFile().delete();
            }
            return usable;
        } catch (IOException e) {
            return false;
        }
    }

    private boolean hasRoom() throws IOException {
        return Files.isDirectory(kept()) || Files.getFileStore(path).getUsableSpace() >= roomBytes();
    }

    private static long roomBytes() {
        return Boolean.getBoolean("org.bytedeco.javacpp.pathsFirst") ? ROOM_BESIDE_UNPACKED_BYTES : ROOM_BYTES;
    }

    /** Whether the folder's mount allows execution, tested with a file that has all permissions. */
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

    private static void remove(Path folder) {
        try (Stream<Path> files = Files.walk(folder)) {
            files.sorted(Comparator.reverseOrder()).map(Path::toFile).forEach(File::delete);
        } catch (IOException e) {
            // It stays behind in a place that the system clears.
        }
    }
}
