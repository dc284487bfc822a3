package dev.marotte.standalone.run;

import dev.marotte.broker.EmbeddedBroker;
import dev.marotte.schemas.BadInputException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Map;
import java.util.Optional;

/** Where Marotte keeps what outlives a run: the broker's log with identities and recorded sessions, state stores, natives, the log file. */
public record DataFolder(Path path) {
    /** The given folder, else {@code $XDG_DATA_HOME/marotte}, else {@code ~/.local/share/marotte}. Created if missing. */
    public static DataFolder of(Path given, Map<String, String> environment) {
        Path path = given.toString().isEmpty() ? UserFolders.of(environment).data() : given;
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

    /** Whether it holds only data of an earlier, unreleased version, which this one does not read. */
    public boolean holdsEarlierFormat() {
        return Files.isDirectory(path.resolve("kafka")) && Files.notExists(broker());
    }

    /** Whether its disk is full. */
    public boolean isFull() {
        return !EmbeddedBroker.hasSpace(path);
    }

    public Path broker() {
        return path.resolve("cluster");
    }

    public Path state() {
        return path.resolve("stages");
    }

    /** Locks the folder for this process until the lock is closed; empty if another process has it. Two would corrupt the broker's log. */
    Optional<FileChannel> tryLock() {
        try {
            FileChannel channel =
                    FileChannel.open(path.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            if (isLocked(channel)) {
                return Optional.of(channel);
            }
            channel.close();
            return Optional.empty();
        } catch (IOException e) {
            throw new BadInputException("the data folder " + path + " cannot be locked; name another with --data", e);
        }
    }

    private static boolean isLocked(FileChannel channel) throws IOException {
        try {
            return channel.tryLock() != null;
        } catch (OverlappingFileLockException e) {
            return false;
        }
    }

    /** Publishes the address of this folder's cluster to other processes of this machine. */
    void publish(SharedAddress shared) {
        try {
            Path written = Files.writeString(path.resolve("address.new"), shared.written());
            Files.move(written, address(), StandardCopyOption.ATOMIC_MOVE); // all or nothing
        } catch (IOException e) {
            throw new UncheckedIOException("the data folder " + path + " cannot be written to", e);
        }
    }

    /** The address of this folder's cluster, if a process has published it. */
    Optional<SharedAddress> published() {
        try {
            return Files.exists(address()) ? SharedAddress.read(Files.readString(address())) : Optional.empty();
        } catch (IOException goneMeanwhile) {
            return Optional.empty();
        }
    }

    /** Withdraws the published address. */
    void withdraw() {
        try {
            Files.deleteIfExists(address());
        } catch (IOException e) {
            throw new UncheckedIOException("the data folder " + path + " cannot be written to", e);
        }
    }

    private Path address() {
        return path.resolve("address");
    }
}
