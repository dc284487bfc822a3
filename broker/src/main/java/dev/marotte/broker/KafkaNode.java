package dev.marotte.broker;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import kafka.server.BrokerServer;
import kafka.server.ControllerServer;
import kafka.server.KafkaConfig;
import kafka.server.KafkaRaftServer;
import kafka.server.Server;
import kafka.server.SharedServer;
import org.apache.kafka.common.utils.Time;
import org.apache.kafka.image.publisher.MetadataPublisher;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Kafka's own parts, assembled as in its {@code KafkaRaftServer}. That class is not used for three reasons: it binds its ports
 * itself, so a free port would have to be guessed and could be taken meanwhile; it ends the process on any fault; and it cannot
 * start the controller alone.
 */
final class KafkaNode implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(KafkaNode.class);
    private static final Duration SHUTDOWN = Duration.ofSeconds(10);

    private final Listeners listeners;
    private final SharedServer shared;
    private final ControllerServer controller;
    private final BrokerServer broker;

    private KafkaNode(Listeners listeners, SharedServer shared, ControllerServer controller) {
        this.listeners = listeners;
        this.shared = shared;
        this.controller = controller;
        this.broker = new BrokerServer(shared);
    }

    /** @param session how long the controller waits for a sign of life from the broker, see {@link LastLife} */
    static KafkaNode of(Path storage, Listeners listeners, Duration session, BrokerFaults faults) {
        KafkaConfig config = new KafkaConfig(BrokerSettings.of(storage, listeners, session), false);
        var loaded = KafkaRaftServer.initializeLogDirs(config, log, "");
        SharedServer shared = new SharedServer(
                config,
                loaded._1(),
                Time.SYSTEM,
                Server.initializeMetrics(config, Time.SYSTEM, StorageFormat.CLUSTER_ID),
                CompletableFuture.completedFuture(Map.of(StorageFormat.NODE_ID, listeners.controllerAddress())),
                List.of(),
                faults,
                listeners);
        return new KafkaNode(
                listeners, shared, new ControllerServer(shared, KafkaRaftServer.configSchema(), loaded._2()));
    }

    /** Starts the node; returns when clients can connect. If that fails, nothing is left running. */
    void start() {
        boolean started = false;
        try {
            controller.startup(); // first, because it gives the broker its endpoint
            broker.startup();
            started = true;
        } finally {
            if (!started) {
                close();
            }
        }
    }

    /** Starts only the controller, and passes the cluster's state and each change of it to {@code publisher}. */
    void startController(MetadataPublisher publisher) {
        controller.startup();
        shared.loader().installPublishers(List.of(publisher));
    }

    String clientAddress() {
        return listeners.address(Listeners.CLIENTS);
    }

    /** Closing a part that was not started does no harm. Kafka's own threads get 10 s each to end, then they are left behind. */
    @Override
    public void close() {
        broker.shutdown(SHUTDOWN);
        controller.shutdown();
        listeners.close();
    }
}
