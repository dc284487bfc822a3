package dev.marotte.standalone;

import dev.marotte.broker.EmbeddedBroker;
import dev.marotte.render.IdentityRegistry;
import dev.marotte.render.RenderTables;
import dev.marotte.schemas.BadInputException;
import dev.marotte.schemas.TopicSetup;
import dev.marotte.schemas.Topics;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import java.util.function.Consumer;
import org.apache.kafka.clients.admin.Admin;

/** The embedded broker on the data folder, with its topics and the tables of identities. Any thread. */
final class Backbone implements AutoCloseable {
    /** Sessions come one after the other here, so one partition gives them all the order they need. */
    private static final int PARTITIONS = 1;
    /** For the topics to get their leaders; when it passes the start fails and says so. */
    private static final Duration SETUP = Duration.ofSeconds(30);

    private final FileChannel lock;
    private final EmbeddedBroker broker;
    private final RenderTables tables;
    private final Eventual<IdentityRegistry> registry;

    private Backbone(FileChannel lock, EmbeddedBroker broker, RenderTables tables) {
        this.lock = lock;
        this.broker = broker;
        this.tables = tables;
        registry =
                Eventual.begin("open-registry", () -> IdentityRegistry.open(clientOf(broker), InstantSource.system()));
    }

    /**
     * Returns when records can be written.
     *
     * @param onFailure is told if the broker fails later on
     * @throws BadInputException if another process has the data folder, or this one may open too few files
     */
    static Backbone open(DataFolder data, Consumer<RuntimeException> onFailure) {
        OpenFiles.here().requireEnough();
        FileChannel lock = data.lock();
        try {
            return locked(data, lock, onFailure);
        } catch (RuntimeException e) {
            release(lock);
            throw e;
        }
    }

    private static Backbone locked(DataFolder data, FileChannel lock, Consumer<RuntimeException> onFailure) {
        EmbeddedBroker broker = EmbeddedBroker.start(data.broker(), 0, onFailure);
        try {
            return new Backbone(lock, broker, tables(data, clientOf(broker)));
        } catch (RuntimeException e) {
            broker.close();
            throw e;
        }
    }

    private static RenderTables tables(DataFolder data, Map<String, Object> client) {
        try (Admin admin = Admin.create(client)) {
            new TopicSetup(admin, PARTITIONS, 1, SETUP, InstantSource.system()).create(Topics.ALL);
        }
        return RenderTables.open(client, data.state().resolve("tables"));
    }

    private static Map<String, Object> clientOf(EmbeddedBroker broker) {
        return Map.of("bootstrap.servers", broker.bootstrapServers());
    }

    /** Settings that every Kafka client needs. */
    Map<String, Object> client() {
        return clientOf(broker);
    }

    String bootstrapServers() {
        return broker.bootstrapServers();
    }

    RenderTables tables() {
        return tables;
    }

    /** For one thread at a time. The broker's first transaction is slow to begin, so it is got ready while portraits are looked at. */
    IdentityRegistry registry() throws InterruptedException {
        return registry.get();
    }

    @Override
    public void close() {
        // A broker that has failed would let it wait for a minute.
        registry.giveUp();
        registry.close();
        tables.close();
        broker.close();
        release(lock);
    }

    private static void release(FileChannel lock) {
        try {
            lock.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
