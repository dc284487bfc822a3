package dev.marotte.broker.testing;

import java.util.List;

/**
 * Where one broker listens.
 *
 * @param bound which of the machine's own addresses, for all three
 * @param clients where clients reach it
 * @param brokers where the other brokers do
 * @param controller where brokers and controllers reach its controller
 */
record BrokerAddress(String bound, Endpoint clients, Endpoint brokers, Endpoint controller) {
    private static final String LOOPBACK = "127.0.0.1";

    /** How many ports a broker has. */
    static final int PORTS = 3;

    /** @param ports for clients, brokers and the controller, that were free a moment ago; taken meanwhile, the broker does not start, and the test says so */
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

    /** As Kafka writes it. */
    record Endpoint(String host, int port) {
        @Override
        public String toString() {
            return host + ":" + port;
        }
    }
}
