package dev.marotte.sink;

import dev.marotte.schemas.OutcomeCounts;
import dev.marotte.schemas.Pts;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.ToLongFunction;

/** Meters of the sink stage, over all sessions that it writes. Any thread. */
final class SinkMeters {
    private static final String STAGE = "sink";
    private static final String NO_REASON = "none";

    private final InstantSource clock;
    private final List<CountMeter> counts;
    private final Counter written;
    private final Timer latency;
    private final Timer encode;
    private final AtomicLong active = new AtomicLong();
    private final AtomicLong waiting = new AtomicLong();

    SinkMeters(MeterRegistry meters, InstantSource clock) {
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
                new CountMeter(output(meters, "repeated"), OutcomeCounts::repeated));
        written = output(meters, "all");
        latency = Timer.builder("marotte.latency")
                .description("Time from a frame's capture until the stage was through with it")
                .tag("stage", STAGE)
                .publishPercentileHistogram()
                .register(meters);
        encode = Timer.builder("marotte.step")
                .description("Time of a step of the stage for one frame")
                .tags("stage", STAGE, "step", "encode")
                .publishPercentileHistogram()
                .register(meters);
        gauge(meters, "marotte.sessions.active", "Sessions that the stage works on", active);
        gauge(meters, "marotte.queue.depth", "Frames that wait in the stage", waiting);
    }

    /** Counts one part of the outcomes. */
    private record CountMeter(Counter counter, ToLongFunction<OutcomeCounts> part) {
        void add(OutcomeCounts before, OutcomeCounts now) {
            counter.increment(part.applyAsLong(now) - part.applyAsLong(before));
        }
    }

    private static CountMeter frames(
            MeterRegistry meters, String outcome, String reason, ToLongFunction<OutcomeCounts> part) {
        Counter counter = Counter.builder("marotte.frames")
                .description("Driving frames that the stage is through with")
                .tags("stage", STAGE, "outcome", outcome, "reason", reason)
                .register(meters);
        return new CountMeter(counter, part);
    }

    private static Counter output(MeterRegistry meters, String kind) {
        return Counter.builder("marotte.output.frames")
                .description("Frames of the outputs, at their own rate; repeated ones show a picture again")
                .tags("stage", STAGE, "kind", kind)
                .register(meters);
    }

    private static void gauge(MeterRegistry meters, String name, String description, AtomicLong value) {
        Gauge.builder(name, value, AtomicLong::get)
                .description(description)
                .tag("stage", STAGE)
                .register(meters);
    }

    /** Begins to measure a session. */
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

        /** The same writers, which measure how long each frame takes them. */
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
