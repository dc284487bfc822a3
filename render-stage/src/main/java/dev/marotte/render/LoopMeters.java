package dev.marotte.render;

import dev.marotte.runtime.management.CaptureLatency;
import dev.marotte.runtime.management.StageMeters;
import dev.marotte.schemas.FrameTiming;
import dev.marotte.schemas.RenderedMessage;
import dev.marotte.schemas.RenderedMessage.Dropped;
import dev.marotte.schemas.RenderedMessage.EndOfRendered;
import dev.marotte.schemas.RenderedMessage.Held;
import dev.marotte.schemas.RenderedMessage.Rendered;
import dev.marotte.schemas.RenderedMessage.StageTimes;
import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/** Counters and gauges of one loop. Loops of a stage share the counters, and each adds its part to the gauges. One thread. */
final class LoopMeters {
    private final StageMeters meters;
    private final Gauges gauges;
    private final CaptureLatency latency;
    private final DistributionSummary batches;

    /** Values of the gauges. */
    record Gauges(AtomicLong lag, AtomicLong held, AtomicLong sessions) {
        static Gauges atZero() {
            return new Gauges(new AtomicLong(), new AtomicLong(), new AtomicLong());
        }
    }

    LoopMeters(MeterRegistry registry, StageMeters meters, Gauges gauges) {
        this.meters = meters;
        this.gauges = gauges;
        latency = meters.latency();
        batches = DistributionSummary.builder("marotte.batch.frames")
                .description("Frames that were drawn and sent together.")
                .baseUnit("frames")
                .tag("stage", RenderStage.NAME)
                .register(registry);
    }

    /** Counts a batch whose outcomes have reached the broker. */
    void delivered(List<RenderedMessage> outcomes, Instant now) {
        if (!outcomes.isEmpty()) {
            batches.record(outcomes.size());
        }
        outcomes.forEach(outcome -> delivered(outcome, now));
    }

    private void delivered(RenderedMessage outcome, Instant now) {
        switch (outcome) {
            case Rendered rendered -> {
                count("rendered", StageMeters.NO_REASON, rendered.timing(), now);
                time(rendered.times());
            }
            case Held held -> count("held", StageMeters.NO_REASON, held.timing(), now);
            case Dropped dropped ->
                count("dropped", dropped.reason().name().toLowerCase(Locale.ROOT), dropped.timing(), now);
            case EndOfRendered _ -> {}
        }
    }

    private void count(String outcome, String reason, FrameTiming timing, Instant now) {
        meters.frames(outcome, reason).increment();
        latency.record(timing, now);
    }

    private void time(StageTimes times) {
        step("retarget", times.retargetMicros());
        step("render", times.renderMicros());
        step("encode", times.encodeMicros());
    }

    /** Records a frame's share of a step's time. */
    private void step(String step, long micros) {
        meters.step(step).record(micros, TimeUnit.MICROSECONDS);
    }

    /** Records the loop's current state. */
    void stands(long lag, int heldPartitions, int openSessions) {
        gauges.lag().set(lag);
        gauges.sessions().set(openSessions);
        gauges.held().set(heldPartitions);
    }
}
