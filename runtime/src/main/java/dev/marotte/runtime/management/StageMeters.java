package dev.marotte.runtime.management;

import dev.marotte.schemas.StageName;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.util.Locale;
import java.util.function.ToDoubleFunction;

/**
 * The meters of one stage. Meters that several stages share are made only here: Prometheus drops a meter whose tags differ from those of another
 * meter of the same name, and cannot write timers of one name if only some are histograms. Any thread.
 */
public final class StageMeters {
    /** The reason of an outcome that needs none. */
    public static final String NO_REASON = "none";

    private static final Duration SHORTEST_LATENCY = Duration.ofMillis(1);
    private static final Duration LONGEST_LATENCY = Duration.ofSeconds(30);
    private static final Duration SHORTEST_STEP = Duration.ofNanos(100_000);
    private static final Duration LONGEST_STEP = Duration.ofSeconds(10);

    private final MeterRegistry registry;
    private final String stage;

    public StageMeters(MeterRegistry registry, StageName stage) {
        this.registry = registry;
        this.stage = stage.name().toLowerCase(Locale.ROOT);
    }

    /** Removes all meters of a stage that has ended, so that those of the next stage of its name can be made. */
    public static void forget(MeterRegistry registry, StageName stage) {
        String tag = stage.name().toLowerCase(Locale.ROOT);
        registry.getMeters().stream()
                .filter(meter -> tag.equals(meter.getId().getTag("stage")))
                .forEach(registry::remove);
    }

    /** The number of frames with an outcome; {@code reason} is {@link #NO_REASON} where the outcome says it all. */
    public Counter frames(String outcome, String reason) {
        return Counter.builder("marotte.frames")
                .description("Frames by what became of them in a stage.")
                .tags("stage", stage, "outcome", outcome, "reason", reason)
                .register(registry);
    }

    /** The latency of the stage, including all stages before it. */
    public CaptureLatency latency() {
        return new CaptureLatency(Timer.builder("marotte.latency")
                .description("Time from the capture of a frame until a stage is through with it.")
                .tag("stage", stage)
                .publishPercentileHistogram()
                .minimumExpectedValue(SHORTEST_LATENCY)
                .maximumExpectedValue(LONGEST_LATENCY)
                .register(registry));
    }

    /** The time that a step of the stage takes for one frame. */
    public Timer step(String step) {
        return Timer.builder("marotte.step")
                .description("Time that a step of a stage takes for one frame.")
                .tags("stage", stage, "step", step)
                .publishPercentileHistogram()
                .minimumExpectedValue(SHORTEST_STEP)
                .maximumExpectedValue(LONGEST_STEP)
                .register(registry);
    }

    /** The number of sessions that the stage works on. */
    public <T> void activeSessions(T owner, ToDoubleFunction<T> value) {
        gauge("marotte.sessions.active", "Sessions that a stage of this process works on.", owner, value);
    }

    /** The number of records that the stage has not taken from the broker yet. */
    public <T> void lag(T owner, ToDoubleFunction<T> value) {
        gauge("marotte.lag", "Records that are not taken from the broker yet.", owner, value);
    }

    /** A gauge that only this stage has, read on demand; the registry holds a strong reference to its owner. */
    public <T> void gauge(String name, String description, T owner, ToDoubleFunction<T> value) {
        Gauge.builder(name, owner, value)
                .description(description)
                .tag("stage", stage)
                .strongReference(true)
                .register(registry);
    }

    /** A counter that only this stage has. */
    public Counter counter(String name, String description) {
        return Counter.builder(name)
                .description(description)
                .tag("stage", stage)
                .register(registry);
    }
}
