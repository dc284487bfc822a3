package dev.marotte.broker.testing;

import com.github.dockerjava.api.DockerClient;
import com.github.dockerjava.api.exception.NotModifiedException;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Properties;
import org.testcontainers.containers.GenericContainer;
import org.testcontainers.containers.startupcheck.IsRunningStartupCheckStrategy;

/** A broker in a container of Kafka's own image, on private networks and with a disk of its own. */
final class BrokerContainer implements BrokerNode {
    private static final int DISK_MEGABYTES = 512;

    private final int number;
    private final BrokerNetworks networks;
    private final BrokerDisk disk;
    private final GenericContainer<?> container;

    private BrokerContainer(int number, BrokerNetworks networks, BrokerDisk disk, GenericContainer<?> container) {
        this.number = number;
        this.networks = networks;
        this.disk = disk;
        this.container = container;
    }

    /** @param number of the broker, which determines its addresses */
    static BrokerContainer start(int number, Properties settings, String clusterId, BrokerNetworks networks) {
        BrokerDisk disk = new BrokerDisk(DISK_MEGABYTES);
        GenericContainer<?> container = new GenericContainer<>(ContainerBackend.IMAGE)
                .withNetwork(networks.clients().network())
                .withEnv("CLUSTER_ID", clusterId)
                .withEnv("KAFKA_HEAP_OPTS", "-Xmx256m")
                .withCreateContainerCmdModifier(
                        command -> command.withIpv4Address(networks.clients().address(number)))
                .withStartupCheckStrategy(new IsRunningStartupCheckStrategy());
        settings.stringPropertyNames().forEach(name -> container.withEnv(variable(name), settings.getProperty(name)));
        container.setBinds(disk.binds());
        container.start();
        networks.brokers().connect(container.getContainerId(), number);
        return new BrokerContainer(number, networks, disk, container);
    }

    /** The image's name for a setting. */
    static String variable(String setting) {
        return "KAFKA_" + setting.toUpperCase(Locale.ROOT).replace('.', '_');
    }

    private DockerClient engine() {
        return container.getDockerClient();
    }

    private String id() {
        return container.getContainerId();
    }

    @Override
    public boolean isAlive() {
        return container.isRunning();
    }

    @Override
    public void kill() {
        engine().killContainerCmd(id()).exec();
        engine().waitContainerCmd(id()).start().awaitStatusCode();
    }

    @Override
    public void restart() {
        try {
            engine().startContainerCmd(id()).exec();
        } catch (NotModifiedException runs) {
            // As intended.
        }
    }

    @Override
    public List<BrokerFault> faults() {
        return List.of(BrokerFault.values());
    }

    @Override
    public void begin(BrokerFault fault) throws IOException, InterruptedException {
        switch (fault) {
            case KILLED -> kill();
            case SUSPENDED -> engine().pauseContainerCmd(id()).exec();
            case CUT_OFF_FROM_CLIENTS -> networks.clients().disconnect(id());
            case CUT_OFF_FROM_BROKERS -> networks.brokers().disconnect(id());
            case DISK_FULL -> disk.fill();
            case SLOWED -> link().begin();
        }
    }

    @Override
    public void end(BrokerFault fault) throws IOException, InterruptedException {
        switch (fault) {
            case KILLED -> restart();
            case SUSPENDED -> engine().unpauseContainerCmd(id()).exec();
            case CUT_OFF_FROM_CLIENTS -> networks.clients().connect(id(), number);
            case CUT_OFF_FROM_BROKERS -> networks.brokers().connect(id(), number);
            case DISK_FULL -> {
                disk.empty();
                restart();
            }
            case SLOWED -> link().end();
        }
    }

    private SlowLink link() {
        Long processId = container.getCurrentContainerInfo().getState().getPidLong();
        return new SlowLink(Objects.requireNonNull(processId, "a container that runs is a process"));
    }

    @Override
    public void close() {
        container.stop();
        disk.close();
    }
}
