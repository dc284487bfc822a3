package dev.marotte.sink;

import dev.marotte.schemas.BadInputException;
import dev.marotte.schemas.SessionId;
import dev.marotte.sink.SessionNote.Stand;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;

/**
 * A run's exclusive right to make one result, from its start to its end: a hidden folder beside the result, in which it grows until it is
 * complete. Another run for the same name, even through links, is refused while this one lives; leftovers of killed runs are removed.
 *
 * <p>One thread. Closing it removes an unfinished result; closing it again does nothing. A session's note that it has published the result
 * stays until {@link #settle}.
 */
public final class OutputClaim implements AutoCloseable {
    /** File systems allow at most 255 bytes, and the folder's name is longer than the result's. */
    private static final int LONGEST_NAME = 200;

    private static final String NO_FOLDER =
            "a file in an output is a file where the sink stage runs, and there is no folder ";

    private final Output output;
    private final Path place;
    private final FolderHold hold;
    private final Optional<SessionId> session;
    private Stand stand;

    private OutputClaim(Output output, Path place, FolderHold hold, Optional<SessionId> session) {
        this.output = output;
        this.place = place;
        this.hold = hold;
        this.session = session;
        stand = session.flatMap(id -> noted(hold.folder(), id)).orElse(Stand.GROWING);
    }

    /**
     * Claims the result's name for this run.
     *
     * @throws BadInputException if another run is making it, or its folder cannot be written to
     */
    public static OutputClaim take(Output output) {
        try {
            Path place = output.place();
            return take(output, place, folder(output, place), Optional.empty())
                    .orElseThrow(() -> heldByAnother(output));
        } catch (IOException e) {
            throw output.refused(e);
        }
    }

    /**
     * Claims the result's name for a session, which may have published it in an earlier run. Empty if the name is held: by another process that has not
     * released the same session yet, by another run, or for a moment by a process that looks for stale folders. {@link #isLeftOver} distinguishes the first
     * from the others.
     *
     * @throws BadInputException if the name cannot be claimed, or something else exists there that must not be replaced
     */
    static Optional<OutputClaim> take(Output output, SessionId session) {
        try {
            output.requirePlace(NO_FOLDER);
            Path place = output.place();
            Path folder = folderNotedBy(session, output, place).orElseGet(() -> folder(output, place));
            Optional<OutputClaim> claim = take(output, place, folder, Optional.of(session));
            if (claim.isPresent()) {
                claim.get().begin(session);
            }
            return claim;
        } catch (IOException e) {
            throw output.refused(e);
        }
    }

    /** Whether a process on this machine has begun to make the result for a session; it may have been killed since. */
    static boolean isLeftOver(Output output, SessionId session) {
        try {
            return folderNotedBy(session, output, output.place()).isPresent();
        } catch (IOException noSuchPlace) {
            return false;
        }
    }

    /** Forgets that a session of this process has published the result: no run will make it again. */
    static void settle(Output output, SessionId session) {
        try {
            Optional<Path> folder = folderNotedBy(session, output, output.place());
            if (folder.isPresent()) {
                FolderHold.take(folder.get()).ifPresent(FolderHold::close);
            }
        } catch (IOException | UncheckedIOException stays) {
            // The note stays until the next claim beside it, a day or more later.
        }
    }

    private static Optional<OutputClaim> take(Output output, Path place, Path folder, Optional<SessionId> session)
            throws IOException {
        Optional<FolderHold> hold = FolderHold.take(folder);
        hold.ifPresent(FolderHold::removeStaleBeside);
        return hold.map(held -> new OutputClaim(output, place, held, session));
    }

    static BadInputException heldByAnother(Output output) {
        return output.refused("another marotte is making it; wait for that one or choose another name");
    }

    private void begin(SessionId id) throws IOException {
        try {
            if (stand == Stand.GROWING) {
                output.requireFree();
                note(id, Stand.GROWING);
            }
        } catch (IOException | BadInputException e) {
            // The result there may be another session's, which still needs its note.
            if (SessionNote.isNeeded(hold.folder(), hold.since())) {
                hold.release();
            } else {
                hold.close();
            }
            throw e;
        }
    }

    private void note(SessionId id, Stand next) throws IOException {
        new SessionNote(id, next).write(hold.folder());
        stand = next;
    }

    private static Optional<Stand> noted(Path folder, SessionId session) {
        return SessionNote.in(folder)
                .filter(note -> note.session().equals(session))
                .map(SessionNote::stand);
    }

    /** If a folder of pictures was new when the session began, its hidden folder is beside it, even if the folder exists by now. */
    private static Optional<Path> folderNotedBy(SessionId session, Output output, Path place) {
        Stream<Path> results =
                output.form() == Output.Form.PICTURES ? Stream.of(parentOf(place), place) : Stream.of(place);
        return results.map(OutputClaim::hidden)
                .filter(folder -> noted(folder, session).isPresent())
                .findFirst();
    }

    private static Path folder(Output output, Path place) {
        boolean newFolder = output.form() == Output.Form.PICTURES && !Files.isDirectory(parentOf(place));
        return hidden(newFolder ? parentOf(place) : place);
    }

    private static Path hidden(Path whole) {
        Path name = whole.getFileName();
        return whole.resolveSibling("." + shortened(name == null ? "" : name.toString()) + ".part");
    }

    private static String shortened(String name) {
        byte[] bytes = name.getBytes(StandardCharsets.UTF_8);
        return bytes.length <= LONGEST_NAME
                ? name
                : UUID.nameUUIDFromBytes(bytes).toString();
    }

    /** The output to make. */
    public Output output() {
        return output;
    }

    /** The final path, with every link followed; for pictures, the pattern of their names. */
    public Path place() {
        return place;
    }

    /** A path of this name in this run's own folder. */
    public Path part(String name) {
        return hold.folder().resolve(name);
    }

    /** Whether an earlier run of the session has published the whole result. */
    boolean isPublished() {
        return stand == Stand.PUBLISHED;
    }

    /**
     * Publishes the finished result under its name.
     *
     * @param move puts it there; if it is interrupted, the same session may repeat it
     * @throws BadInputException if something was put there meanwhile that must not be replaced
     */
    public void publish(Move move) throws IOException {
        requireFree();
        if (session.isPresent()) {
            note(session.get(), Stand.PUBLISHING);
        }
        move.run();
        if (session.isPresent()) {
            note(session.get(), Stand.PUBLISHED);
        }
    }

    /** Publishes a file under the result's name, atomically and durably: even a power cut leaves either the old file or the new one. */
    public void publish(Path part) throws IOException {
        DurableFiles.sync(part);
        publish(() -> {
            Files.move(part, place, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
            DurableFiles.syncFolder(parentOf(place));
        });
    }

    /** Moves the result to its place. */
    @FunctionalInterface
    public interface Move {
        void run() throws IOException;
    }

    /** Refuses to replace what was put under the result's name since the run began, unless that is allowed. */
    private void requireFree() {
        if (stand == Stand.GROWING && !output.overwrite() && output.exists()) {
            throw output.refused("something was put there meanwhile; --overwrite replaces it");
        }
    }

    static Path parentOf(Path path) {
        Path absolute = path.toAbsolutePath();
        Path parent = absolute.getParent();
        return parent == null ? absolute : parent;
    }

    @Override
    public void close() {
        if (stand == Stand.GROWING) {
            hold.close();
        } else {
            hold.release();
        }
    }
}
