package dev.marotte.sink;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Follows symbolic links to files that may not exist yet, which {@link Path#toRealPath} does not. */
final class SymbolicLinks {
    /** A longer chain of links is a cycle. */
    private static final int MOST = 40;

    private SymbolicLinks() {}

    /** The path where a file is or would be created. Takes the path of its folder as it is, and an unreadable link as a file. */
    static Path target(Path path) {
        return target(path, MOST);
    }

    private static Path target(Path path, int links) {
        try {
            return links > 0 && Files.isSymbolicLink(path)
                    ? target(path.resolveSibling(Files.readSymbolicLink(path)), links - 1)
                    : path;
        } catch (IOException unreadable) {
            return path;
        }
    }

    /**
     * The canonical path of a file that exists or would be created.
     *
     * @throws IOException if its folder does not exist, or the links form a cycle
     */
    static Path realPath(Path path) throws IOException {
        Path target = target(path);
        return Files.exists(target) || Files.isSymbolicLink(target)
                ? target.toRealPath()
                : OutputClaim.parentOf(target).toRealPath().resolve(target.getFileName());
    }
}
