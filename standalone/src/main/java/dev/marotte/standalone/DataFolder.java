package dev.marotte.standalone;

import dev.marotte.broker.EmbeddedBroker;
import dev.marotte.schemas.BadInputException;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.InstantSource;
import java.util.Map;

/** Where Marotte keeps what outlives a run: the broker's log with identities and recorded sessions, state stores, natives, the log file. */
record DataFolder(Path path) {
    /** The folder given, else {@code $XDG_DATA_HOME/marotte}, else {@code ~/.local/share/marotte}. Made if missing. */
    static DataFolder of(Path given, Map<String, String> environment) {
        Path path = given.toString().isEmpty() ? usual(environment) : given;
        try {
            Files.createDirectories(path);
        } catch (IOException e) {
            throw new BadInputException("the data folder " + path + " cannot be made; name another with --data", e);
        }
        if (!Files.isWritable(path)) {
            throw new BadInputException("the data folder " + path + " is not writable; name another with --data");
        }
        return new DataFolder(path.toAbsolutePath().normalize());
    }

    private static Path usual(Map<String, String> environment) {
        String xdg = environment.getOrDefault("XDG_DATA_HOME", "");
        Path shared = xdg.isEmpty() ? Path.of(System.getProperty("user.home"), ".local", "share") : Path.of(xdg);
        return shared.resolve("marotte");
    }

    /** Whether nothing more can be kept in it. */
    boolean isFull() {
        return !EmbeddedBroker.hasSpace(path);
    }

    /** For clips that are piped in. */
    PipeSpool spool() {
        return new PipeSpool(path, InstantSource.system());
    }

    Path broker() {
        return path.resolve("kafka");
    }

    Path state() {
        return path.resolve("state");
    }

    /** Takes the folder for this process until the lock is closed; a second process would corrupt the broker's log. */
    FileChannel lock() {
        try {
            FileChannel channel =
                    FileChannel.open(path.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            if (tryLock(channel)) {
                return channel;
            }
            channel.close();
        } catch (IOException e) {
            throw new BadInputException("the data folder " + path + " cannot be locked; name another with --data", e);
        }
        throw new BadInputException(
                "another marotte is using " + path + "; wait for it or name another folder with --data");
    }

    private static boolean tryLock(FileChannel channel) throws IOException {
        try {
            return channel.tryLock() != null;
        } catch (OverlappingFileLockException e) {
            return false;
        }
    }
}
