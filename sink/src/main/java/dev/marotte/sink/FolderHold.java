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
 * A folder that one process holds through a lock on a file in it. The operating system releases the lock when the process dies, so a held
 * folder belongs to a live run and any other is stale, whatever its age. One thread; closing it removes the folder.
 */
final class FolderHold implements AutoCloseable {
    private static final String LOCK = "marotte.lock";
    /**
     * Marks that this very process holds the folder. File locks belong to a process as a whole, and are released as soon as it closes the file
     * through any channel. The marker shows that this process holds a folder without opening its lock file.
     */
    private static final String HOLDER = "marotte.holder-"
            + ProcessHandle.current().pid()
            + "-"
            + ProcessHandle.current()
                    .info()
                    .startInstant()
                    .orElse(Instant.EPOCH)
                    .toEpochMilli();

    /** A process that looks for stale folders holds each for a moment, which must not be mistaken for a run. */
    private static final int ATTEMPTS = 5;

    private static final Duration PAUSE = Duration.ofMillis(20);

    private final Path folder;
    private final FileChannel channel;

    private FolderHold(Path folder, FileChannel channel) {
        this.folder = folder;
        this.channel = channel;
    }

    /** Takes the folder: creates it if it is missing, else empties it of everything but a session's note. Empty if another run holds it. */
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

    /** The time when it was taken, by the file system's clock. */
    Instant since() throws IOException {
        return Files.getLastModifiedTime(folder.resolve(LOCK)).toInstant();
    }

    /** Removes folders beside this one that killed runs left behind, as far as permissions allow. */
    void removeStaleBeside() {
        try (Stream<Path> siblings = Files.list(OutputClaim.parentOf(folder))) {
            siblings.filter(FolderHold::hasLock)
                    .filter(sibling -> !sibling.getFileName().equals(folder.getFileName()))
                    .forEach(this::removeStale);
        } catch (IOException unreadable) {
            // They stay: they do no harm.
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
     * One at a time in this process: between taking the lock and writing the marker, another thread would open the lock file too and, by closing it again,
     * release the first thread's lock.
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
            // The previous holder may have removed the file: a lock on a deleted file keeps nobody out.
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

    /** Some file systems, such as /proc, report a new name in them as a missing file. */
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

    /** Releases the folder and leaves the session's note in it. Does nothing the second time. */
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

    /** Removes the folder. The lock is released last, so the folder is this run's while there is anything to remove. Does nothing the second time. */
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
            // The next run for this name has taken it.
        } catch (IOException stays) {
            throw new UncheckedIOException("cannot remove " + folder, stays);
        }
    }
}
