package dev.marotte.broker.testing;

import java.io.IOException;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.List;
import java.util.Random;

/**
 * Loopback ports for child processes of a test, which must be told their ports. They are below the ports that a system assigns by itself (from 32768
 * on Linux, from 49152 elsewhere): one of those may go to any process, even as its end of a connection, before the child has bound it or while the
 * child restarts.
 */
public final class UnassignedPorts {
    private static final int FIRST = 20_000;
    private static final int BEHIND_LAST = 32_000;
    private static final int TRIED = 1_000;

    private UnassignedPorts() {}

    /** A port that is not in use now. */
    public static int one() {
        return several(1).getFirst();
    }

    /** Different ports that are not in use now. */
    static List<Integer> several(int count) {
        List<Integer> free = new Random()
                .ints(FIRST, BEHIND_LAST)
                .distinct()
                .limit(TRIED)
                .filter(UnassignedPorts::isFree)
                .limit(count)
                .boxed()
                .toList();
        if (free.size() < count) {
            throw new IllegalStateException("hardly a port of loopback is free");
        }
        return free;
    }

    private static boolean isFree(int port) {
        try (var _ = new ServerSocket(port, 1, InetAddress.getLoopbackAddress());
                var _ = new DatagramSocket(new InetSocketAddress(InetAddress.getLoopbackAddress(), port))) {
            return true;
        } catch (IOException taken) {
            return false;
        }
    }
}
