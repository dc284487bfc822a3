package dev.marotte.sink.ffmpeg;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** A hidden file or folder next to its final place, where a clip grows until it is whole. One left by a killed run is replaced. */
final class PartFile implements AutoCloseable {
    private final Path part;

    /** @param whole what the part will become; only its name and place are used */
    PartFile(Path whole) throws IOException {
        part = whole.resolveSibling("." + whole.getFileName() + ".part");
        remove();
    }

    Path path() {
        return part;
    }

    /** Puts the part under its final name, at once and for good: also a power cut leaves the old file or the new one. */
    void become(Path whole) throws IOException {
        sync(part);
        Files.move(part, whole, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        syncFolder(whole);
    }

    static void sync(Path file) throws IOException {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
            channel.force(true);
        }
    }

    private static void syncFolder(Path file) throws IOException {
        Path folder = file.toAbsolutePath().getParent();
        try (FileChannel channel = FileChannel.open(folder == null ? file : folder, StandardOpenOption.READ)) {
            channel.force(true);
        } catch (AccessDeniedException notOnThisSystem) {
            // Windows opens no folders; there the rename is as durable as it gets.
        }
    }

    private void remove() throws IOException {
        if (!Files.exists(part)) {
            return;
        }
        try (Stream<Path> inside = Files.walk(part)) {
            List<Path> deepestFirst = inside.sorted(Comparator.reverseOrder()).toList();
            for (Path path : deepestFirst) {
                Files.delete(path);
            }
        }
    }

    /** Removes what has not become whole. */
    @Override
    public void close() {
        try {
            remove();
        } catch (IOException stays) {
            throw new UncheckedIOException("cannot remove " + part, stays);
        }
    }
}
