package dev.marotte.sink;

import java.time.Duration;
import java.time.Instant;

/** A clock on which a second passes each time somebody looks. One thread. */
final class SecondClock {
    private Instant now = Instant.EPOCH;

    Instant tick() {
        sleep(Duration.ofSeconds(1));
        return now;
    }

    void sleep(Duration time) {
        now = now.plus(time);
    }

    Instant now() {
        return now;
    }
}
