package dev.marotte.studio.live;

/** The connection to one client. Sending waits for the network; one thread sends. */
public interface ViewerLine {
    void send(byte[] message);

    void tell(String words);

    /** Whether the client wants nothing more. */
    default boolean isOver() {
        return false;
    }

    /** Closes the connection; the client decides by the code whether to reconnect. */
    void close(int code, String reason);
}
