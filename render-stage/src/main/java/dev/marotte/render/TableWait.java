package dev.marotte.render;

import dev.marotte.schemas.FrameTiming;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/**
 * Limits the wait for things that the tables lack. A session's identity and neutral are committed before the landmarks that name them, but
 * tables follow their topics at a pace of their own. The wait for a thing begins when it is missed first and has one end, whoever misses it
 * later: what never comes does not hold up each frame anew. Nobody sleeps here. One thread.
 */
final class TableWait {
    /** Things that are missed at a time: far more than partitions. */
    private static final int REMEMBERED = 256;

    private final Duration limit;
    private final InstantSource clock;
    private final LeastRecentlyUsed<Object, Instant> ends = new LeastRecentlyUsed<>(REMEMBERED);

    /** @param limit after which the thing counts as missing; the deadline of the frame that misses it first comes before */
    TableWait(Duration limit, InstantSource clock) {
        this.limit = limit;
        this.clock = clock;
    }

    /** Tells whether a thing that is not there counts as missing by now. */
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

    /** The thing is there. */
    void found(Object thing) {
        ends.forget(thing);
    }
}
