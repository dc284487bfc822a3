package dev.marotte.speech;

import dev.marotte.runtime.management.CaptureLatency;
import dev.marotte.runtime.management.StageMeters;
import dev.marotte.schemas.LandmarksMessage;
import dev.marotte.schemas.Neutral;
import dev.marotte.schemas.StageName;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.InstantSource;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** The meters of the speech stage, as wrappers of its tools. Any thread. */
final class SpeechMeters {
    private final InstantSource clock;
    private final AtomicInteger active = new AtomicInteger();
    private final Counter tracked;
    private final CaptureLatency latency;
    private final Timer hearing;
    private final Timer settling;

    SpeechMeters(MeterRegistry registry, InstantSource clock) {
        this.clock = clock;
        var meters = new StageMeters(registry, StageName.SPEECH);
        meters.activeSessions(active, AtomicInteger::get);
        tracked = meters.frames("tracked", StageMeters.NO_REASON);
        latency = meters.latency();
        hearing = meters.step("hear");
        settling = meters.step("settle");
    }

    /** Counts a session until the result is closed. */
    Active begin() {
        active.incrementAndGet();
        return active::decrementAndGet;
    }

    /** A session that is being processed. */
    interface Active extends AutoCloseable {
        @Override
        void close();
    }

    MouthModel meter(MouthModel model) {
        return window -> {
            long start = System.nanoTime();
            MouthPose mouth = model.hear(window);
            hearing.record(System.nanoTime() - start, TimeUnit.NANOSECONDS);
            return mouth;
        };
    }

    LandmarksOutlet meter(LandmarksOutlet outlet) {
        return new MeteredOutlet(outlet);
    }

    private void sent(LandmarksMessage message) {
        if (message instanceof LandmarksMessage.Tracked frame) {
            tracked.increment();
            latency.record(frame.timing(), clock.instant());
        }
    }

    /** An outlet whose frames are counted, including those that are withdrawn later, and whose settling is timed. */
    private final class MeteredOutlet implements LandmarksOutlet {
        private final LandmarksOutlet outlet;

        private MeteredOutlet(LandmarksOutlet outlet) {
            this.outlet = outlet;
        }

        @Override
        public SpeechPosition resume() {
            return outlet.resume();
        }

        @Override
        public void send(LandmarksMessage message) {
            outlet.send(message);
            sent(message);
        }

        @Override
        public void send(Neutral message) {
            outlet.send(message);
        }

        @Override
        public void settle() {
            settling.record(outlet::settle);
        }

        @Override
        public void close() {
            outlet.close();
        }
    }
}
