package dev.marotte.studio.live;

import java.util.function.LongConsumer;

/** A client that drives a session. Any thread. */
public final class Driving {
    private final PushedSession pushed;
    private final ViewerLine line;
    private final LongConsumer cut;

    Driving(PushedSession pushed, ViewerLine line, LongConsumer cut) {
        this.pushed = pushed;
        this.line = line;
        this.cut = cut;
    }

    /** Takes a frame or sound. */
    public void offer(MediaMessage message) {
        pushed.offer(message);
    }

    /** Barge-in: drops what the voice has said but nobody has seen or heard yet, here and at all viewers. */
    public void interrupt() {
        pushed.interrupt().ifPresent(cut);
    }

    /** Notes a sign of life from the client. */
    public void ping() {
        pushed.ping();
    }

    /** Notes that the client is gone; it may come back. */
    public void disconnect() {
        pushed.disconnect(line);
    }
}
