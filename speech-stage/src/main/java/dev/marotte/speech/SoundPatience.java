package dev.marotte.speech;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;

/**
 * How long a sound that does not come is awaited: without end while the session is open, for a moment when it has ended, in which ingest sends the
 * end of the sound if it lives. {@link #end} from any thread, the rest from one.
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
