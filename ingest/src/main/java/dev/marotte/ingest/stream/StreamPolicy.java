package dev.marotte.ingest.stream;

import dev.marotte.runtime.settings.Setting;
import dev.marotte.runtime.settings.Settings;
import dev.marotte.schemas.BadInputException;
import java.time.Duration;
import java.util.List;

/**
 * How long to wait for the network streams of sources.
 *
 * @param opening for a stream to be there with its first frame; after that it is tried again
 * @param silence between two packets; after that the stream counts as lost and is reopened
 * @param idle without a frame, over all attempts; after that the session ends as idle
 */
public record StreamPolicy(Duration opening, Duration silence, Duration idle) {
    private static final Setting<Duration> OPENING = Setting.duration(
            "ingest.stream.opening",
            Duration.ofSeconds(15),
            Duration.ofMillis(500),
            Duration.ofMinutes(5),
            "How long to wait for the first frame of a network stream before connecting again.");
    private static final Setting<Duration> SILENCE = Setting.duration(
            "ingest.stream.silence",
            Duration.ofSeconds(3),
            Duration.ofMillis(200),
            Duration.ofMinutes(5),
            "Silence after which a network stream is opened again; five times as long for HTTP.");
    private static final Setting<Duration> IDLE = Setting.duration(
            "ingest.stream.idle",
            Duration.ofMinutes(30),
            Duration.ofSeconds(1),
            Duration.ofDays(7),
            "Time without a frame after which a session with a network stream is ended as idle.");

    public static final List<Setting<?>> SETTINGS = List.of(OPENING, SILENCE, IDLE);

    public static final StreamPolicy DEFAULT = of(Settings.none());

    private static final Duration FIRST_PAUSE = Duration.ofMillis(250);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(2);
    /** A playlist lists a segment when it is complete, some seconds after the last one. */
    private static final int SEGMENTS = 5;

    public StreamPolicy {
        if (!opening.isPositive() || !silence.isPositive() || !idle.isPositive()) {
            throw new BadInputException("the times of a network stream are longer than nothing");
        }
    }

    /** The values of the settings in force. */
    public static StreamPolicy of(Settings settings) {
        return new StreamPolicy(settings.get(OPENING), settings.get(SILENCE), settings.get(IDLE));
    }

    /** The policy for streams that come in segments of some seconds. */
    public StreamPolicy segmented() {
        return new StreamPolicy(opening.multipliedBy(2), silence.multipliedBy(SEGMENTS), idle);
    }

    /** The pause before the next attempt, after so many consecutive failures: it grows from a quarter of a second to two seconds. */
    Duration pause(int failures) {
        Duration growing = FIRST_PAUSE.multipliedBy(1L << Math.min(failures, 4));
        return growing.compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : growing;
    }
}
