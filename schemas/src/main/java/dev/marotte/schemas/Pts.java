package dev.marotte.schemas;

import java.time.Duration;

/** Presentation timestamp: microseconds from the start of the stream. Assigned at ingest, never recomputed from a clock or a rate. */
public record Pts(long micros) implements Comparable<Pts> {
    public static final Pts ZERO = new Pts(0);

    public Pts plus(Duration duration) {
        return new Pts(Math.addExact(micros, duration.toNanos() / 1_000));
    }

    /** This minus {@code earlier}; negative if this comes first. */
    public Duration since(Pts earlier) {
        return Duration.ofNanos(Math.multiplyExact(micros - earlier.micros, 1_000L));
    }

    public double seconds() {
        return micros / 1e6;
    }

    @Override
    public int compareTo(Pts other) {
        return Long.compare(micros, other.micros);
    }
}
