package dev.marotte.studio;

import dev.marotte.schemas.BadInputException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.IntFunction;

/**
 * The port of the page. A free one that is chosen by chance is kept in the data folder and taken again at the next start, so that a page that is open finds
 * its studio again.
 *
 * @param asked 0 for any
 */
record PreferredPort(Path file, int asked) {
    private static final int LARGEST = 65_535;

    static PreferredPort in(Path data, int asked) {
        return new PreferredPort(data.resolve("studio.port"), asked);
    }

    /** Serves on the port that was asked for, else on the one before, else on any. */
    <T> T serve(IntFunction<T> server) {
        int before = asked == 0 ? kept() : 0;
        if (before == 0) {
            return server.apply(asked);
        }
        try {
            return server.apply(before);
        } catch (BadInputException takenByOthers) {
            return server.apply(0);
        }
    }

    private int kept() {
        try {
            int port =
                    Files.exists(file) ? Integer.parseInt(Files.readString(file).strip()) : 0;
            return port > 0 && port <= LARGEST ? port : 0;
        } catch (IOException | NumberFormatException unreadable) {
            return 0;
        }
    }

    void keep(int port) {
        try {
            Files.writeString(file, port + "\n");
        } catch (IOException e) {
            throw new UncheckedIOException("the studio's port cannot be kept in " + file, e);
        }
    }
}
