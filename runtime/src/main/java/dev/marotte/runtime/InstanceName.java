package dev.marotte.runtime;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.UUID;

/**
 * Names the owner of a state directory, with the same name after every restart. The consumer group uses it to recognize a process that
 * was killed and restarted, and does not wait for the dead one until its session times out (45 s).
 */
public final class InstanceName {
    private static final String FILE = "instance";

    private InstanceName() {}

    /** The name stored in the directory; chosen at random when the directory is new. */
    public static String in(Path stateDirectory) {
        Path file = stateDirectory.resolve(FILE);
        try {
            if (Files.notExists(file)) {
                Files.createDirectories(stateDirectory);
                Path written = Files.writeString(
                        stateDirectory.resolve(FILE + ".new"), UUID.randomUUID().toString());
                Files.move(written, file); // whole or not at all, whenever the process is killed
            }
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException("the state directory cannot be used: " + stateDirectory, e);
        }
    }
}
