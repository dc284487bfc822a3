package dev.marotte.render;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicLong;

/** The meters of a render stage, over all of its loops. Any thread. */
final class RenderMeters {
    private final MeterRegistry registry;
    private final List<AtomicLong> lags;
    private final List<AtomicLong> held;
    private final List<AtomicLong> cacheBytes;
    private final List<AtomicLong> residents;

    RenderMeters(MeterRegistry registry) {
        this.registry = registry;
        lags = sum("marotte.lag", "records", "Records that are not taken from the broker yet.");
        held = sum("marotte.partitions.held", "partitions", "Partitions that wait for an identity or a neutral frame.");
        cacheBytes = sum("marotte.identity.cache.bytes", "bytes", "Memory of the identities that are ready.");
        residents = sum("marotte.identity.cache.residents", "identities", "Identities that are ready.");
    }

    private List<AtomicLong> sum(String name, String unit, String description) {
        List<AtomicLong> parts = new CopyOnWriteArrayList<>();
        Gauge.builder(
                        name,
                        parts,
                        all -> all.stream().mapToDouble(AtomicLong::get).sum())
                .description(description)
                .baseUnit(unit)
                .tag("stage", RenderStage.NAME)
                .register(registry);
        return parts;
    }

    /** Those of one more loop. */
    LoopMeters loop() {
        return new LoopMeters(
                registry, new LoopMeters.Gauges(part(lags), part(held), part(cacheBytes), part(residents)));
    }

    private static AtomicLong part(List<AtomicLong> sum) {
        AtomicLong part = new AtomicLong();
        sum.add(part);
        return part;
    }
}
