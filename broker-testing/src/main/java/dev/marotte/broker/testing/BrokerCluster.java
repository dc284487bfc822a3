package dev.marotte.broker.testing;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.Uuid;

/**
 * A cluster of brokers on this machine that can be killed, stopped and restarted one by one. Topics have as many replicas as there are
 * brokers, and one broker may be missing. One thread.
 */
public final class BrokerCluster implements AutoCloseable {
    private static final long LOOKING_MILLIS = 100;

    private final BrokerSettings settings;
    private final List<BrokerNode> nodes;
    private final List<BrokerNetworks> networks;

    private BrokerCluster(BrokerSettings settings, IntFunction<BrokerNode> start, List<BrokerNetworks> networks) {
        this.settings = settings;
        this.networks = networks;
        nodes = IntStream.range(0, settings.addresses().size()).mapToObj(start).toList();
    }

    /**
     * Starts the brokers and returns at once; clients wait by themselves until a majority works. Brokers are processes or containers,
     * depending on {@code -Dkafka.backend}.
     *
     * @param further settings of each broker
     */
    public static BrokerCluster start(Path folder, int brokers, Map<String, String> further) {
        return BackendChoice.asked().isContainer()
                ? inContainers(brokers, further)
                : inProcesses(folder, BrokerSettings.onLoopback(brokers, further), List.of());
    }

    /** Starts brokers that require authentication; always processes, since their authorizer is on the class path of the test. */
    public static BrokerCluster start(Path folder, int brokers, BrokerSecurity security) {
        return inProcesses(folder, BrokerSettings.onLoopback(brokers, security.broker()), security.credentials());
    }

    private static BrokerCluster inProcesses(Path folder, BrokerSettings settings, List<String> credentials) {
        String clusterId = Uuid.randomUuid().toString();
        IntFunction<BrokerNode> start = number -> {
            Path home = home(folder, number);
            return BrokerProcess.start(home, settings.of(number, home.resolve("kafka")), clusterId, credentials);
        };
        return new BrokerCluster(settings, start, List.of());
    }

    private static BrokerCluster inContainers(int brokers, Map<String, String> further) {
        BrokerNetworks networks = BrokerNetworks.make();
        BrokerSettings settings = new BrokerSettings(
                IntStream.range(0, brokers).mapToObj(networks::address).toList(), further);
        String clusterId = Uuid.randomUuid().toString();
        IntFunction<BrokerNode> start =
                number -> BrokerContainer.start(number, settings.of(number, BrokerDisk.RECORDS), clusterId, networks);
        return new BrokerCluster(settings, start, List.of(networks));
    }

    private static Path home(Path folder, int number) {
        return folder.resolve("broker-" + (number + 1));
    }

    /** The bootstrap servers for clients. */
    public String bootstrapServers() {
        return settings.bootstrapServers();
    }

    /**
     * Waits until every broker belongs to the cluster: before that, topics with a replica on each broker are refused.
     *
     * @param admin stays the caller's
     * @throws AssertionError if a broker is not there in time
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
        return nodes.size();
    }

    /** One broker, to be killed or stopped. */
    public BrokerNode node(int number) {
        return nodes.get(number);
    }

    /** The operations that a broker of a secured cluster has denied so far, one per line: user, operation, resource. */
    public List<String> denied(int number) throws IOException {
        return switch (nodes.get(number)) {
            case BrokerProcess process -> process.denied();
            case BrokerContainer _ -> List.of();
        };
    }

    /** The operations that it has allowed so far, in the same form. */
    public List<String> allowed(int number) throws IOException {
        return switch (nodes.get(number)) {
            case BrokerProcess process -> process.allowed();
            case BrokerContainer _ -> List.of();
        };
    }

    /** Kills all brokers, and removes their containers and networks; folders stay the caller's. */
    @Override
    public void close() {
        nodes.forEach(BrokerNode::close);
        networks.forEach(BrokerNetworks::close);
    }
}
