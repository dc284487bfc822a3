package dev.marotte.broker.testing;

import java.util.List;

/**
 * The addresses on which one broker listens.
 *
 * @param bound the machine's own address to which all three are bound
 * @param clients endpoint for clients
 * @param brokers endpoint for the other brokers
 * @param controller endpoint of its controller, for brokers and controllers
 */
record BrokerAddress(String bound, Endpoint clients, Endpoint brokers, Endpoint controller) {
    private static final String LOOPBACK = "127.0.0.1";

    /** The number of ports of a broker. */
    static final int PORTS = 3;

    /** @param ports for clients, brokers and the controller, free a moment ago; if one is taken meanwhile, the broker does not start, and the test says so */
    static BrokerAddress onLoopback(List<Integer> ports) {
        return new BrokerAddress(LOOPBACK, endpoint(ports.get(0)), endpoint(ports.get(1)), endpoint(ports.get(2)));
    }

    private static Endpoint endpoint(int port) {
        return new Endpoint(LOOPBACK, port);
    }

    /** Kafka's setting {@code listeners}. */
    String listeners() {
        return "CLIENTS://" + bound + ":" + clients.port() + ",BROKERS://" + bound + ":" + brokers.port()
                + ",CONTROLLER://" + bound + ":" + controller.port();
    }

    /** Kafka's setting {@code advertised.listeners}. */
    String advertised() {
        return "CLIENTS://" + clients + ",BROKERS://" + brokers;
    }

    /** An endpoint in Kafka's notation. */
    record Endpoint(String host, int port) {
        @Override
        public String toString() {
            return host + ":" + port;
        }
    }
}
