package dev.marotte.ingest;

import dev.marotte.schemas.AudioMessage;
import dev.marotte.schemas.AudioMessage.AudioUnit;
import dev.marotte.schemas.FrameMessage;
import dev.marotte.schemas.LandmarksMessage;
import dev.marotte.schemas.Neutral;

/** The way of one session's messages into Kafka: frames and sound, or of a replay its landmarks, neutrals and sound. One thread. */
public interface Outlet extends AutoCloseable {
    /** Shuts out an earlier run of the same session where that is possible, and says how far it came. Called once, first. */
    Position resume();

    void send(FrameMessage message);

    void send(AudioMessage message);

    /** Sends a unit before which a voice was interrupted. Where nobody listens yet it is a unit like any other. */
    default void sendInterrupting(AudioUnit unit) {
        send(unit);
    }

    void send(LandmarksMessage message);

    void send(Neutral message);

    /** Returns when all that was sent is there for good, or throws; then nothing since the last call is. */
    void settle();

    /** Where the last frame or landmarks stand in their partition, of those that were settled; -1 where nothing was. */
    long lastOffset();

    /** Without {@link #settle}: what was sent since is withdrawn. */
    @Override
    void close();
}
