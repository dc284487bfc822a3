package dev.marotte.broker;

import dev.marotte.schemas.BadInputException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The broker's folder under a name that Kafka can read. Kafka takes the setting for a list and splits it at commas, which cannot be quoted, so a
 * link stands for a name that has one. A killed process leaves its link behind in the folder for temporary files.
 */
final class CommaFreeFolder implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(CommaFreeFolder.class);

    private final Path path;
    private final Optional<Path> temporary;

    private CommaFreeFolder(Path path, Optional<Path> temporary) {
        this.path = path;
        this.temporary = temporary;
    }

    /** @throws BadInputException if the name has a comma and no link can stand for it */
    static CommaFreeFolder of(Path folder) {
        if (!hasComma(folder)) {
            return new CommaFreeFolder(folder, Optional.empty());
        }
        try {
            Path temporary = Files.createTempDirectory("marotte-broker");
            if (hasComma(temporary)) {
                throw new IOException(temporary + " has a comma too");
            }
            Path link = Files.createSymbolicLink(temporary.resolve("kafka"), folder.toAbsolutePath());
            return new CommaFreeFolder(link, Optional.of(temporary));
        } catch (IOException | UnsupportedOperationException e) {
            throw new BadInputException(
                    "Kafka cannot use " + folder + ", because its name has a comma: name another folder with --data",
                    e);
        }
    }

    private static boolean hasComma(Path folder) {
        return folder.toString().contains(",");
    }

    Path path() {
        return path;
    }

    @Override
    public void close() {
        try {
            if (temporary.isPresent()) {
                Files.deleteIfExists(path);
                Files.deleteIfExists(temporary.get());
            }
        } catch (IOException e) {
            LOG.atDebug().setCause(e).log("A link to the broker's folder is left behind");
        }
    }
}
