package dev.marotte.studio.live;

/** The way to one client. Sending waits for the network; one thread sends. */
public interface ViewerLine {
    void send(byte[] message);

    void tell(String words);

    /** Whether nothing more is wanted. */
    default boolean isOver() {
        return false;
    }

    /** Ends it; a client that knows why comes back or not. */
    void close(int code, String reason);
}
