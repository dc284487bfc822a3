package dev.marotte.sink;

import dev.marotte.schemas.AudioMessage;
import dev.marotte.schemas.Pts;
import dev.marotte.schemas.RenderedMessage;
import java.time.Duration;
import java.util.List;

/** Yields the messages of one session from its start, frames and sound as they arrive. One thread. */
public interface Inlet extends AutoCloseable {
    /** The messages since the last call; empty if none arrives within {@code wait}. */
    List<Received> poll(Duration wait);

    @Override
    void close();

    /** One message. */
    sealed interface Received {
        /** A message of {@code marotte.rendered}. */
        record OfFrame(RenderedMessage message) implements Received {}

        /** A message of {@code marotte.audio}. */
        record OfSound(AudioMessage message) implements Received {}

        /** An interruption of the session's voice: what comes before {@code pts} must no longer be played out live. */
        record OfInterruption(Pts pts) implements Received {}
    }
}
