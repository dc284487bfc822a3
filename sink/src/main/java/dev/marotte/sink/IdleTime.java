package dev.marotte.sink;

import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * How long nothing has come. Time that was not spent looking does not count: the machine was asleep or the process stopped, and nobody upstream could do
 * anything either.
 */
record IdleTime(Instant since, Instant now) {
    /** A poll that finds nothing takes a tenth of a second, and on a busy machine somewhat more. */
    private static final Duration LONGEST_LOOK = Duration.ofSeconds(5);

    static IdleTime from(Instant now) {
        return new IdleTime(now, now);
    }

    /** The time after another look, which found {@code messages}. */
    IdleTime after(List<?> messages, Instant next) {
        if (!messages.isEmpty()) {
            return from(next);
        }
        Duration gap = Duration.between(now, next).minus(LONGEST_LOOK);
        return new IdleTime(gap.isPositive() ? since.plus(gap) : since, next);
    }
}
