package dev.marotte.broker.testing;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * The settings of a cluster's brokers, each of which is a controller as well.
 *
 * @param further settings of each broker, which take precedence
 */
record BrokerSettings(List<BrokerAddress> addresses, Map<String, String> further) {
    static BrokerSettings onLoopback(int brokers, Map<String, String> further) {
        List<Integer> ports = UnassignedPorts.several(brokers * BrokerAddress.PORTS);
        return new BrokerSettings(
                IntStream.range(0, brokers)
                        .mapToObj(broker -> ports.subList(broker * BrokerAddress.PORTS, ports.size()))
                        .map(BrokerAddress::onLoopback)
                        .toList(),
                further);
    }

    String bootstrapServers() {
        return addresses.stream().map(each -> each.clients().toString()).collect(Collectors.joining(","));
    }

    /** @param records the path at which the broker keeps its records */
    Properties of(int number, Path records) {
        Properties settings = new Properties();
        settings.putAll(address(number));
        settings.putAll(replication());
        settings.putAll(impatience());
        settings.put("log.dirs", records.toString());
        settings.putAll(further);
        return settings;
    }

    private Map<String, String> address(int number) {
        String voters = IntStream.range(0, addresses.size())
                .mapToObj(each -> (each + 1) + "@" + addresses.get(each).controller())
                .collect(Collectors.joining(","));
        return Map.of(
                "process.roles",
                "broker,controller",
                "node.id",
                Integer.toString(number + 1),
                "controller.quorum.voters",
                voters,
                "controller.listener.names",
                "CONTROLLER",
                "inter.broker.listener.name",
                "BROKERS",
                "listener.security.protocol.map",
                "CLIENTS:PLAINTEXT,BROKERS:PLAINTEXT,CONTROLLER:PLAINTEXT",
                "listeners",
                addresses.get(number).listeners(),
                "advertised.listeners",
                addresses.get(number).advertised());
    }

    /** As many replicas as brokers, one of which may be missing. */
    private Map<String, String> replication() {
        String all = Integer.toString(addresses.size());
        String butOne = Integer.toString(Math.max(1, addresses.size() - 1));
        return Map.of(
                "auto.create.topics.enable", "false",
                "default.replication.factor", all,
                "min.insync.replicas", butOne,
                "offsets.topic.replication.factor", all,
                "offsets.topic.num.partitions", "2",
                "transaction.state.log.replication.factor", all,
                "transaction.state.log.min.isr", butOne,
                "transaction.state.log.num.partitions", "2");
    }

    /** Short timeouts and little memory, for many processes on a small machine. */
    private static Map<String, String> impatience() {
        return Map.of(
                "group.initial.rebalance.delay.ms", "0",
                "group.min.session.timeout.ms", "1000",
                "broker.session.timeout.ms", "3000",
                "broker.heartbeat.interval.ms", "500",
                "replica.lag.time.max.ms", "3000",
                // A broker that starts on a busy machine must not give up before the test that waits for it does.
                "initial.broker.registration.timeout.ms", "300000",
                "num.network.threads", "2",
                "num.io.threads", "2",
                "log.cleaner.dedupe.buffer.size", Integer.toString(8 << 20),
                "log.index.size.max.bytes", Integer.toString(1 << 20));
    }
}
