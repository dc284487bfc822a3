package dev.marotte.standalone.run;

import dev.marotte.broker.EmbeddedBroker;
import dev.marotte.runtime.Cluster;
import dev.marotte.schemas.BadInputException;
import dev.marotte.schemas.TopicSetup;
import dev.marotte.schemas.Topics;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.time.Duration;
import java.time.InstantSource;
import java.util.function.Consumer;
import org.apache.kafka.clients.admin.Admin;

/**
 * The cluster of one machine: a broker in this process on the data folder, with its topics. Other processes of this machine find it by the address in
 * the folder while it runs. Any thread.
 */
public final class EmbeddedCluster implements AutoCloseable {
    /** For the topics to get their leaders; when it passes the start fails with a message. */
    private static final Duration SETUP = Duration.ofSeconds(30);

    private final DataFolder data;
    private final FileChannel lock;
    private final EmbeddedBroker broker;

    private EmbeddedCluster(DataFolder data, FileChannel lock, EmbeddedBroker broker) {
        this.data = data;
        this.lock = lock;
        this.broker = broker;
    }

    /**
     * Opens the cluster; returns when records can be written.
     *
     * @param lock of the folder; closed with this
     * @param onFailure receives a later failure of the broker
     */
    static EmbeddedCluster open(
            DataFolder data, FileChannel lock, BrokerConfig config, Consumer<RuntimeException> onFailure) {
        EmbeddedBroker broker = EmbeddedBroker.start(data.broker(), 0, onFailure);
        LogFile.expectIdleConnections(broker.bootstrapServers());
        EmbeddedCluster cluster = new EmbeddedCluster(data, lock, broker);
        try {
            cluster.createTopics(config.partitions());
            return cluster;
        } catch (RuntimeException e) {
            broker.close();
            throw e;
        }
    }

    private void createTopics(int partitions) {
        try (Admin admin = cluster().admin()) {
            new TopicSetup(admin, partitions, 1, SETUP, InstantSource.system()).create(Topics.ALL);
        }
    }

    public Cluster cluster() {
        return Cluster.at(broker.bootstrapServers());
    }

    /**
     * Lets other processes of this machine hand over sessions, on which this one then works.
     *
     * @param scope of the sessions that it works on
     */
    public void invite(WorkScope scope) {
        data.publish(new SharedAddress(broker.bootstrapServers(), scope));
    }

    @Override
    public void close() {
        data.withdraw();
        broker.close();
        try {
            lock.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static BadInputException notReachable(DataFolder data) {
        return new BadInputException("another marotte is using " + data.path()
                + " and does not answer yet; try again in a few seconds, or name another folder with --data");
    }
}
