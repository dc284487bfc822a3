package dev.marotte.broker.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.Uuid;

/**
 * A cluster of brokers, each in a process of its own on loopback, that can be killed and started again one by one. Topics have as many
 * replicas as there are brokers, and one broker may be missing. One thread.
 */
public final class BrokerProcesses implements AutoCloseable {
    private static final long LOOKING_MILLIS = 100;

    private final Path folder;
    private final String clusterId = Uuid.randomUuid().toString();
    private final List<Ports> ports;
    private final Map<String, String> further;
    private final List<String> credentials;
    private final List<Process> processes = new ArrayList<>();

    private BrokerProcesses(Path folder, int brokers, Map<String, String> further, List<String> credentials) {
        this.folder = folder;
        this.further = further;
        this.credentials = credentials;
        ports = IntStream.range(0, brokers).mapToObj(_ -> Ports.free()).toList();
    }

    /**
     * Starts the processes and returns at once; clients wait by themselves until a majority of them works.
     *
     * @param further settings of each broker
     */
    public static BrokerProcesses start(Path folder, int brokers, Map<String, String> further) {
        return new BrokerProcesses(folder, brokers, further, List.of()).launch();
    }

    /** Starts brokers that demand to know who connects. */
    public static BrokerProcesses start(Path folder, int brokers, BrokerSecurity security) {
        return new BrokerProcesses(folder, brokers, security.broker(), security.credentials()).launch();
    }

    private BrokerProcesses launch() {
        for (int number = 0; number < ports.size(); number++) {
            processes.add(launch(number));
        }
        return this;
    }

    /** Where clients connect. */
    public String bootstrapServers() {
        return ports.stream().map(each -> "127.0.0.1:" + each.clients()).collect(Collectors.joining(","));
    }

    /**
     * Waits until every broker belongs to the cluster: before that topics with a replica on each are refused.
     *
     * @param admin stays the caller's
     * @throws AssertionError if one of them is not there in time
     */
    public void awaitAll(Admin admin, Duration timeout) throws InterruptedException {
        long end = System.nanoTime() + timeout.toNanos();
        while (registered(admin) < size()) {
            if (System.nanoTime() > end) {
                throw new AssertionError("not all of " + size() + " brokers came within " + timeout);
            }
            boolean _ = new CountDownLatch(1).await(LOOKING_MILLIS, TimeUnit.MILLISECONDS);
        }
    }

    private static int registered(Admin admin) throws InterruptedException {
        try {
            return admin.describeCluster().nodes().get().size();
        } catch (ExecutionException notYet) {
            return 0;
        }
    }

    public int size() {
        return processes.size();
    }

    /** The process of a broker, to be killed or stopped. */
    public Process process(int number) {
        return processes.get(number);
    }

    /** Starts a broker that was killed again, on its folder. */
    public void restart(int number) {
        processes.set(number, launch(number));
    }

    private Process launch(int number) {
        try {
            Path home = Files.createDirectories(folder.resolve("broker-" + (number + 1)));
            Path properties = home.resolve("server.properties");
            write(settings(number, home), properties);
            return new ProcessBuilder(command(properties))
                    .redirectErrorStream(true)
                    .redirectOutput(
                            ProcessBuilder.Redirect.appendTo(said(number).toFile()))
                    .start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private List<String> command(Path properties) {
        List<String> command = new ArrayList<>(List.of(
                ProcessHandle.current().info().command().orElseThrow(),
                "-Xmx256m",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path"),
                ClusterNode.class.getName(),
                properties.toString(),
                clusterId));
        command.addAll(credentials);
        return command;
    }

    private Path said(int number) {
        return folder.resolve("broker-" + (number + 1)).resolve("said.txt");
    }

    /** What a broker denied so far, a line each: who, to do what, with what. */
    public List<String> denied(int number) throws IOException {
        try (Stream<String> lines = Files.lines(said(number), StandardCharsets.UTF_8)) {
            return lines.filter(line -> line.startsWith(TellingAuthorizer.DENIED))
                    .map(line -> line.substring(TellingAuthorizer.DENIED.length()))
                    .distinct()
                    .toList();
        }
    }

    private static void write(Properties settings, Path file) throws IOException {
        try (Writer writer = Files.newBufferedWriter(file, StandardCharsets.UTF_8)) {
            settings.store(writer, null);
        }
    }

    private Properties settings(int number, Path home) {
        int brokers = ports.size();
        String voters = IntStream.range(0, brokers)
                .mapToObj(each -> (each + 1) + "@127.0.0.1:" + ports.get(each).controller())
                .collect(Collectors.joining(","));
        Properties settings = new Properties();
        settings.putAll(Map.ofEntries(
                Map.entry("process.roles", "broker,controller"),
                Map.entry("node.id", Integer.toString(number + 1)),
                Map.entry("controller.quorum.voters", voters),
                Map.entry("controller.listener.names", "CONTROLLER"),
                Map.entry("inter.broker.listener.name", "CLIENTS"),
                Map.entry("listener.security.protocol.map", "CLIENTS:PLAINTEXT,CONTROLLER:PLAINTEXT"),
                Map.entry("listeners", ports.get(number).listeners()),
                Map.entry(
                        "advertised.listeners",
                        "CLIENTS://127.0.0.1:" + ports.get(number).clients()),
                Map.entry("log.dirs", home.resolve("kafka").toString()),
                Map.entry("auto.create.topics.enable", "false"),
                Map.entry("default.replication.factor", Integer.toString(brokers)),
                Map.entry("min.insync.replicas", Integer.toString(Math.max(1, brokers - 1)))));
        settings.putAll(Map.ofEntries(
                Map.entry("offsets.topic.replication.factor", Integer.toString(brokers)),
                Map.entry("offsets.topic.num.partitions", "2"),
                Map.entry("transaction.state.log.replication.factor", Integer.toString(brokers)),
                Map.entry("transaction.state.log.min.isr", Integer.toString(Math.max(1, brokers - 1))),
                Map.entry("transaction.state.log.num.partitions", "2"),
                Map.entry("group.initial.rebalance.delay.ms", "0"),
                Map.entry("group.min.session.timeout.ms", "1000"),
                Map.entry("broker.session.timeout.ms", "3000"),
                Map.entry("broker.heartbeat.interval.ms", "500"),
                Map.entry("replica.lag.time.max.ms", "5000"),
                Map.entry("num.network.threads", "2"),
                Map.entry("num.io.threads", "2"),
                Map.entry("log.cleaner.dedupe.buffer.size", Integer.toString(8 << 20)),
                Map.entry("log.index.size.max.bytes", Integer.toString(1 << 20))));
        settings.putAll(further);
        return settings;
    }

    /** Kills all of them; their folders stay the caller's. */
    @Override
    public void close() {
        processes.forEach(Process::destroyForcibly);
    }

    /** Where one broker listens. */
    private record Ports(int clients, int controller) {
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
