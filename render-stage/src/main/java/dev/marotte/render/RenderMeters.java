package dev.marotte.render;

import dev.marotte.runtime.management.StageMeters;
import dev.marotte.schemas.StageName;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;

/** The meters of a render stage, over all of its loops. Any thread. */
final class RenderMeters {
    private final MeterRegistry registry;
    private final StageMeters meters;
    private final List<LoopMeters.Gauges> loops = new CopyOnWriteArrayList<>();
    private final AtomicLong cacheBytes = new AtomicLong();
    private final AtomicLong residents = new AtomicLong();
    private final DeviceMeters device;

    RenderMeters(MeterRegistry registry) {
        this.registry = registry;
        meters = new StageMeters(registry, StageName.RENDER);
        device = new DeviceMeters(meters);
        meters.activeSessions(loops, all -> sum(all, LoopMeters.Gauges::sessions));
        meters.lag(loops, all -> sum(all, LoopMeters.Gauges::lag));
        gauge(
                "marotte.partitions.held",
                "Partitions that wait for an identity or a neutral frame.",
                LoopMeters.Gauges::held);
        meters.gauge(
                "marotte.identity.cache.bytes",
                "Memory of the identities that are ready, in bytes.",
                cacheBytes,
                AtomicLong::doubleValue);
        meters.gauge(
                "marotte.identity.cache.residents", "Identities that are ready.", residents, AtomicLong::doubleValue);
    }

    private void gauge(String name, String description, Function<LoopMeters.Gauges, AtomicLong> part) {
        meters.gauge(name, description, loops, all -> sum(all, part));
    }

    private static double sum(List<LoopMeters.Gauges> loops, Function<LoopMeters.Gauges, AtomicLong> part) {
        return loops.stream().map(part).mapToLong(AtomicLong::get).sum();
    }

    /** Shows how many live sessions the stage is stated to take; 0 if not stated. */
    void capacity(int sessions) {
        meters.gauge(
                "marotte.sessions.capacity",
                "Live sessions that this renderer takes at 25 frames a second; 0: not stated.",
                sessions,
                Integer::doubleValue);
    }

    /** Meters of the device. */
    DeviceMeters device() {
        return device;
    }

    /** Meters of the identities that all loops share. */
    CacheMeters cache() {
        return new CacheMeters(meters, cacheBytes, residents);
    }

    /** Meters of one more loop. */
    LoopMeters loop() {
        var gauges = LoopMeters.Gauges.atZero();
        loops.add(gauges);
        return new LoopMeters(registry, meters, gauges);
    }
}
