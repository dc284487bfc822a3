package dev.marotte.schemas;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/**
 * Wall-clock moments of a frame, in microseconds since the epoch: when its source gave it, for latency only, and until when work on it is
 * of use.
 *
 * @param deadlineMicros {@link #NEVER} for a session in which every frame counts
 */
public record FrameTiming(long captureMicros, long deadlineMicros) {
    public static final long NEVER = Long.MAX_VALUE;

    /** A frame that is worth work however old it is. */
    public static FrameTiming unhurried(Instant captured) {
        return new FrameTiming(microsOf(captured), NEVER);
    }

    /** A frame that is given up {@code budget} after its capture. */
    public static FrameTiming within(Duration budget, Instant captured) {
        return new FrameTiming(microsOf(captured), microsOf(captured.plus(budget)));
    }

    /** The microseconds since the epoch, as the messages have them. */
    public static long microsOf(Instant instant) {
        return ChronoUnit.MICROS.between(Instant.EPOCH, instant);
    }

    /** The instant that the messages have as microseconds since the epoch. */
    public static Instant instantOf(long micros) {
        return Instant.EPOCH.plus(micros, ChronoUnit.MICROS);
    }

    /** Whether work on the frame would be in vain. */
    public boolean isLate(Instant now) {
        return deadlineMicros != NEVER && microsOf(now) > deadlineMicros;
    }

    /** How long ago the frame was captured. */
    public Duration age(Instant now) {
        return Duration.between(instantOf(captureMicros), now);
    }
}
