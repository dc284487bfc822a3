package dev.marotte.schemas;

/**
 * The state of a network stream that a stage reads or writes.
 *
 * @param name the address without what is secret in it
 * @param losses how often it was lost
 * @param skipped frames that were left out because it did not take or give them in time
 * @param problem for people: why it was lost last; empty where it never was
 */
public record StreamConnection(String name, State state, long losses, long skipped, String problem) {
    /** Whether anything goes through. */
    public enum State {
        /** It has not been there yet. */
        CONNECTING,
        CONNECTED,
        /** It was there, and is opened again. */
        LOST
    }

    /** One that has not been there yet. */
    public static StreamConnection to(String name) {
        return new StreamConnection(name, State.CONNECTING, 0, 0, "");
    }

    /** The same, now that something goes through. */
    public StreamConnection connected() {
        return new StreamConnection(name, State.CONNECTED, losses, skipped, problem);
    }

    /** The same, after an attempt that came to nothing. */
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
