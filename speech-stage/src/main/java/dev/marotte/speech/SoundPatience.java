package dev.marotte.speech;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;

/**
 * Limits the wait for missing sound: no limit while the session is open, and a moment after it has ended, in which ingest sends the end of the sound if it
 * is alive. {@link #end} from any thread, the rest from one.
 */
final class SoundPatience {
    private static final Duration AFTER_END = Duration.ofSeconds(3);

    private final InstantSource clock;
    private volatile Optional<Instant> last = Optional.empty();

    SoundPatience(InstantSource clock) {
        this.clock = clock;
    }

    /** Tells that the session has ended. */
    void end() {
        if (last.isEmpty()) {
            last = Optional.of(clock.instant());
        }
    }

    /** Tells that some sound came. */
    void heard() {
        last = last.map(_ -> clock.instant());
    }

    boolean isOver() {
        return last.filter(since -> clock.instant().isAfter(since.plus(AFTER_END)))
                .isPresent();
    }
}
