package dev.marotte.sink;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.UUID;

/**
 * The right to make one result, of one run from its start to its end: a hidden folder beside the result, in which it grows until it is
 * whole. Another run for the same name, by whatever links, is refused while this one lives; what killed ones left is removed.
 *
 * <p>One thread. Closing it removes what has not become whole; a second time it does nothing.
 */
public final class OutputClaim implements AutoCloseable {
    /** What a file system takes is 255 bytes at most, and the folder's name is longer than the result's. */
    private static final int LONGEST_NAME = 200;

    private final Output output;
    private final Path place;
    private final FolderHold hold;

    private OutputClaim(Output output, Path place, FolderHold hold) {
        this.output = output;
        this.place = place;
        this.hold = hold;
    }

    /**
     * Takes the result's name for this run.
     *
     * @throws dev.marotte.schemas.BadInputException if another run is making it, or its folder cannot be written to
     */
    public static OutputClaim take(Output output) {
        try {
            Path place = output.place();
            FolderHold hold = FolderHold.take(folder(output, place))
                    .orElseThrow(() ->
                            output.refused("another marotte is making it; wait for that one or choose another name"));
            FolderHold.removeStaleBeside(hold.folder());
            return new OutputClaim(output, place, hold);
        } catch (IOException e) {
            throw output.refused(e);
        }
    }

    private static Path folder(Output output, Path place) {
        boolean newFolder = output.form() == Output.Form.PICTURES && !Files.isDirectory(parentOf(place));
        Path whole = newFolder ? parentOf(place) : place;
        return whole.resolveSibling("." + shortened(whole.getFileName().toString()) + ".part");
    }

    private static String shortened(String name) {
        byte[] bytes = name.getBytes(StandardCharsets.UTF_8);
        return bytes.length <= LONGEST_NAME
                ? name
                : UUID.nameUUIDFromBytes(bytes).toString();
    }

    /** What is to be made. */
    public Output output() {
        return output;
    }

    /** Where it will stand, with every link followed; for pictures the pattern of their names. */
    public Path place() {
        return place;
    }

    /** A path of this name in the folder that is this run's own. */
    public Path part(String name) {
        return hold.folder().resolve(name);
    }

    /**
     * Puts a part under the result's name, at once and for good: also a power cut leaves the old file or the new one.
     *
     * @throws dev.marotte.schemas.BadInputException if something was put there meanwhile that may not be replaced
     */
    public void publish(Path part) throws IOException {
        sync(part);
        requireFree();
        Files.move(part, place, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        syncFolder(parentOf(place));
    }

    /** Refuses to replace what was put under the result's name since the run began, unless that is allowed. */
    public void requireFree() {
        if (!output.overwrite() && output.exists()) {
            throw output.refused("something was put there meanwhile; --overwrite replaces it");
        }
    }

    /** Writes a file through to the disk. */
    public static void sync(Path file) throws IOException {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
            channel.force(true);
        }
    }

    /** Writes the names in a folder through to the disk. */
    public static void syncFolder(Path folder) throws IOException {
        try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
            channel.force(true);
        } catch (AccessDeniedException notOnThisSystem) {
            // Windows opens no folders; there the rename is as durable as it gets.
        }
    }

    static Path parentOf(Path path) {
        Path absolute = path.toAbsolutePath();
        Path parent = absolute.getParent();
        return parent == null ? absolute : parent;
    }

    @Override
    public void close() {
        hold.close();
    }
}
