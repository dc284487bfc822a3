package dev.marotte.sink;

import dev.marotte.schemas.AudioMessage;
import dev.marotte.schemas.Pts;
import dev.marotte.schemas.RenderedMessage;
import java.time.Duration;
import java.util.List;

/** Yields the messages of one session from its start, frames and sound as they come. One thread. */
public interface Inlet extends AutoCloseable {
    /** What came since the last call; empty if nothing comes for as long as {@code wait}. */
    List<Received> poll(Duration wait);

    @Override
    void close();

    /** One message. */
    sealed interface Received {
        /** Of {@code marotte.rendered}. */
        record OfFrame(RenderedMessage message) implements Received {}

        /** Of {@code marotte.audio}. */
        record OfSound(AudioMessage message) implements Received {}

        /** Somebody interrupted the session's voice: what of it is before {@code pts} is not to be played out live any more. */
        record OfInterruption(Pts pts) implements Received {}
    }
}
