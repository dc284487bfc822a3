package dev.marotte.sink;

import dev.marotte.runtime.settings.Setting;
import dev.marotte.runtime.settings.Settings;
import dev.marotte.schemas.BadInputException;
import java.time.Duration;
import java.util.List;

/**
 * Settings of the sink stage.
 *
 * @param stallLimit how long nothing may come of a lossless session, and no stage may say anything of it; then the session fails
 * @param finishTimeout how long more is awaited of a session that was stopped; then its outputs are finished with what has come
 * @param sweepInterval between two looks for recordings whose time is over
 */
public record SinkConfig(Duration stallLimit, Duration finishTimeout, Duration sweepInterval) {
    private static final Setting<Duration> STALL_LIMIT = Setting.duration(
            "sink.stall.limit",
            Duration.ofMinutes(2),
            Duration.ofSeconds(1),
            Duration.ofDays(7),
            "After which a lossless session of which nothing comes and no stage says anything has failed.");
    private static final Setting<Duration> FINISH_TIMEOUT = Setting.duration(
            "sink.finish.timeout",
            Duration.ofSeconds(30),
            Duration.ofMillis(100),
            Duration.ofMinutes(5),
            "Time to wait for the rest of a session that was stopped; then its outputs end with what has come.");

    private static final Setting<Duration> SWEEP_INTERVAL = Setting.duration(
            "sink.sweep.interval",
            Duration.ofMinutes(1),
            Duration.ofMillis(100),
            Duration.ofHours(1),
            "Between two looks for recordings and pictures that need not be kept any longer.");

    public static final List<Setting<?>> SETTINGS = List.of(STALL_LIMIT, FINISH_TIMEOUT, SWEEP_INTERVAL);

    public SinkConfig {
        if (!stallLimit.isPositive() || !finishTimeout.isPositive() || !sweepInterval.isPositive()) {
            throw new BadInputException("the times of the sink are longer than nothing");
        }
    }

    /** What the settings in force say. */
    public static SinkConfig of(Settings settings) {
        return new SinkConfig(settings.get(STALL_LIMIT), settings.get(FINISH_TIMEOUT), settings.get(SWEEP_INTERVAL));
    }
}
