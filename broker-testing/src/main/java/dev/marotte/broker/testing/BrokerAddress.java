package dev.marotte.broker.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;

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

    /** Ports that were free a moment ago; taken meanwhile, the broker does not start, and the test says so. */
    static BrokerAddress onLoopback() {
        try (var clients = freePort();
                var brokers = freePort();
                var controller = freePort()) {
            return new BrokerAddress(LOOPBACK, endpoint(clients), endpoint(brokers), endpoint(controller));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static ServerSocket freePort() throws IOException {
        return new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
    }

    private static Endpoint endpoint(ServerSocket socket) {
        return new Endpoint(LOOPBACK, socket.getLocalPort());
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
