package dev.marotte.runtime;

import java.net.InetAddress;
import java.net.UnknownHostException;

/** The host of a listening address as people are told it. */
public final class ShownHost {
    private ShownHost() {}

    /** Returns this machine's name for an address that means all of its addresses, which no browser can open; otherwise the host as it was given. */
    public static String of(String host) {
        try {
            InetAddress address = InetAddress.getByName(host);
            return address.isAnyLocalAddress() ? InetAddress.getLocalHost().getHostName() : host;
        } catch (UnknownHostException e) {
            return host;
        }
    }
}
