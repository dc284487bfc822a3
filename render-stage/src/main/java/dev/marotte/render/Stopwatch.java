package dev.marotte.render;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/** Measures one piece of work after another. */
final class Stopwatch {
    private final InstantSource clock;
    private Instant last;

    Stopwatch(InstantSource clock) {
        this.clock = clock;
        this.last = clock.instant();
    }

    /** Microseconds since the last lap, or since this was made. */
    long lap() {
        Instant now = clock.instant();
        long micros = Duration.between(last, now).toNanos() / 1_000;
        last = now;
        return micros;
    }
}
