package dev.marotte.sink.live;

import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Two ports of this machine between a caller and whoever is called, so that the called one knows in advance from where the call comes. Its threads end with the JVM. */
final class DatagramRelay {
    private static final Pattern CANDIDATE =
            Pattern.compile("a=candidate:\\S+ 1 udp \\d+ (\\d+\\.\\d+\\.\\d+\\.\\d+) (\\d+) typ host.*\r\n");
    private static final int LARGEST = 2048;

    private final DatagramSocket near;
    private final DatagramSocket far;
    private final InetSocketAddress called;
    private volatile Optional<SocketAddress> caller = Optional.empty();

    private DatagramRelay(InetSocketAddress called) throws IOException {
        this.called = called;
        near = new DatagramSocket(0, called.getAddress());
        far = new DatagramSocket(0, called.getAddress());
        start(near, this::toCalled);
        start(far, this::toCaller);
    }

    /** A relay before the one whose session description it is. */
    static DatagramRelay before(String description) throws IOException {
        Matcher candidate = CANDIDATE.matcher(description);
        if (!candidate.find()) {
            throw new IOException("nowhere to call");
        }
        return new DatagramRelay(
                new InetSocketAddress(InetAddress.getByName(candidate.group(1)), Integer.parseInt(candidate.group(2))));
    }

    /** The description as the caller gets it. */
    String inFrontOf(String description) {
        String host = called.getAddress().getHostAddress();
        return CANDIDATE
                .matcher(description)
                .replaceFirst("a=candidate:1 1 udp 2130706431 " + host + " " + near.getLocalPort() + " typ host\r\n");
    }

    /** From where the one who is called is going to hear. */
    String candidate() {
        return "candidate:1 1 udp 2130706431 " + called.getAddress().getHostAddress() + " " + far.getLocalPort()
                + " typ host";
    }

    private void toCalled(DatagramPacket packet) throws IOException {
        caller = Optional.of(packet.getSocketAddress());
        packet.setSocketAddress(called);
        far.send(packet);
    }

    private void toCaller(DatagramPacket packet) throws IOException {
        if (caller.isPresent()) {
            packet.setSocketAddress(caller.get());
            near.send(packet);
        }
    }

    private interface Forwarding {
        void forward(DatagramPacket packet) throws IOException;
    }

    private static void start(DatagramSocket socket, Forwarding forwarding) {
        Thread.ofVirtual().start(() -> {
            try (socket) {
                while (true) {
                    DatagramPacket packet = new DatagramPacket(new byte[LARGEST], LARGEST);
                    socket.receive(packet);
                    forwarding.forward(packet);
                }
            } catch (IOException gone) {
                // As on any network, what is under way then is lost.
            }
        });
    }
}
