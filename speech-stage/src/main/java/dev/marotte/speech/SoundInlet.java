package dev.marotte.speech;

import dev.marotte.schemas.AudioMessage;
import java.time.Instant;
import java.util.List;

/** The sound of one session as it arrives, from its beginning. One thread. */
interface SoundInlet extends AutoCloseable {
    /**
     * A message and the time at which it was sent.
     *
     * @param sentAt for live sound the time of its capture, as precisely as it is known
     */
    record HeardSound(AudioMessage message, Instant sentAt) {}

    /** Returns the messages that have come; waits a moment for them, and is empty if none came. */
    List<HeardSound> poll();

    @Override
    void close();
}
