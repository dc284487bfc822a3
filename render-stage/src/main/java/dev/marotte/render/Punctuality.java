package dev.marotte.render;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;

/** Whether a frame has missed its moment. */
public sealed interface Punctuality {
    /**
     * Whether work on a frame would be in vain.
     *
     * @param captureMicros wall-clock instant that it was captured at, µs since the epoch
     */
    boolean isLate(long captureMicros);

    /** For sessions in which every frame counts. */
    record Never() implements Punctuality {
        @Override
        public boolean isLate(long captureMicros) {
            return false;
        }
    }

    /** For live sessions: a frame older than {@code age} is given up before any work is done on it. */
    record After(Duration age, InstantSource clock) implements Punctuality {
        @Override
        public boolean isLate(long captureMicros) {
            long now = ChronoUnit.MICROS.between(Instant.EPOCH, clock.instant());
            return now - captureMicros > age.toNanos() / 1_000;
        }
    }
}
