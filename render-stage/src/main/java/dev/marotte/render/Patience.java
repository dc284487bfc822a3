package dev.marotte.render;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;

/**
 * Waits for what a table shall soon know: a session's identity and neutral are committed before the landmarks that name them, but tables
 * follow their topics at a pace of their own.
 *
 * @param limit after which the thing counts as missing
 */
public record Patience(Duration limit, InstantSource clock) {
    private static final Duration STEP = Duration.ofMillis(2);

    /** Asks until there is an answer or the limit has passed; at least once. Gives up when interrupted. */
    <T> Optional<T> await(Supplier<Optional<T>> question) {
        Instant end = clock.instant().plus(limit);
        Optional<T> answer = question.get();
        while (answer.isEmpty()
                && clock.instant().isBefore(end)
                && !Thread.currentThread().isInterrupted()) {
            LockSupport.parkNanos(STEP.toNanos());
            answer = question.get();
        }
        return answer;
    }
}
