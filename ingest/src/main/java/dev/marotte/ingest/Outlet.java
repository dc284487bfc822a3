package dev.marotte.ingest;

import dev.marotte.schemas.AudioMessage;
import dev.marotte.schemas.FrameMessage;

/** Where the messages of one session go. One thread. */
public interface Outlet extends AutoCloseable {
    /** Shuts out an earlier run of the same session and says how far it came. Called once, first. */
    Position resume();

    void send(FrameMessage message);

    void send(AudioMessage message);

    /** Returns when all that was sent is there for good, or throws; then nothing since the last call is. */
    void settle();

    /** Without {@link #settle}: what was sent since is withdrawn. */
    @Override
    void close();
}
