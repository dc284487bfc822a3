package dev.marotte.broker;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Properties;

/** Settings of a single node on a machine that also does other work: few threads, small caches, internal topics with one replica and few partitions. */
final class BrokerSettings {
    /** No other broker could take over, so the controller never takes this one out of service for being slow; see {@link LastLife}. */
    static final Duration SESSION_FOR_LIFE = Duration.ofDays(10);

    private static final Map<String, String> FIXED = Map.ofEntries(
            Map.entry("process.roles", "broker,controller"),
            Map.entry("node.id", Integer.toString(StorageFormat.NODE_ID)),
            Map.entry("controller.listener.names", Listeners.CONTROLLER),
            Map.entry("inter.broker.listener.name", Listeners.CLIENTS),
            Map.entry("listener.security.protocol.map", "CLIENTS:PLAINTEXT,CONTROLLER:PLAINTEXT"),
            // An auto-created topic would have the wrong settings, and lose its first records.
            Map.entry("auto.create.topics.enable", "false"),
            Map.entry("default.replication.factor", "1"),
            Map.entry("min.insync.replicas", "1"),
            Map.entry("offsets.topic.replication.factor", "1"),
            Map.entry("offsets.topic.num.partitions", "2"),
            Map.entry("transaction.state.log.replication.factor", "1"),
            Map.entry("transaction.state.log.min.isr", "1"),
            Map.entry("transaction.state.log.num.partitions", "2"),
            Map.entry("share.coordinator.state.topic.replication.factor", "1"),
            Map.entry("share.coordinator.state.topic.min.isr", "1"),
            // No other member joins, so the first rebalance need not wait for others.
            Map.entry("group.initial.rebalance.delay.ms", "0"),
            // Would give up leadership before transactions are complete, with no broker to take over; see LastLife.
            Map.entry("controlled.shutdown.enable", "false"),
            // Deleted records leave the disk soon after the start: most runs end before Kafka's usual 30 s.
            Map.entry("log.initial.task.delay.ms", "1000"),
            Map.entry("num.network.threads", "1"),
            Map.entry("listener.name.controller.num.network.threads", "1"),
            // Most of a client's two or three connections are used only at its start, and both ends of each are open
            // files of this process. The broker closes them, because an idle client does not check. It would also
            // mistake a request that it is slow to answer for idleness, so the limit is no shorter.
            Map.entry("connections.max.idle.ms", "3000"),
            Map.entry("num.io.threads", "2"),
            Map.entry("num.replica.fetchers", "1"),
            Map.entry("background.threads", "2"),
            Map.entry("log.cleaner.dedupe.buffer.size", Integer.toString(8 << 20)),
            Map.entry("log.index.size.max.bytes", Integer.toString(1 << 20)),
            Map.entry("socket.request.max.bytes", Integer.toString(64 << 20)));

    private BrokerSettings() {}

    static Properties of(Path storage, Listeners listeners, Duration session) {
        String clients = listeners.address(Listeners.CLIENTS);
        String controller = listeners.address(Listeners.CONTROLLER);
        Properties settings = new Properties();
        settings.putAll(FIXED);
        settings.put("log.dirs", storage.toString());
        settings.put("listeners", "CLIENTS://%s,CONTROLLER://%s".formatted(clients, controller));
        settings.put("advertised.listeners", "CLIENTS://" + clients);
        settings.put("controller.quorum.voters", StorageFormat.NODE_ID + "@" + controller);
        settings.put("broker.session.timeout.ms", Long.toString(session.toMillis()));
        settings.put("broker.heartbeat.interval.ms", Long.toString(Math.min(2000, session.toMillis() / 4)));
        return settings;
    }
}
