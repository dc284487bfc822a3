package dev.marotte.standalone.session;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;

/** The kind of file behind a path, as far as it matters to a reader. */
enum FileKind {
    /** A regular file or a folder. */
    FILE,
    /** A pipe or a socket: read once, from its start to its end. */
    PIPE,
    /** A device, such as a terminal, a camera or a source of zeros. */
    DEVICE,
    /** A path that does not exist, or may not be read. */
    UNKNOWN;

    private static final int TYPE_BITS = 0170_000;
    private static final int CHARACTERS = 0020_000;
    private static final int BLOCKS = 0060_000;

    /** Finds the kind of a path, following links. */
    static FileKind of(Path path) {
        try {
            var attributes = Files.readAttributes(path, BasicFileAttributes.class);
            return !attributes.isOther() ? FILE : isDevice(path) ? DEVICE : PIPE;
        } catch (IOException absent) {
            return UNKNOWN;
        }
    }

    private static boolean isDevice(Path path) throws IOException {
        if (!path.getFileSystem().supportedFileAttributeViews().contains("unix")) {
            return false;
        }
        int type = (int) Files.getAttribute(path, "unix:mode") & TYPE_BITS;
        return type == CHARACTERS || type == BLOCKS;
    }
}
