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

    /** Barge-in: what the voice has said and nobody has seen or heard yet is forgotten, here and with all who watch. */
    public void interrupt() {
        pushed.interrupt().ifPresent(cut);
    }

    /** The client says that it is there. */
    public void ping() {
        pushed.ping();
    }

    /** The client is gone; it may come back. */
    public void disconnect() {
        pushed.disconnect(line);
    }
}
