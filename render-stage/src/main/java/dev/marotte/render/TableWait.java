package dev.marotte.render;

import dev.marotte.schemas.FrameTiming;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/**
 * Limits the wait for entries that the tables lack. A session's identity and neutral are committed before the landmarks that name them, but tables follow
 * their topics at their own pace. The wait for an entry begins when it is first missed and ends once, no matter which frames miss it later: an entry that
 * never comes does not hold up each frame anew. Nothing sleeps here. One thread.
 */
final class TableWait {
    /** Number of missing entries that are remembered at a time: far more than there are partitions. */
    private static final int REMEMBERED = 256;

    private final Duration limit;
    private final InstantSource clock;
    private final LeastRecentlyUsed<Object, Instant> ends = new LeastRecentlyUsed<>(REMEMBERED);

    /** @param limit after which the entry counts as missing; the deadline of the frame that first misses it takes precedence */
    TableWait(Duration limit, InstantSource clock) {
        this.limit = limit;
        this.clock = clock;
    }

    /** Tells whether an entry that is not there counts as missing now. */
    boolean isOver(Object thing, FrameTiming timing) {
        Instant now = clock.instant();
        Instant end = ends.find(thing).orElseGet(() -> begin(thing, now, timing));
        return !now.isBefore(end);
    }

    private Instant begin(Object thing, Instant now, FrameTiming timing) {
        Instant end = now.plus(limit);
        if (timing.isLate(end)) {
            end = FrameTiming.instantOf(timing.deadlineMicros());
        }
        ends.remember(thing, end);
        return end;
    }

    /** Notes that the entry is there. */
    void found(Object thing) {
        ends.forget(thing);
    }
}
