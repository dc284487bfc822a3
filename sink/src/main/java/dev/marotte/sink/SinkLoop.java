package dev.marotte.sink;

import dev.marotte.schemas.BadInputException;
import dev.marotte.sink.Inlet.Received;
import java.io.IOException;
import java.nio.channels.ClosedByInterruptException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.function.Supplier;

/**
 * Polls the frames and the sound of a session, assembles the clip and finishes it.
 *
 * <p>It keeps no place of its own: after a restart the file is written again from the session's start, and what stands under its final
 * name is always whole. One thread; interrupting it leaves nothing behind.
 */
public final class SinkLoop {
    /** A poll that finds nothing takes a tenth of a second, and on a busy machine somewhat more. */
    private static final Duration LONGEST_LOOK = Duration.ofSeconds(5);

    private final Inlet inlet;
    private final Recording recording;
    private final SinkListener listener;
    private final Patience patience;

    /**
     * What is made of the session.
     *
     * @param output the name under which it will stand
     * @param writers for files of that kind
     */
    public record Recording(Output output, ClipWriters writers, RateChoice rate) {}

    /**
     * How long nothing may come while nothing moves upstream either.
     *
     * @param limit when it passes, the loop ends with {@link StalledException} and leaves nothing behind
     * @param upstream when a stage last took a frame on: landmarks are held back until the neutral frame is known, which may be minutes
     */
    public record Patience(Duration limit, InstantSource clock, Supplier<Instant> upstream) {
        /** Where nothing is known of the stages upstream. */
        public Patience(Duration limit, InstantSource clock) {
            this(limit, clock, () -> Instant.EPOCH);
        }

        private boolean isOver(Instant since) {
            Instant moved = upstream.get();
            Instant last = moved.isAfter(since) ? moved : since;
            return clock.instant().isAfter(last.plus(limit));
        }
    }

    /** Nothing came for longer than the patience allows: a stage upstream is gone. */
    public static final class StalledException extends RuntimeException {
        private static final long serialVersionUID = 1;

        StalledException(Duration limit) {
            super("no frame and no sound came for " + limit.toSeconds() + " s: a stage upstream stands still");
        }
    }

    /** @param inlet stays the caller's */
    public SinkLoop(Inlet inlet, Recording recording, SinkListener listener, Patience patience) {
        this.inlet = inlet;
        this.recording = recording;
        this.listener = listener;
        this.patience = patience;
    }

    /**
     * Returns when the whole clip stands under its name.
     *
     * @throws BadInputException if the output cannot be written, or nothing was rendered
     */
    public SinkReport run() throws InterruptedException {
        try (ClipAssembly clip = new ClipAssembly(recording.writers(), recording.rate())) {
            while (!clip.complete()) {
                awaitMessages().forEach(received -> take(received, clip));
                clip.advance();
                clip.tell(listener);
            }
            return clip.finish(recording.output());
        } catch (ClosedByInterruptException told) {
            throw new InterruptedException("the sink was told to stop");
        } catch (IOException cannotWrite) {
            throw recording.output().refused(cannotWrite);
        }
    }

    private static void take(Received received, ClipAssembly clip) {
        switch (received) {
            case Received.OfFrame(var message) -> clip.take(message);
            case Received.OfSound(var message) -> clip.take(message);
        }
    }

    /** What was not spent looking: the machine was asleep or the process stopped, and nobody upstream could do anything either. */
    private static Duration slept(Instant looked, Instant now) {
        Duration gap = Duration.between(looked, now).minus(LONGEST_LOOK);
        return gap.isPositive() ? gap : Duration.ZERO;
    }

    private List<Received> awaitMessages() throws InterruptedException {
        Instant looked = patience.clock().instant();
        Instant since = looked;
        List<Received> messages = inlet.poll();
        while (messages.isEmpty()) {
            if (Thread.interrupted()) {
                throw new InterruptedException("the sink was told to stop");
            }
            Instant now = patience.clock().instant();
            since = since.plus(slept(looked, now));
            looked = now;
            if (patience.isOver(since)) {
                throw new StalledException(patience.limit());
            }
            messages = inlet.poll();
        }
        return messages;
    }
}
