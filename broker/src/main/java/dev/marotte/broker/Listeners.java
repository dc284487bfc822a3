package dev.marotte.broker;

import dev.marotte.schemas.BadInputException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.channels.ServerSocketChannel;
import org.apache.kafka.common.utils.Utils;
import org.apache.kafka.server.ServerSocketFactory;

/**
 * The broker's two server sockets, bound before the broker starts, so that its ports are known and no other process can take them
 * meanwhile. Kafka's network threads get them through {@link #openServerSocket}, and also close them.
 */
final class Listeners implements ServerSocketFactory, AutoCloseable {
    static final String CLIENTS = "CLIENTS";
    static final String CONTROLLER = "CONTROLLER";

    private final ServerSocketChannel clients;
    private final ServerSocketChannel controller;

    private Listeners(ServerSocketChannel clients, ServerSocketChannel controller) {
        this.clients = clients;
        this.controller = controller;
    }

    /** @param clientPort 0 takes any free one */
    static Listeners bind(int clientPort) {
        ServerSocketChannel clients = bindLoopback(clientPort);
        try {
            return new Listeners(clients, bindLoopback(0));
        } catch (BadInputException e) {
            Utils.closeQuietly(clients, "listener for clients");
            throw e;
        }
    }

    InetSocketAddress controllerAddress() {
        return localAddress(controller);
    }

    /** The address, host and port, in the form that settings and clients expect. */
    String address(String listener) {
        InetSocketAddress address = localAddress(socket(listener));
        return address.getAddress().getHostAddress() + ":" + address.getPort();
    }

    @Override
    public ServerSocketChannel openServerSocket(
            String listener, InetSocketAddress address, int backlog, int receiveBufferBytes) {
        return socket(listener);
    }

    @Override
    public void close() {
        Utils.closeQuietly(clients, "listener for clients");
        Utils.closeQuietly(controller, "listener of the controller");
    }

    private ServerSocketChannel socket(String listener) {
        return listener.equals(CLIENTS) ? clients : controller;
    }

    private static InetSocketAddress localAddress(ServerSocketChannel socket) {
        return (InetSocketAddress) socket.socket().getLocalSocketAddress();
    }

    private static ServerSocketChannel bindLoopback(int port) {
        try {
            ServerSocketChannel socket = ServerSocketChannel.open();
            try {
                socket.configureBlocking(false);
                return socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
            } catch (IOException e) {
                socket.close();
                throw e;
            }
        } catch (IOException e) {
            throw new BadInputException("port " + port + " cannot be used for the broker: " + e.getMessage(), e);
        }
    }
}
