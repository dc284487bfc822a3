package dev.marotte.ingest;

import dev.marotte.schemas.AudioMessage;
import dev.marotte.schemas.AudioMessage.AudioUnit;
import dev.marotte.schemas.FrameMessage;
import dev.marotte.schemas.LandmarksMessage;
import dev.marotte.schemas.Neutral;

/** Sends the messages of one session to Kafka: frames and sound, or for a replay its landmarks, neutrals and sound. One thread. */
public interface Outlet extends AutoCloseable {
    /** Fences an earlier run of the same session where possible, and returns how far it came. Called once, before anything else. */
    Position resume();

    void send(FrameMessage message);

    void send(AudioMessage message);

    /** Sends the first unit after a voice was interrupted. Where nobody listens yet, it is a unit like any other. */
    default void sendInterrupting(AudioUnit unit) {
        send(unit);
    }

    void send(LandmarksMessage message);

    void send(Neutral message);

    /** Returns when everything sent is stored for good; if it throws, nothing since the last call is. */
    void settle();

    /** The offset of the last settled frame or landmarks in their partition; -1 where nothing was settled. */
    long lastOffset();

    /** Closes the outlet; what was sent since the last {@link #settle} is withdrawn. */
    @Override
    void close();
}
