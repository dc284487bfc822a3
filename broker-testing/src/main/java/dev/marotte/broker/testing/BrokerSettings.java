package dev.marotte.broker.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** What the brokers of a cluster are told: each is a controller as well, on ports of its own on loopback. */
record BrokerSettings(List<Ports> ports, Map<String, String> further) {
    /** @param further settings of each broker, which win */
    static BrokerSettings of(int brokers, Map<String, String> further) {
        return new BrokerSettings(
                IntStream.range(0, brokers).mapToObj(_ -> Ports.free()).toList(), further);
    }

    String bootstrapServers() {
        return ports.stream().map(each -> "127.0.0.1:" + each.clients()).collect(Collectors.joining(","));
    }

    /** @param home of the broker's records */
    Properties of(int number, Path home) {
        Properties settings = new Properties();
        settings.putAll(address(number));
        settings.putAll(replication());
        settings.putAll(impatience());
        settings.put("log.dirs", home.resolve("kafka").toString());
        settings.putAll(further);
        return settings;
    }

    private Map<String, String> address(int number) {
        String voters = IntStream.range(0, ports.size())
                .mapToObj(each -> (each + 1) + "@127.0.0.1:" + ports.get(each).controller())
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
                "CLIENTS",
                "listener.security.protocol.map",
                "CLIENTS:PLAINTEXT,CONTROLLER:PLAINTEXT",
                "listeners",
                ports.get(number).listeners(),
                "advertised.listeners",
                "CLIENTS://127.0.0.1:" + ports.get(number).clients());
    }

    /** As many replicas as brokers, of which one may be missing. */
    private Map<String, String> replication() {
        String all = Integer.toString(ports.size());
        String butOne = Integer.toString(Math.max(1, ports.size() - 1));
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

    /** Short times and little memory, for many processes on a small machine. */
    private static Map<String, String> impatience() {
        return Map.of(
                "group.initial.rebalance.delay.ms", "0",
                "group.min.session.timeout.ms", "1000",
                "broker.session.timeout.ms", "3000",
                "broker.heartbeat.interval.ms", "500",
                "replica.lag.time.max.ms", "5000",
                "num.network.threads", "2",
                "num.io.threads", "2",
                "log.cleaner.dedupe.buffer.size", Integer.toString(8 << 20),
                "log.index.size.max.bytes", Integer.toString(1 << 20));
    }

    /** Where one broker listens. */
    record Ports(int clients, int controller) {
        /** Free a moment ago; taken meanwhile, the broker does not start, and the test says so. */
        static Ports free() {
            try (var clients = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
                    var controller = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
                return new Ports(clients.getLocalPort(), controller.getLocalPort());
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        String listeners() {
            return "CLIENTS://127.0.0.1:" + clients + ",CONTROLLER://127.0.0.1:" + controller;
        }
    }
}
