package dev.marotte.landmark;

import dev.marotte.runtime.management.CaptureLatency;
import dev.marotte.runtime.management.StageMeters;
import dev.marotte.schemas.FrameTiming;
import dev.marotte.schemas.LandmarksMessage;
import dev.marotte.schemas.LandmarksMessage.EndOfLandmarks;
import dev.marotte.schemas.LandmarksMessage.Tracked;
import dev.marotte.schemas.LandmarksMessage.Untracked;
import dev.marotte.schemas.StageName;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Instant;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.DoubleSupplier;
import java.util.function.Supplier;

/** Meters of the landmark stage, for all profiles that it serves. Any thread. */
final class LandmarkMeters {
    private final StageMeters meters;
    private final CaptureLatency latency;
    private final Timer observing;
    private final Map<String, Long> sessions = new ConcurrentHashMap<>();

    LandmarkMeters(MeterRegistry registry) {
        meters = new StageMeters(registry, StageName.LANDMARK);
        latency = meters.latency();
        observing = meters.step("track");
        meters.activeSessions(this, LandmarkMeters::activeSessions);
        meters.gauge("marotte.tasks", "Partitions that are worked on.", sessions, Map::size);
    }

    /** Adds the lag, which is queried when it is read. */
    void lag(DoubleSupplier records) {
        meters.lag(records, DoubleSupplier::getAsDouble);
    }

    /** Times the observation of one frame, including its decoding. */
    <T> T observing(Supplier<T> work) {
        return observing.record(work);
    }

    void published(LandmarksMessage message, Instant now) {
        switch (message) {
            case Tracked tracked -> published("tracked", StageMeters.NO_REASON, tracked.timing(), now);
            case Untracked untracked ->
                published("untracked", untracked.reason().name().toLowerCase(Locale.ROOT), untracked.timing(), now);
            case EndOfLandmarks _ -> {}
        }
    }

    private void published(String outcome, String reason, FrameTiming timing, Instant now) {
        meters.frames(outcome, reason).increment();
        latency.record(timing, now);
    }

    /** Records how many sessions a task works on. */
    void working(String task, long activeSessions) {
        sessions.put(task, activeSessions);
    }

    /** Records that a task now belongs to another process. */
    void left(String task) {
        sessions.remove(task);
    }

    private long activeSessions() {
        return sessions.values().stream().mapToLong(Long::longValue).sum();
    }
}
