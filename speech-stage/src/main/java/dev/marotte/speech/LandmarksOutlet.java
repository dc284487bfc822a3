package dev.marotte.speech;

import dev.marotte.schemas.LandmarksMessage;
import dev.marotte.schemas.Neutral;

/** Writes one session's landmarks to Kafka. One thread. */
interface LandmarksOutlet extends AutoCloseable {
    /** Fences an earlier run of the same session where that is possible, and returns how far it came. Called once, first. */
    SpeechPosition resume();

    void send(LandmarksMessage message);

    void send(Neutral message);

    /** Returns when everything that was sent is stored for good. If it throws, nothing sent since the last call is. */
    void settle();

    /** Closes without {@link #settle}: anything sent since then is withdrawn where that is possible. */
    @Override
    void close();
}
