package dev.marotte.sink;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Symbolic links to files that need not be there yet, which {@link Path#toRealPath} does not follow. */
final class SymbolicLinks {
    /** A chain of more links is a circle. */
    private static final int MOST = 40;

    private SymbolicLinks() {}

    /** Where a file is or would be made; its folder is looked at as it is. What cannot be read is taken as it stands. */
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
     * The one path of a file that is there or would be made.
     *
     * @throws IOException if its folder is not there, or the links lead in a circle
     */
    static Path realPath(Path path) throws IOException {
        Path target = target(path);
        return Files.exists(target) || Files.isSymbolicLink(target)
                ? target.toRealPath()
                : OutputClaim.parentOf(target).toRealPath().resolve(target.getFileName());
    }
}
