package dev.marotte.broker.testing;

import dev.marotte.broker.EmbeddedBroker;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.stream.Stream;

/** A broker in this process, in a temporary folder. */
record EmbeddedBackend(Path folder, EmbeddedBroker broker) implements KafkaBackend {
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
        try (Stream<Path> content = Files.walk(folder)) {
            for (Path path : content.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(path);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
