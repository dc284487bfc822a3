package dev.marotte.broker;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Properties;

/** One node on a machine that has other things to do: few threads, small caches, internal topics with one replica and few partitions. */
final class BrokerSettings {
    /** Nobody could take over, so the controller never takes this broker out of service for being slow; see {@link LastLife}. */
    static final Duration SESSION_FOR_LIFE = Duration.ofDays(10);

    private static final Map<String, String> FIXED = Map.ofEntries(
            Map.entry("process.roles", "broker,controller"),
            Map.entry("node.id", Integer.toString(StorageFormat.NODE_ID)),
            Map.entry("controller.listener.names", Listeners.CONTROLLER),
            Map.entry("inter.broker.listener.name", Listeners.CLIENTS),
            Map.entry("listener.security.protocol.map", "CLIENTS:PLAINTEXT,CONTROLLER:PLAINTEXT"),
            // A topic that nobody set up would have the wrong settings, and lose its first records.
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
            // Nobody else joins, so the first rebalance need not wait for others.
            Map.entry("group.initial.rebalance.delay.ms", "0"),
            // Would give up leadership before transactions are complete, and there is nobody to hand it to; see
            // LastLife.
            Map.entry("controlled.shutdown.enable", "false"),
            // What was deleted goes from the disk soon after the start: most runs end before Kafka's usual 30 s.
            Map.entry("log.initial.task.delay.ms", "1000"),
            Map.entry("num.network.threads", "1"),
            Map.entry("listener.name.controller.num.network.threads", "1"),
            // Of a client's two or three connections most are used at its start alone, and both ends of one are open
            // files of this process. The broker closes them, for a client that has nothing to do does not look. It
            // would take a request that it is slow to answer for idleness too, so not sooner.
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
        // As a list, for in a string a comma would part it.
        settings.put("log.dirs", List.of(storage.toString()));
        settings.put("listeners", "CLIENTS://%s,CONTROLLER://%s".formatted(clients, controller));
        settings.put("advertised.listeners", "CLIENTS://" + clients);
        settings.put("controller.quorum.voters", StorageFormat.NODE_ID + "@" + controller);
        settings.put("broker.session.timeout.ms", Long.toString(session.toMillis()));
        settings.put("broker.heartbeat.interval.ms", Long.toString(Math.min(2000, session.toMillis() / 4)));
        return settings;
    }
}
