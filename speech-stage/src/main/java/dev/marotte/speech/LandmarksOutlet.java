package dev.marotte.speech;

import dev.marotte.schemas.LandmarksMessage;
import dev.marotte.schemas.Neutral;

/** The way of one session's landmarks into Kafka. One thread. */
interface LandmarksOutlet extends AutoCloseable {
    /** Shuts out an earlier run of the same session where that is possible, and says how far it came. Called once, first. */
    SpeechPosition resume();

    void send(LandmarksMessage message);

    void send(Neutral message);

    /** Returns when all that was sent is there for good, or throws; then nothing since the last call is. */
    void settle();

    /** Without {@link #settle}: what was sent since is withdrawn where that is possible. */
    @Override
    void close();
}
