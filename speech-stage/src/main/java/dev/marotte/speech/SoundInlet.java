package dev.marotte.speech;

import dev.marotte.schemas.AudioMessage;
import java.time.Instant;
import java.util.List;

/** The sound of one session as it comes, from its beginning. One thread. */
interface SoundInlet extends AutoCloseable {
    /**
     * A message, and when it was sent.
     *
     * @param sentAt of live sound the moment of its capture, as near as can be told
     */
    record HeardSound(AudioMessage message, Instant sentAt) {}

    /** What has come; waits a moment for it, and is empty where nothing came. */
    List<HeardSound> poll();

    @Override
    void close();
}
