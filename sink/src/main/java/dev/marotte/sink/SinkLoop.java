package dev.marotte.sink;

import dev.marotte.schemas.BadInputException;
import dev.marotte.schemas.RateChoice;
import dev.marotte.sink.Inlet.Received;
import dev.marotte.sink.StallLimit.StalledException;
import java.io.IOException;
import java.nio.channels.ClosedByInterruptException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;

/**
 * Polls the frames and the sound of a session, assembles the clip and finishes it.
 *
 * <p>It stores no position: after a restart the file is written again from the session's start, and a file under its final name is
 * always complete. One thread; interrupting it leaves nothing behind.
 */
final class SinkLoop {
    private static final Duration POLL = Duration.ofMillis(100);

    private final Inlet inlet;
    private final Recording recording;
    private final SinkListener listener;
    private final Waiting waiting;

    /**
     * How the session is written.
     *
     * @param writers of all its outputs
     * @param holePatience how much of the session may wait for a missing frame; after that the frame counts as one that never
     *     comes
     */
    record Recording(ClipWriters writers, RateChoice rate, Duration holePatience) {}

    /**
     * When to stop waiting for more.
     *
     * @param stall limit after which the session has failed
     * @param ending of the session, signalled from outside
     */
    record Waiting(StallLimit stall, SessionEnding ending, InstantSource clock) {
        private boolean isOver(IdleTime idle) {
            if (ending.isOpen()) {
                stall.require(idle.since(), idle.now());
            }
            return ending.isOver(idle.since(), idle.now());
        }
    }

    /** @param inlet stays the caller's */
    SinkLoop(Inlet inlet, Recording recording, SinkListener listener, Waiting waiting) {
        this.inlet = inlet;
        this.recording = recording;
        this.listener = listener;
        this.waiting = waiting;
    }

    /**
     * Returns when the whole clip is published under its names; empty if the session ended in a way that keeps nothing
     * of it.
     *
     * @throws BadInputException if an output cannot be written, or nothing was rendered
     * @throws StalledException if the session stalled for too long
     */
    Optional<SinkReport> run() throws IOException, InterruptedException {
        try (ClipAssembly clip = new ClipAssembly(recording)) {
            IdleTime idle = IdleTime.from(waiting.clock().instant());
            while (!clip.complete()) {
                List<Received> messages = poll();
                if (waiting.ending().wantsNothing()) {
                    return Optional.empty();
                }
                idle = idle.after(messages, waiting.clock().instant());
                take(messages, clip);
                if (messages.isEmpty() && waiting.isOver(idle)) {
                    clip.cut();
                }
                clip.advance();
                clip.tell(listener);
            }
            return Optional.of(clip.finish());
        } catch (ClosedByInterruptException told) {
            throw new InterruptedException("the sink was told to stop");
        }
    }

    private List<Received> poll() throws InterruptedException {
        if (Thread.interrupted()) {
            throw new InterruptedException("the sink was told to stop");
        }
        return inlet.poll(POLL);
    }

    private static void take(List<Received> messages, ClipAssembly clip) {
        for (Received received : messages) {
            switch (received) {
                case Received.OfFrame(var message) -> clip.take(message);
                case Received.OfSound(var message) -> clip.take(message);
                case Received.OfInterruption _ -> {} // a film keeps everything that was said
            }
        }
    }
}
