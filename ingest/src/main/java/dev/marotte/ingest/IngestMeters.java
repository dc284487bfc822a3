package dev.marotte.ingest;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** The meters of the ingest stage, put around what it works with. Any thread. */
final class IngestMeters {
    private static final String STAGE = "ingest";

    private final MeterRegistry registry;
    private final AtomicInteger active = new AtomicInteger();

    IngestMeters(MeterRegistry registry) {
        this.registry = registry;
        Gauge.builder("marotte.sessions.active", active, AtomicInteger::get)
                .description("Sessions that a stage of this process works on")
                .tag("stage", STAGE)
                .register(registry);
    }

    DrivingSource meter(DrivingSource source) {
        return new MeteredSource(source, step("decode"), step("encode"));
    }

    Outlet meter(Outlet outlet) {
        return new MeteredOutlet(outlet, frames("sent"), frames("broken"), frames("replayed"), step("settle"));
    }

    Headroom meter(Headroom headroom) {
        Timer waits = step("headroom");
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

    /** A session that is worked on. */
    interface Active extends AutoCloseable {
        @Override
        void close();
    }

    private Counter frames(String outcome) {
        return Counter.builder("marotte.frames")
                .description("Frames by what became of them in a stage")
                .tag("stage", STAGE)
                .tag("outcome", outcome)
                .tag("reason", "")
                .register(registry);
    }

    private Timer step(String step) {
        return Timer.builder("marotte.step")
                .description("Time that a step of a stage takes")
                .tag("stage", STAGE)
                .tag("step", step)
                .publishPercentileHistogram()
                .register(registry);
    }
}
