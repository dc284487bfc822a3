package dev.marotte.ingest;

import dev.marotte.ingest.stream.StreamPolicy;
import dev.marotte.runtime.settings.Setting;
import dev.marotte.runtime.settings.Settings;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;

/**
 * Settings of the ingest stage.
 *
 * @param headroomFrames how far a lossless session runs ahead of the next stage
 * @param jpegQuality of the driver's pictures, 1 to 100
 * @param pruneInterval between two rounds of deleting pictures that are no longer needed
 * @param streams how long network streams are waited for
 */
public record IngestConfig(int headroomFrames, int jpegQuality, Duration pruneInterval, StreamPolicy streams) {
    /** More than is sent at once: records that are not settled cannot have passed the next stage. */
    private static final int LEAST_HEADROOM = 48;

    private static final Setting<Integer> HEADROOM_FRAMES = Setting.count(
            "ingest.headroom.frames",
            120,
            LEAST_HEADROOM,
            100_000,
            "frames",
            "How far ingest may read ahead of the next stage in a lossless session.");
    private static final Setting<Integer> JPEG_QUALITY = Setting.count(
            "ingest.jpeg.quality",
            85,
            1,
            100,
            "",
            "JPEG quality of the driver's pictures that are sent to the landmark stage.");
    private static final Setting<Duration> PRUNE_INTERVAL = Setting.duration(
            "ingest.prune.interval",
            Duration.ofSeconds(5),
            Duration.ofMillis(100),
            Duration.ofHours(1),
            "Interval between deletions of pictures that no session needs any more.");

    public static final List<Setting<?>> SETTINGS = Stream.concat(
                    Stream.of(HEADROOM_FRAMES, JPEG_QUALITY, PRUNE_INTERVAL), StreamPolicy.SETTINGS.stream())
            .toList();

    /** A configuration with the default timeouts of network streams. */
    public IngestConfig(int headroomFrames, int jpegQuality, Duration pruneInterval) {
        this(headroomFrames, jpegQuality, pruneInterval, StreamPolicy.DEFAULT);
    }

    public IngestConfig {
        if (headroomFrames < LEAST_HEADROOM || jpegQuality < 1 || jpegQuality > 100 || !pruneInterval.isPositive()) {
            throw new IllegalArgumentException("the headroom is at least " + LEAST_HEADROOM
                    + " frames, a quality 1 to 100, an interval longer than nothing");
        }
    }

    /** The values of the settings in force. */
    public static IngestConfig of(Settings settings) {
        return new IngestConfig(
                settings.get(HEADROOM_FRAMES),
                settings.get(JPEG_QUALITY),
                settings.get(PRUNE_INTERVAL),
                StreamPolicy.of(settings));
    }
}
