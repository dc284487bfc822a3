package dev.marotte.broker.testing;

import dev.marotte.broker.testing.BrokerAddress.Endpoint;

/** The networks of a cluster in containers: one for clients, one between brokers, so that either link of a broker can be cut. One thread. */
record BrokerNetworks(PrivateNetwork clients, PrivateNetwork brokers) implements AutoCloseable {
    static BrokerNetworks make() {
        return new BrokerNetworks(PrivateNetwork.make(), PrivateNetwork.make());
    }

    BrokerAddress address(int number) {
        return new BrokerAddress(
                "0.0.0.0",
                new Endpoint(clients.address(number), 9092),
                new Endpoint(brokers.address(number), 9094),
                new Endpoint(brokers.address(number), 9093));
    }

    @Override
    public void close() {
        clients.close();
        brokers.close();
    }
}
