package dev.marotte.ingest;

import dev.marotte.runtime.management.StageMeters;
import dev.marotte.schemas.StageName;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.InstantSource;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** The meters of the ingest stage, wrapped around its sources and outlets. Any thread. */
final class IngestMeters {
    private final StageMeters meters;
    private final InstantSource clock;
    private final Counter truncated;
    private final AtomicInteger active = new AtomicInteger();

    IngestMeters(MeterRegistry registry, InstantSource clock) {
        this.meters = new StageMeters(registry, StageName.INGEST);
        this.clock = clock;
        meters.activeSessions(active, AtomicInteger::get);
        truncated = meters.counter("marotte.sources.truncated", "Sources that broke off before their end.");
    }

    DrivingSource meter(DrivingSource source) {
        return new MeteredSource(source, meters.step("decode"), meters.step("encode"), truncated);
    }

    Outlet meter(Outlet outlet) {
        var counts = new MeteredOutlet.Counts(frames("sent"), frames("broken"), frames("replayed"));
        return new MeteredOutlet(outlet, counts, meters.latency(), meters.step("settle"), clock);
    }

    Headroom meter(Headroom headroom) {
        Timer waits = meters.step("headroom");
        return index -> {
            long start = System.nanoTime();
            headroom.await(index);
            waits.record(System.nanoTime() - start, TimeUnit.NANOSECONDS);
        };
    }

    /** Counts a session until the result is closed. */
    Active begin() {
        active.incrementAndGet();
        return active::decrementAndGet;
    }

    /** A session that is being worked on. */
    interface Active extends AutoCloseable {
        @Override
        void close();
    }

    private Counter frames(String outcome) {
        return meters.frames(outcome, StageMeters.NO_REASON);
    }
}
