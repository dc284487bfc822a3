package dev.marotte.render;

import dev.marotte.schemas.FrameTiming;
import dev.marotte.schemas.RenderedMessage;
import dev.marotte.schemas.RenderedMessage.Dropped;
import dev.marotte.schemas.RenderedMessage.EndOfRendered;
import dev.marotte.schemas.RenderedMessage.Held;
import dev.marotte.schemas.RenderedMessage.Rendered;
import dev.marotte.schemas.RenderedMessage.StageTimes;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/** Counters and gauges of one loop. Loops of a stage share the counters, and each has its part of the gauges. One thread. */
final class LoopMeters {
    private final MeterRegistry registry;
    private final Gauges gauges;
    private final Timer latency;
    private final DistributionSummary batches;
    private final Counter hits;
    private final Counter misses;

    /** Numbers that stand at a value. */
    record Gauges(AtomicLong lag, AtomicLong held, AtomicLong cacheBytes, AtomicLong residents) {}

    LoopMeters(MeterRegistry registry, Gauges gauges) {
        this.registry = registry;
        this.gauges = gauges;
        latency = Timer.builder("marotte.latency")
                .description("Time from a frame's capture until the stage is through with it.")
                .tag("stage", RenderStage.NAME)
                .publishPercentileHistogram()
                .register(registry);
        batches = DistributionSummary.builder("marotte.batch.frames")
                .description("Frames that were drawn and sent together.")
                .baseUnit("frames")
                .tag("stage", RenderStage.NAME)
                .register(registry);
        hits = counter("marotte.identity.cache.hits", "Frames whose identity was ready.");
        misses = counter("marotte.identity.cache.misses", "Frames for which an identity had to be read.");
    }

    private Counter counter(String name, String description) {
        return Counter.builder(name)
                .description(description)
                .tag("stage", RenderStage.NAME)
                .register(registry);
    }

    /** Counts a batch whose outcomes are with the broker. */
    void delivered(List<RenderedMessage> outcomes, Instant now) {
        if (!outcomes.isEmpty()) {
            batches.record(outcomes.size());
        }
        outcomes.forEach(outcome -> delivered(outcome, now));
    }

    private void delivered(RenderedMessage outcome, Instant now) {
        switch (outcome) {
            case Rendered rendered -> {
                count("rendered", "none", rendered.timing(), now);
                time(rendered.times());
            }
            case Held held -> count("held", "none", held.timing(), now);
            case Dropped dropped ->
                count("dropped", dropped.reason().name().toLowerCase(Locale.ROOT), dropped.timing(), now);
            case EndOfRendered _ -> {}
        }
    }

    private void count(String outcome, String reason, FrameTiming timing, Instant now) {
        Counter.builder("marotte.frames")
                .description("Frames by what became of them.")
                .tag("stage", RenderStage.NAME)
                .tag("outcome", outcome)
                .tag("reason", reason)
                .register(registry)
                .increment();
        latency.record(timing.age(now));
    }

    private void time(StageTimes times) {
        step("retarget", times.retargetMicros());
        step("render", times.renderMicros());
        step("encode", times.encodeMicros());
    }

    private void step(String step, long micros) {
        Timer.builder("marotte.step")
                .description("Time that a step takes for one frame: its share of the batch.")
                .tag("stage", RenderStage.NAME)
                .tag("step", step)
                .publishPercentileHistogram()
                .register(registry)
                .record(micros, TimeUnit.MICROSECONDS);
    }

    void hit() {
        hits.increment();
    }

    void missed() {
        misses.increment();
    }

    /** Takes what the cache holds by now. */
    void holds(int identities, long bytes) {
        gauges.residents().set(identities);
        gauges.cacheBytes().set(bytes);
    }

    /** Takes where the loop stands by now. */
    void stands(long lag, int heldPartitions) {
        gauges.lag().set(lag);
        gauges.held().set(heldPartitions);
    }
}
