package dev.marotte.sink;

import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * The time since the last message. Time not spent polling does not count: the machine was asleep or the process stopped, and no upstream stage could do
 * anything either.
 */
record IdleTime(Instant since, Instant now) {
    /** An empty poll takes a tenth of a second, and on a busy machine somewhat more. */
    private static final Duration LONGEST_LOOK = Duration.ofSeconds(5);

    static IdleTime from(Instant now) {
        return new IdleTime(now, now);
    }

    /** The idle time after another poll, which returned {@code messages}. */
    IdleTime after(List<?> messages, Instant next) {
        if (!messages.isEmpty()) {
            return from(next);
        }
        Duration gap = Duration.between(now, next).minus(LONGEST_LOOK);
        return new IdleTime(gap.isPositive() ? since.plus(gap) : since, next);
    }
}
