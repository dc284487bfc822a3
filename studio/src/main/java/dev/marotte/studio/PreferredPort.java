package dev.marotte.studio;

import dev.marotte.schemas.BadInputException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.IntFunction;
import java.util.stream.IntStream;

/**
 * The port of the page. A random free port is remembered in the data folder and used again at the next start, so that an open page finds its studio
 * again.
 *
 * @param asked 0 for any
 */
record PreferredPort(Path file, int asked) {
    private static final int LARGEST = 65_535;
    /** Below the ephemeral ports that systems assign: another program may have one of those after a restart. */
    private static final int FIRST_TRIED = 20_000;

    private static final int LAST_TRIED = 30_000;
    private static final int TRIES = 8;

    static PreferredPort in(Path data, int asked) {
        return new PreferredPort(data.resolve("studio.port"), asked);
    }

    /** Serves on the port that was asked for, else on the previous one, else on any. */
    <T> T serve(IntFunction<T> server) {
        if (asked != 0) {
            return server.apply(asked);
        }
        int before = kept();
        return IntStream.concat(
                        before == 0 ? IntStream.empty() : IntStream.of(before),
                        ThreadLocalRandom.current().ints(TRIES, FIRST_TRIED, LAST_TRIED))
                .mapToObj(port -> tried(server, port))
                .flatMap(Optional::stream)
                .findFirst()
                .orElseGet(() -> server.apply(0));
    }

    private static <T> Optional<T> tried(IntFunction<T> server, int port) {
        try {
            return Optional.of(server.apply(port));
        } catch (BadInputException takenByOthers) {
            return Optional.empty();
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
