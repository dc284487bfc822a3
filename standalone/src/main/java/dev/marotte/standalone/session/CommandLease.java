package dev.marotte.standalone.session;

import dev.marotte.runtime.sessions.SessionStore;
import dev.marotte.schemas.BadInputException;
import dev.marotte.schemas.SessionId;
import dev.marotte.schemas.SessionState.EndReason;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.stream.Stream;

/**
 * The sign that a command on this machine waits for its session: a locked file, so that it ends with the process, however that ends. It tells the next
 * command which sessions nobody waits for any more.
 */
final class CommandLease implements AutoCloseable {
    private final Path file;
    private final FileChannel channel;

    private CommandLease(Path file, FileChannel channel) {
        this.file = file;
        this.channel = channel;
    }

    /** @throws BadInputException if the same session is already running */
    static CommandLease take(Path folder, SessionId session) {
        Path file = folder.resolve(session.value());
        try {
            Files.createDirectories(folder);
            FileChannel channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            if (isLocked(channel)) {
                return new CommandLease(file, channel);
            }
            channel.close();
        } catch (IOException e) {
            throw new UncheckedIOException("the data folder cannot be written to", e);
        }
        throw new BadInputException("another marotte makes just this; wait for it");
    }

    /** Gives up sessions that commands opened here and nobody waits for, apart from {@code own}. */
    static void giveUpAbandoned(Path folder, SessionStore store, SessionId own) {
        store.all().stream()
                .filter(session -> session.isOpen() && SessionNames.isCommands(session))
                .filter(session -> !session.id().equals(own)
                        && isAbandoned(folder.resolve(session.id().value())))
                .forEach(session ->
                        store.end(session.id(), EndReason.FAILED, "given up: the command that opened it is gone"));
    }

    /** Whether another command waits for a session on which this process may be working. */
    static boolean anyIsHeldBesides(SessionId own, Path folder) {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> !file.endsWith(own.value())).anyMatch(file -> !isAbandoned(file));
        } catch (IOException e) {
            throw new UncheckedIOException("the data folder cannot be read", e);
        }
    }

    private static boolean isAbandoned(Path file) {
        if (!Files.exists(file)) {
            return true;
        }
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
            return isLocked(channel);
        } catch (NoSuchFileException doneMeanwhile) {
            return true;
        } catch (IOException e) {
            throw new UncheckedIOException("the data folder cannot be read", e);
        }
    }

    private static boolean isLocked(FileChannel channel) throws IOException {
        try {
            return channel.tryLock() != null;
        } catch (OverlappingFileLockException ofThisProcess) {
            return false;
        }
    }

    @Override
    public void close() {
        try (channel) {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            throw new UncheckedIOException("the data folder cannot be written to", e);
        }
    }
}
