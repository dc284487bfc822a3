package dev.marotte.render;

import dev.marotte.runtime.management.StageMeters;
import io.micrometer.core.instrument.Counter;
import java.util.concurrent.atomic.AtomicLong;

/** Counters and gauges of a device's identities. Any thread. */
final class CacheMeters {
    private final AtomicLong bytes;
    private final AtomicLong residents;
    private final Counter hits;
    private final Counter misses;

    CacheMeters(StageMeters meters, AtomicLong bytes, AtomicLong residents) {
        this.bytes = bytes;
        this.residents = residents;
        hits = meters.counter("marotte.identity.cache.hits", "Frames whose identity was ready.");
        misses = meters.counter("marotte.identity.cache.misses", "Frames for which an identity had to be read.");
    }

    void hit() {
        hits.increment();
    }

    void missed() {
        misses.increment();
    }

    /** Records what the cache holds now. */
    void holds(int identities, long allBytes) {
        residents.set(identities);
        bytes.set(allBytes);
    }
}
