package dev.marotte.schemas;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/**
 * Wall-clock times of a frame, in microseconds since the epoch: when its source gave it, for latency only, and until when work on it is
 * useful.
 *
 * @param deadlineMicros {@link #NEVER} for a session in which every frame counts
 */
public record FrameTiming(long captureMicros, long deadlineMicros) {
    public static final long NEVER = Long.MAX_VALUE;

    /** The timing of a frame that is worth work however old it is. */
    public static FrameTiming unhurried(Instant captured) {
        return new FrameTiming(microsOf(captured), NEVER);
    }

    /** The timing of a frame that is dropped {@code budget} after its capture. */
    public static FrameTiming within(Duration budget, Instant captured) {
        return new FrameTiming(microsOf(captured), microsOf(captured.plus(budget)));
    }

    /** Converts an instant to microseconds since the epoch, the unit of the messages. */
    public static long microsOf(Instant instant) {
        return ChronoUnit.MICROS.between(Instant.EPOCH, instant);
    }

    /** Converts the messages' microseconds since the epoch to an instant. */
    public static Instant instantOf(long micros) {
        return Instant.EPOCH.plus(micros, ChronoUnit.MICROS);
    }

    /** Whether it is too late to work on the frame. */
    public boolean isLate(Instant now) {
        return deadlineMicros != NEVER && microsOf(now) > deadlineMicros;
    }

    /** How long ago the frame was captured. */
    public Duration age(Instant now) {
        return Duration.between(instantOf(captureMicros), now);
    }
}
