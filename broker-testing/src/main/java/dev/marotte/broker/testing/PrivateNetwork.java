package dev.marotte.broker.testing;

import com.github.dockerjava.api.DockerClient;
import com.github.dockerjava.api.model.ContainerNetwork;
import com.github.dockerjava.api.model.Network.Ipam;
import org.testcontainers.DockerClientFactory;
import org.testcontainers.containers.Network;

/** A network of containers on this machine, in which each has an address of its own and keeps it while disconnected. One thread. */
final class PrivateNetwork implements AutoCloseable {
    /** Lower addresses belong to the gateway, or are assigned by the engine itself. */
    private static final int FIRST_ADDRESS = 100;

    private final DockerClient engine;
    private final Network network;
    private final String prefix;

    private PrivateNetwork(DockerClient engine, Network network, String prefix) {
        this.engine = engine;
        this.network = network;
        this.prefix = prefix;
    }

    static PrivateNetwork make() {
        DockerClient engine = DockerClientFactory.instance().client();
        Network network = Network.newNetwork();
        Ipam addresses =
                engine.inspectNetworkCmd().withNetworkId(network.getId()).exec().getIpam();
        String subnet = addresses.getConfig().getFirst().getSubnet();
        return new PrivateNetwork(engine, network, subnet.substring(0, subnet.lastIndexOf('.') + 1));
    }

    Network network() {
        return network;
    }

    /** The address of a container by its number; reachable from outside the network if Docker runs on this machine. */
    String address(int number) {
        return prefix + (FIRST_ADDRESS + number);
    }

    void connect(String container, int number) {
        ContainerNetwork place = new ContainerNetwork()
                .withIpamConfig(new ContainerNetwork.Ipam().withIpv4Address(address(number)))
                .withIpv4Address(address(number));
        engine.connectToNetworkCmd()
                .withNetworkId(network.getId())
                .withContainerId(container)
                .withContainerNetwork(place)
                .exec();
    }

    void disconnect(String container) {
        engine.disconnectFromNetworkCmd()
                .withNetworkId(network.getId())
                .withContainerId(container)
                .withForce(true)
                .exec();
    }

    @Override
    public void close() {
        network.close();
    }
}
