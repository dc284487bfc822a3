package dev.marotte.sink;

import dev.marotte.schemas.SessionId;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * A line about a session that makes a result, kept in the hidden folder in which the result grows. It outlives its process, so that a later life of
 * the same session knows what stands under the result's name already.
 *
 * <p>Two other ways were turned down. A report in {@code marotte.reports} is no part of the disk: between it and the rename a process can be
 * killed as well, and another machine's disk has another truth. A mark in the file itself has no place in a PNG, and tells whoever gets the
 * film which session made it.
 */
record SessionNote(SessionId session, Stand stand) {
    static final String FILE = "marotte.session";
    /** Longer than any session waits for its end to be written down. */
    private static final Duration KEPT = Duration.ofDays(1);

    /** How far the result is. */
    enum Stand {
        /** Nothing of it stands under its name. */
        GROWING,
        /** The name was free, or might be replaced; what stands there now may be the result. */
        PUBLISHING,
        /** It stands under its name, whole. */
        PUBLISHED
    }

    /** What was noted in {@code folder}; nothing where it is not there, or torn. */
    static Optional<SessionNote> in(Path folder) {
        try {
            List<String> lines = Files.readAllLines(folder.resolve(FILE));
            return Arrays.stream(Stand.values())
                    .filter(stand -> lines.size() == 2 && stand.name().equals(lines.get(1)))
                    .map(stand -> new SessionNote(new SessionId(lines.get(0)), stand))
                    .findFirst();
        } catch (IOException notThere) {
            return Optional.empty();
        }
    }

    /** Whether a session that put something under its name here may still ask for it. */
    static boolean isNeeded(Path folder, Instant now) {
        try {
            Instant written = Files.getLastModifiedTime(folder.resolve(FILE)).toInstant();
            return in(folder).filter(note -> note.stand() != Stand.GROWING).isPresent()
                    && written.plus(KEPT).isAfter(now);
        } catch (IOException notThere) {
            return false;
        }
    }

    /** Replaces what was noted, at once and for good. */
    void write(Path folder) throws IOException {
        Path whole = folder.resolve(FILE);
        Path fresh = Files.writeString(folder.resolve(FILE + ".new"), session + "\n" + stand + "\n");
        DurableFiles.sync(fresh);
        Files.move(fresh, whole, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        DurableFiles.syncFolder(folder);
    }
}
