package dev.marotte.standalone.session;

import static dev.marotte.standalone.session.ClipName.refused;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.stream.Stream;
import org.slf4j.LoggerFactory;

/**
 * Keeps clips that come through pipes while they are in use, in files that only the user may read.
 *
 * @param folder with room for a clip; not one for temporary files, which is often in memory
 */
public record PipeSpool(Path folder, InstantSource clock) {
    private static final String PREFIX = "piped-";
    private static final String SUFFIX = ".clip";
    /** An older file is already open, which deleting does not disturb, or was left by a run that was killed. */
    private static final Duration ABANDONED = Duration.ofHours(1);

    /** A source that can be read once, from its start to its end. */
    @FunctionalInterface
    public interface Pipe {
        InputStream open() throws IOException;
    }

    /**
     * Reads a pipe to its end into a file, which the caller must {@link #delete}.
     *
     * @throws dev.marotte.schemas.BadInputException if nothing comes, or it cannot be stored
     */
    Path keep(String name, Pipe pipe) throws InterruptedException {
        deleteAbandoned();
        try (InputStream clip = pipe.open()) {
            return copied(name, clip);
        } catch (IOException broken) {
            // An interrupted channel is closed, which shows as one of several exceptions.
            if (Thread.interrupted()) {
                throw new InterruptedException("stopped while the clip was piped in");
            }
            throw refused(name, "it is a pipe, and could not be copied to " + folder + ": " + broken.getMessage());
        }
    }

    private Path copied(String name, InputStream clip) throws IOException {
        Path file = Files.createTempFile(folder, PREFIX, SUFFIX);
        boolean whole = false;
        try (var kept = Files.newOutputStream(file)) {
            whole = clip.transferTo(kept) > 0;
        } finally {
            if (!whole) {
                delete(file);
            }
        }
        if (!whole) {
            throw refused(name, "it is a pipe, and nothing came through it");
        }
        return file;
    }

    private void deleteAbandoned() {
        Instant latest = clock.instant().minus(ABANDONED);
        try (Stream<Path> files = Files.list(folder)) {
            files.filter(file -> isOurs(file) && isOlder(file, latest)).forEach(PipeSpool::delete);
        } catch (IOException unreadable) {
            log("Clips that killed runs left are not looked for", unreadable);
        }
    }

    private static boolean isOurs(Path file) {
        String name = file.getFileName().toString();
        return name.startsWith(PREFIX) && name.endsWith(SUFFIX);
    }

    private static boolean isOlder(Path file, Instant latest) {
        try {
            return Files.getLastModifiedTime(file).toInstant().isBefore(latest);
        } catch (IOException gone) {
            return false;
        }
    }

    /** Deletes a kept clip; one that cannot be deleted stays until it is an hour old. */
    static void delete(Path file) {
        try {
            Files.deleteIfExists(file);
        } catch (IOException stuck) {
            log("A clip that was piped in could not be deleted", stuck);
        }
    }

    private static void log(String what, IOException why) {
        LoggerFactory.getLogger(PipeSpool.class).warn(what, why);
    }
}
