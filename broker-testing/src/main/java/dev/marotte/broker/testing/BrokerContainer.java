package dev.marotte.broker.testing;

import com.github.dockerjava.api.DockerClient;
import com.github.dockerjava.api.exception.NotModifiedException;
import java.util.Locale;
import java.util.Properties;
import org.testcontainers.containers.GenericContainer;
import org.testcontainers.containers.startupcheck.IsRunningStartupCheckStrategy;

/** A broker in a container of Kafka's own image, on the network of this machine so that its address stays the same. Its records live as long as it does. */
final class BrokerContainer implements BrokerNode {
    private final GenericContainer<?> container;

    private BrokerContainer(GenericContainer<?> container) {
        this.container = container;
    }

    /** @param settings of the broker; where its records are kept is the container's affair */
    static BrokerContainer start(Properties settings, String clusterId) {
        GenericContainer<?> container = new GenericContainer<>(ContainerBackend.IMAGE)
                .withNetworkMode("host")
                .withEnv("CLUSTER_ID", clusterId)
                .withEnv("KAFKA_HEAP_OPTS", "-Xmx256m")
                .withStartupCheckStrategy(new IsRunningStartupCheckStrategy());
        settings.stringPropertyNames().stream()
                .filter(name -> !name.equals("log.dirs"))
                .forEach(name -> container.withEnv(variable(name), settings.getProperty(name)));
        container.start();
        return new BrokerContainer(container);
    }

    /** The image's name for a setting. */
    static String variable(String setting) {
        return "KAFKA_" + setting.toUpperCase(Locale.ROOT).replace('.', '_');
    }

    private DockerClient engine() {
        return container.getDockerClient();
    }

    @Override
    public boolean isAlive() {
        return container.isRunning();
    }

    @Override
    public void kill() {
        engine().killContainerCmd(container.getContainerId()).exec();
        engine().waitContainerCmd(container.getContainerId()).start().awaitStatusCode();
    }

    @Override
    public void restart() {
        try {
            engine().startContainerCmd(container.getContainerId()).exec();
        } catch (NotModifiedException runs) {
            // As wanted.
        }
    }

    @Override
    public void suspend() {
        engine().pauseContainerCmd(container.getContainerId()).exec();
    }

    @Override
    public void resume() {
        engine().unpauseContainerCmd(container.getContainerId()).exec();
    }

    @Override
    public void close() {
        container.stop();
    }
}
