package dev.marotte.broker;

import dev.marotte.schemas.BadInputException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.jspecify.annotations.Nullable;

/** Keeps a second broker, in this process or another, away from the folder. The operating system releases the lock when the process dies. */
final class FolderLock implements AutoCloseable {
    private final FileChannel file;

    private FolderLock(FileChannel file) {
        this.file = file;
    }

    /** Takes the lock; creates the folder if it is missing. */
    static FolderLock take(Path folder) {
        try {
            Files.createDirectories(folder);
            Path name = folder.resolve("in-use.lock");
            return lock(folder, FileChannel.open(name, StandardOpenOption.CREATE, StandardOpenOption.WRITE));
        } catch (IOException e) {
            throw new BadInputException("the broker's folder " + folder + " cannot be written: " + e.getMessage(), e);
        }
    }

    private static FolderLock lock(Path folder, FileChannel file) throws IOException {
        if (tryLock(file) == null) {
            file.close();
            throw new BadInputException("the broker's folder " + folder + " is in use by another process");
        }
        return new FolderLock(file);
    }

    private static @Nullable FileLock tryLock(FileChannel file) throws IOException {
        try {
            return file.tryLock();
        } catch (OverlappingFileLockException e) { // held by this process
            return null;
        }
    }

    @Override
    public void close() {
        try {
            file.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
