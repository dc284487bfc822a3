package dev.marotte.sink;

import static dev.marotte.runtime.management.StageMeters.NO_REASON;

import dev.marotte.runtime.management.CaptureLatency;
import dev.marotte.runtime.management.StageMeters;
import dev.marotte.schemas.FrameTiming;
import dev.marotte.schemas.OutcomeCounts;
import dev.marotte.schemas.Pts;
import dev.marotte.schemas.StageName;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.ToLongFunction;

/** Meters of the sink stage, across all sessions that it writes. Any thread. */
final class SinkMeters {
    private final InstantSource clock;
    private final List<CountMeter> counts;
    private final Counter written;
    private final CaptureLatency latency;
    private final Timer encode;
    private final AtomicLong active = new AtomicLong();
    private final AtomicLong waiting = new AtomicLong();

    SinkMeters(MeterRegistry registry, InstantSource clock) {
        var meters = new StageMeters(registry, StageName.SINK);
        this.clock = clock;
        counts = List.of(
                frames(meters, "rendered", NO_REASON, OutcomeCounts::rendered),
                frames(meters, "at_rest", NO_REASON, OutcomeCounts::atRest),
                frames(meters, "held", NO_REASON, OutcomeCounts::held),
                frames(meters, "dropped", "late", OutcomeCounts::droppedLate),
                frames(meters, "dropped", "no_identity", OutcomeCounts::droppedNoIdentity),
                frames(meters, "dropped", "unreadable", OutcomeCounts::droppedUnreadable),
                frames(meters, "hole", NO_REASON, OutcomeCounts::holes),
                frames(meters, "duplicate", NO_REASON, OutcomeCounts::duplicates),
                new CountMeter(output(registry, "repeated"), OutcomeCounts::repeated));
        written = output(registry, "all");
        latency = meters.latency();
        encode = meters.step("encode");
        meters.activeSessions(active, AtomicLong::get);
        meters.gauge("marotte.queue.depth", "Frames that wait in the stage.", waiting, AtomicLong::get);
    }

    /** Counts one part of the outcomes. */
    private record CountMeter(Counter counter, ToLongFunction<OutcomeCounts> part) {
        void add(OutcomeCounts before, OutcomeCounts now) {
            counter.increment(part.applyAsLong(now) - part.applyAsLong(before));
        }
    }

    private static CountMeter frames(
            StageMeters meters, String outcome, String reason, ToLongFunction<OutcomeCounts> part) {
        return new CountMeter(meters.frames(outcome, reason), part);
    }

    private static Counter output(MeterRegistry registry, String kind) {
        return Counter.builder("marotte.output.frames")
                .description("Frames of the outputs, at their own rate; repeated ones show a picture again.")
                .tags("stage", "sink", "kind", kind)
                .register(registry);
    }

    /** Starts measuring a session. */
    OfSession begin() {
        active.incrementAndGet();
        return new OfSession();
    }

    /** The share of one session; used by its thread. */
    final class OfSession implements SinkListener, AutoCloseable {
        private SinkProgress before = new SinkProgress(0, 0, 0, Pts.ZERO, OutcomeCounts.NONE);

        @Override
        public void progress(SinkProgress progress) {
            counts.forEach(meter -> meter.add(before.counts(), progress.counts()));
            written.increment(progress.written() - before.written());
            waiting.addAndGet(progress.waiting() - before.waiting());
            before = progress;
        }

        /** Records the age of a picture that is shown now. */
        void shown(FrameTiming frame) {
            latency.record(frame, clock.instant());
        }

        /** Wraps the writers so that the time they take for each frame is measured. */
        ClipWriters around(ClipWriters writers) {
            return (rate, sound, first) -> new MeteredWriter(writers.open(rate, sound, first), encode, latency, clock);
        }

        @Override
        public void close() {
            waiting.addAndGet(-before.waiting());
            active.decrementAndGet();
        }
    }
}
