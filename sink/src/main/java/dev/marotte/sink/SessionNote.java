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
 * A note about the session that makes a result, kept in the hidden folder in which the result grows. It outlives its process, so that a later run
 * of the same session knows what exists under the result's name already.
 *
 * <p>Two alternatives were rejected. A report in {@code marotte.reports} is not on the disk: a process can be killed between it and the rename as
 * well, and another machine's disk has another state. A mark in the file itself has no place in a PNG, and would tell everyone who gets the film
 * which session made it.
 */
record SessionNote(SessionId session, Stand stand) {
    static final String FILE = "marotte.session";
    /** Longer than any session waits for its end to be recorded. */
    private static final Duration KEPT = Duration.ofDays(1);

    /** The state of the result. */
    enum Stand {
        /** Nothing of it is under its name yet. */
        GROWING,
        /** The name was free, or could be replaced; what is there now may be the result. */
        PUBLISHING,
        /** The whole result is under its name. */
        PUBLISHED
    }

    /** Reads the note in {@code folder}; empty if it is missing or incomplete. */
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

    /** Whether a session that published something here may still need its note. */
    static boolean isNeeded(Path folder, Instant now) {
        try {
            Instant written = Files.getLastModifiedTime(folder.resolve(FILE)).toInstant();
            return in(folder).filter(note -> note.stand() != Stand.GROWING).isPresent()
                    && written.plus(KEPT).isAfter(now);
        } catch (IOException notThere) {
            return false;
        }
    }

    /** Replaces the note, atomically and durably. */
    void write(Path folder) throws IOException {
        Path whole = folder.resolve(FILE);
        Path fresh = Files.writeString(folder.resolve(FILE + ".new"), session + "\n" + stand + "\n");
        DurableFiles.sync(fresh);
        Files.move(fresh, whole, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        DurableFiles.syncFolder(folder);
    }
}
