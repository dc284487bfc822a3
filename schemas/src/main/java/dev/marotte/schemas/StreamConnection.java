package dev.marotte.schemas;

/**
 * The state of a network stream that a stage reads or writes.
 *
 * @param name the address without its secrets
 * @param losses how often the connection was lost
 * @param skipped frames left out because the stream did not take or give them in time
 * @param problem for users: why it was last lost; empty if it never was
 */
public record StreamConnection(String name, State state, long losses, long skipped, String problem) {
    /** Whether data goes through. */
    public enum State {
        /** The stream has not been there yet. */
        CONNECTING,
        CONNECTED,
        /** The stream was there, and is being reopened. */
        LOST
    }

    /** A connection to a stream that has not been there yet. */
    public static StreamConnection to(String name) {
        return new StreamConnection(name, State.CONNECTING, 0, 0, "");
    }

    /** The same, now that data goes through. */
    public StreamConnection connected() {
        return new StreamConnection(name, State.CONNECTED, losses, skipped, problem);
    }

    /** The same, after a failed attempt or a loss. */
    public StreamConnection failed(String why) {
        return switch (state) {
            case CONNECTED -> new StreamConnection(name, State.LOST, losses + 1, skipped, why);
            case CONNECTING, LOST -> new StreamConnection(name, state, losses, skipped, why);
        };
    }

    /** The same with the number of frames left out so far. */
    public StreamConnection skipping(long frames) {
        return new StreamConnection(name, state, losses, frames, problem);
    }
}
