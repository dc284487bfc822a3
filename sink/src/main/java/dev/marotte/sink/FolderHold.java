package dev.marotte.sink;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;

/**
 * A folder that one process holds by a lock on a file in it. The operating system lets go when the process dies, so what is held is a live
 * run's and what is not is stale, whatever its age. One thread; closing it removes the folder.
 */
final class FolderHold implements AutoCloseable {
    private static final String LOCK = "marotte.lock";
    /**
     * Says that this very process holds the folder. A file system's locks belong to a process as a whole, and go as soon as it closes the file by
     * whatever channel: so a folder that is held here already is known without opening its lock.
     */
    private static final String HOLDER = "marotte.holder-"
            + ProcessHandle.current().pid()
            + "-"
            + ProcessHandle.current()
                    .info()
                    .startInstant()
                    .orElse(Instant.EPOCH)
                    .toEpochMilli();

    /** Whoever looks for stale folders holds each for a moment, which is not to be taken for a run. */
    private static final int ATTEMPTS = 5;

    private static final Duration PAUSE = Duration.ofMillis(20);

    private final Path folder;
    private final FileChannel channel;

    private FolderHold(Path folder, FileChannel channel) {
        this.folder = folder;
        this.channel = channel;
    }

    /**
     * Takes the folder, which is made if it is missing and emptied of all but a session's note if it is not; nothing where somebody else holds it.
     */
    static Optional<FolderHold> take(Path folder) throws IOException {
        Optional<FolderHold> hold = attempt(folder);
        for (int again = 1; hold.isEmpty() && again < ATTEMPTS; again++) {
            LockSupport.parkNanos(PAUSE.toNanos());
            hold = attempt(folder);
        }
        if (hold.isPresent()) {
            hold.get().begin();
        }
        return hold;
    }

    /** When it was taken, by the clock of the disk. */
    Instant since() throws IOException {
        return Files.getLastModifiedTime(folder.resolve(LOCK)).toInstant();
    }

    /** Removes the folders beside this one that killed runs left, as far as this user may. */
    void removeStaleBeside() {
        try (Stream<Path> siblings = Files.list(OutputClaim.parentOf(folder))) {
            siblings.filter(FolderHold::hasLock)
                    .filter(sibling -> !sibling.getFileName().equals(folder.getFileName()))
                    .forEach(this::removeStale);
        } catch (IOException unreadable) {
            // Then they stay: they are in nobody's way.
        }
    }

    private void removeStale(Path stale) {
        try {
            if (!SessionNote.isNeeded(stale, since())) {
                attempt(stale).ifPresent(FolderHold::close);
            }
        } catch (IOException | UncheckedIOException somebodyElses) {
            // It stays.
        }
    }

    private static boolean hasLock(Path folder) {
        String name = folder.getFileName().toString();
        return name.startsWith(".") && name.endsWith(".part") && Files.isRegularFile(folder.resolve(LOCK));
    }

    /**
     * One at a time in this process: between the lock and the word of the holder another thread would open the lock too, and by closing it again let go of
     * what the first one holds.
     */
    private static synchronized Optional<FolderHold> attempt(Path folder) throws IOException {
        if (Files.exists(folder.resolve(HOLDER))) {
            return Optional.empty();
        }
        try {
            Path lock = folder.resolve(LOCK);
            makeMissing(folder, lock);
            Optional<Object> opened = identity(lock);
            FileChannel channel = FileChannel.open(lock, StandardOpenOption.WRITE);
            // Who held it before may have removed it: a lock on what has no name keeps nobody off.
            if (isLocked(channel) && opened.equals(identity(lock))) {
                Files.writeString(folder.resolve(HOLDER), "");
                return Optional.of(new FolderHold(folder, channel));
            }
            channel.close();
            return Optional.empty();
        } catch (NoSuchFileException | FileAlreadyExistsException changedMeanwhile) {
            return Optional.empty();
        }
    }

    private static void makeMissing(Path folder, Path lock) throws IOException {
        if (Files.notExists(folder)) {
            createDirectory(folder);
        }
        if (Files.notExists(lock)) {
            Files.createFile(lock);
        }
    }

    /** Some file systems, such as /proc, say of a new name in them that there is no such file. */
    private static void createDirectory(Path folder) throws IOException {
        try {
            Files.createDirectory(folder);
        } catch (NoSuchFileException e) {
            throw new FileSystemException(folder.toString(), e.getMessage(), "no folder can be made beside it");
        }
    }

    private static Optional<Object> identity(Path file) throws IOException {
        return Optional.ofNullable(
                Files.readAttributes(file, BasicFileAttributes.class).fileKey());
    }

    private static boolean isLocked(FileChannel channel) throws IOException {
        try {
            return Objects.nonNull(channel.tryLock());
        } catch (OverlappingFileLockException heldByThisProcess) {
            return false;
        }
    }

    Path folder() {
        return folder;
    }

    private void begin() throws IOException {
        emptyBut(Set.of(LOCK, HOLDER, SessionNote.FILE));
        channel.write(ByteBuffer.wrap(new byte[] {'\n'}), 0); // for since()
    }

    private void emptyBut(Set<String> kept) throws IOException {
        try (Stream<Path> inside = Files.walk(folder)) {
            List<Path> deepestFirst = inside.sorted(Comparator.reverseOrder()).toList();
            for (Path path : deepestFirst) {
                if (!path.equals(folder)
                        && !kept.contains(folder.relativize(path).toString())) {
                    Files.delete(path);
                }
            }
        }
    }

    /** Lets go of the folder and leaves the session's note in it. A second time it does nothing. */
    void release() {
        if (!channel.isOpen()) {
            return;
        }
        try (channel) {
            emptyBut(Set.of(LOCK, SessionNote.FILE));
        } catch (IOException stays) {
            throw new UncheckedIOException("cannot empty " + folder, stays);
        }
    }

    /** The lock goes last: while there is anything to remove, the folder is this run's. A second time it does nothing. */
    @Override
    public void close() {
        if (!channel.isOpen()) {
            return;
        }
        try (channel) {
            emptyBut(Set.of(LOCK, HOLDER));
            Files.deleteIfExists(folder.resolve(HOLDER));
            Files.deleteIfExists(folder.resolve(LOCK));
            Files.deleteIfExists(folder);
        } catch (DirectoryNotEmptyException takenAlready) {
            // By the next run for this name.
        } catch (IOException stays) {
            throw new UncheckedIOException("cannot remove " + folder, stays);
        }
    }
}
