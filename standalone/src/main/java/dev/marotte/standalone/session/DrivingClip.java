package dev.marotte.standalone.session;

import static dev.marotte.standalone.session.ClipName.refused;

import java.io.FileDescriptor;
import java.io.FileInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.Channels;
import java.nio.file.Files;
import java.nio.file.Path;
import org.slf4j.LoggerFactory;

/**
 * The driving clip of a job as a file that can be read at any position, as often as necessary. A clip that comes through a pipe is kept in
 * its own file until this is closed.
 *
 * @param name as the user wrote it
 */
public record DrivingClip(String name, Path file, boolean spooled) implements AutoCloseable {
    private static final Path STANDARD_INPUT = Path.of("/dev/stdin");

    /** A clip in a file. */
    public static DrivingClip in(Path file) {
        return new DrivingClip(file.toString(), file, false);
    }

    /**
     * Finds the clip; reads all of it if it comes through a pipe.
     *
     * @param spool stores a clip from a pipe
     * @throws dev.marotte.schemas.BadInputException if it cannot be read; whether it is a clip is not checked
     */
    public static DrivingClip named(String name, PipeSpool spool) throws InterruptedException {
        return switch (ClipName.parse(name)) {
            case ClipName.StandardInput _ -> fromStandardInput(name, spool);
            case ClipName.OfPath(Path path) -> fromPath(name, path, spool);
        };
    }

    private static DrivingClip fromStandardInput(String name, PipeSpool spool) throws InterruptedException {
        return switch (FileKind.of(STANDARD_INPUT)) {
            case FILE -> redirected(name, spool);
            case DEVICE -> throw refused(name, "nothing is piped into standard input");
            case PIPE, UNKNOWN -> spooled(name, DrivingClip::standardInput, spool);
        };
    }

    /**
     * A file by its own name: the process that reads the clip may be another one, with another standard input. A file that has lost its name is
     * copied.
     */
    private static DrivingClip redirected(String name, PipeSpool spool) throws InterruptedException {
        try {
            Path file = STANDARD_INPUT.toRealPath();
            if (!file.startsWith("/dev") && !file.startsWith("/proc")) {
                return new DrivingClip(name, file, false);
            }
        } catch (IOException nameless) {
            LoggerFactory.getLogger(DrivingClip.class).debug("The clip on standard input has no name", nameless);
        }
        return spooled(name, DrivingClip::standardInput, spool);
    }

    /** Unlike {@link System#in} it can be interrupted while it waits. */
    private static InputStream standardInput() {
        return Channels.newInputStream(new FileInputStream(FileDescriptor.in).getChannel());
    }

    private static DrivingClip fromPath(String name, Path path, PipeSpool spool) throws InterruptedException {
        return switch (FileKind.of(path)) {
            case FILE, UNKNOWN -> new DrivingClip(name, path, false);
            case DEVICE -> throw refused(name, "it is a device, not a clip; record a clip from it first");
            case PIPE -> spooled(name, () -> Files.newInputStream(path), spool);
        };
    }

    private static DrivingClip spooled(String name, PipeSpool.Pipe pipe, PipeSpool spool) throws InterruptedException {
        return new DrivingClip(name, spool.keep(name, pipe), true);
    }

    @Override
    public void close() {
        if (spooled) {
            PipeSpool.delete(file);
        }
    }
}
