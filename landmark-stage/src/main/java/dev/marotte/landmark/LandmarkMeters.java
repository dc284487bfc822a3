package dev.marotte.landmark;

import dev.marotte.schemas.FrameTiming;
import dev.marotte.schemas.LandmarksMessage;
import dev.marotte.schemas.LandmarksMessage.EndOfLandmarks;
import dev.marotte.schemas.LandmarksMessage.Tracked;
import dev.marotte.schemas.LandmarksMessage.Untracked;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.Meter.MeterProvider;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import java.util.function.ToDoubleFunction;

/** Meters of the landmark stage, whatever profiles it serves. Any thread. */
final class LandmarkMeters {
    private static final String STAGE = "stage";
    private static final String NAME = "landmark";
    private static final Duration SHORTEST_LATENCY = Duration.ofMillis(1);
    private static final Duration LONGEST_LATENCY = Duration.ofSeconds(30);

    private final MeterRegistry registry;
    private final MeterProvider<Counter> frames;
    private final Timer latency;
    private final Timer observing;
    private final Map<String, Long> sessions = new ConcurrentHashMap<>();

    LandmarkMeters(MeterRegistry registry) {
        this.registry = registry;
        frames = Counter.builder("marotte.frames")
                .description("Frames by what became of them.")
                .tag(STAGE, NAME)
                .withRegistry(registry);
        latency = Timer.builder("marotte.latency")
                .description("Time from the capture of a frame until this stage is through with it.")
                .tag(STAGE, NAME)
                .publishPercentileHistogram()
                .minimumExpectedValue(SHORTEST_LATENCY)
                .maximumExpectedValue(LONGEST_LATENCY)
                .register(registry);
        observing = Timer.builder("marotte.step")
                .description("Time for one step of the work on a frame; track includes its decoding.")
                .tag(STAGE, NAME)
                .tag("step", "track")
                .publishPercentileHistogram()
                .register(registry);
        gauge("marotte.sessions.active", "Sessions that frames are expected of.", LandmarkMeters::activeSessions);
        gauge("marotte.tasks", "Partitions that are worked on.", meters -> meters.sessions.size());
    }

    /** Adds a number that is asked for when it is wanted. */
    void gauge(String name, String description, ToDoubleFunction<LandmarkMeters> value) {
        Gauge.builder(name, this, value)
                .description(description)
                .tag(STAGE, NAME)
                .strongReference(true)
                .register(registry);
    }

    <T> T observing(Supplier<T> work) {
        return observing.record(work);
    }

    void published(LandmarksMessage message, Instant now) {
        switch (message) {
            case Tracked tracked -> published("tracked", "none", tracked.timing(), now);
            case Untracked untracked ->
                published("untracked", untracked.reason().name().toLowerCase(Locale.ROOT), untracked.timing(), now);
            case EndOfLandmarks _ -> {}
        }
    }

    private void published(String outcome, String reason, FrameTiming timing, Instant now) {
        frames.withTags("outcome", outcome, "reason", reason).increment();
        latency.record(age(timing, now));
    }

    /** The age of a frame, zero at least: the clock of the machine that captured may be ahead. */
    private static Duration age(FrameTiming timing, Instant now) {
        Duration age = timing.age(now);
        return age.isNegative() ? Duration.ZERO : age;
    }

    /** Notes how many sessions a task works on. */
    void working(String task, long activeSessions) {
        sessions.put(task, activeSessions);
    }

    /** Notes that a task is another process's now. */
    void left(String task) {
        sessions.remove(task);
    }

    private long activeSessions() {
        return sessions.values().stream().mapToLong(Long::longValue).sum();
    }
}
