package dev.marotte.sink;

import dev.marotte.runtime.settings.Setting;
import dev.marotte.runtime.settings.Settings;
import dev.marotte.schemas.BadInputException;
import java.time.Duration;
import java.util.List;

/**
 * Settings of the sink stage.
 *
 * @param stallLimit how long a lossless session may go without any message or report from a stage; after that it fails
 * @param finishTimeout how long to wait for more of a session that was stopped; after that its outputs are finished with what
 *     has arrived
 * @param sweepInterval between two searches for expired recordings
 * @param slateAfter how long nothing may arrive in a live session before its outputs show the slate
 */
public record SinkConfig(Duration stallLimit, Duration finishTimeout, Duration sweepInterval, Duration slateAfter) {
    private static final Setting<Duration> STALL_LIMIT = Setting.duration(
            "sink.stall.limit",
            Duration.ofMinutes(2),
            Duration.ofSeconds(1),
            Duration.ofDays(7),
            "Time after which a lossless session has failed if neither a record of it nor a report of a stage arrives.");
    private static final Setting<Duration> FINISH_TIMEOUT = Setting.duration(
            "sink.finish.timeout",
            Duration.ofSeconds(30),
            Duration.ofMillis(100),
            Duration.ofMinutes(5),
            "How long to wait for the rest of a stopped session; then its outputs end with what has arrived.");

    private static final Setting<Duration> SWEEP_INTERVAL = Setting.duration(
            "sink.sweep.interval",
            Duration.ofMinutes(1),
            Duration.ofMillis(100),
            Duration.ofHours(1),
            "Interval between searches for recordings and pictures that need not be kept any longer.");

    private static final Setting<Duration> SLATE_AFTER = Setting.duration(
            "sink.slate.after",
            Duration.ofSeconds(2),
            Duration.ofMillis(100),
            Duration.ofDays(1),
            "Time without a frame after which the outputs of a live session show the slate, the portrait at rest.");

    public static final List<Setting<?>> SETTINGS = List.of(STALL_LIMIT, FINISH_TIMEOUT, SWEEP_INTERVAL, SLATE_AFTER);

    public SinkConfig {
        if (!stallLimit.isPositive()
                || !finishTimeout.isPositive()
                || !sweepInterval.isPositive()
                || !slateAfter.isPositive()) {
            throw new BadInputException("the times of the sink are longer than nothing");
        }
    }

    /** The values of the settings in force. */
    public static SinkConfig of(Settings settings) {
        return new SinkConfig(
                settings.get(STALL_LIMIT),
                settings.get(FINISH_TIMEOUT),
                settings.get(SWEEP_INTERVAL),
                settings.get(SLATE_AFTER));
    }
}
