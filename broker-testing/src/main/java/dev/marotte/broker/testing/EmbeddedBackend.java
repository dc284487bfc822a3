package dev.marotte.broker.testing;

import dev.marotte.broker.EmbeddedBroker;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;

/** A broker in this process, in a temporary folder. */
record EmbeddedBackend(Path folder, EmbeddedBroker broker) implements KafkaBackend {
    /** Time to delete the folder; when it passes, closing fails. */
    private static final Duration LONGEST = Duration.ofSeconds(60);

    private static final Duration PAUSE = Duration.ofMillis(100);

    static EmbeddedBackend start() {
        try {
            Path folder = Files.createTempDirectory("marotte-broker-");
            return new EmbeddedBackend(folder, EmbeddedBroker.start(folder));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public String bootstrapServers() {
        return broker.bootstrapServers();
    }

    @Override
    public void close() {
        broker.close();
        long end = System.nanoTime() + LONGEST.toNanos();
        while (Files.exists(folder)) {
            tryDelete(end);
        }
    }

    /** A Kafka thread that did not end in time, and was left behind, may still create and delete files here. */
    private void tryDelete(long end) {
        try (Stream<Path> content = Files.walk(folder)) {
            for (Path path : content.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(path);
            }
        } catch (IOException | UncheckedIOException changed) {
            if (System.nanoTime() > end) {
                throw new IllegalStateException("the folder of a broker cannot be deleted: " + folder, changed);
            }
            LockSupport.parkNanos(PAUSE.toNanos());
        }
    }
}
