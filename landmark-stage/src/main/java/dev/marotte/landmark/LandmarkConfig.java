package dev.marotte.landmark;

import dev.marotte.runtime.settings.Setting;
import dev.marotte.runtime.settings.Settings;
import dev.marotte.schemas.BadInputException;
import dev.marotte.schemas.Profile;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Settings of the landmark stage.
 *
 * @param state folder that belongs to this process alone and is kept between runs: it holds the name under which open transactions of a killed process are
 *     aborted
 * @param profiles whose sessions are tracked; each has its own application
 * @param threads of each application
 * @param standbyReplicas copies of the state in other processes
 * @param commitInterval time after which lossless landmarks become visible downstream
 * @param bufferedFrames maximum number of frames that wait in memory for each partition
 * @param drainTimeout time to finish the frames in hand when the stage is closed
 * @param networks folder of implicit-keypoint networks, for sessions whose identities need them
 */
public record LandmarkConfig(
        Path state,
        Set<Profile> profiles,
        int threads,
        int standbyReplicas,
        Duration commitInterval,
        int bufferedFrames,
        Duration drainTimeout,
        Optional<Path> networks) {
    private static final Setting<String> STATE = Setting.text(
            "landmark.state",
            "",
            "a folder",
            "Where this process keeps its state between runs. Default: a folder in the data folder.");

    private static final Setting<Set<Profile>> PROFILES = new Setting<>(
            "landmark.profiles",
            "live,lossless",
            "",
            "live, lossless, or both with a comma",
            "Profiles of the sessions that this process tracks.",
            LandmarkConfig::profilesIn);

    private static final Setting<Integer> THREADS = Setting.count(
            "landmark.threads",
            1,
            1,
            64,
            "threads",
            "Threads per profile; each tracks the sessions of some partitions.");

    private static final Setting<Integer> STANDBY_REPLICAS = Setting.count(
            "landmark.standby.replicas",
            0,
            0,
            3,
            "copies",
            "Copies of the state in other processes, for a quicker takeover when one dies; without copies the state is first read from Kafka.");

    private static final Setting<Duration> COMMIT_INTERVAL = Setting.duration(
            "landmark.commit.interval",
            Duration.ofMillis(100),
            Duration.ofMillis(10),
            Duration.ofSeconds(10),
            "Interval at which the landmarks of lossless sessions become visible to the next stage.");

    private static final Setting<Integer> BUFFERED_FRAMES = Setting.count(
            "landmark.buffered.frames",
            32,
            1,
            1000,
            "frames",
            "Most frames that wait in memory per partition; an uncompressed one may take 25 MB.");

    private static final Setting<Duration> DRAIN_TIMEOUT = Setting.duration(
            "landmark.drain.timeout",
            Duration.ofSeconds(8),
            Duration.ofMillis(100),
            Duration.ofMinutes(10),
            "How long the stage may finish frames in progress when it is told to end; unfinished frames are tracked again later.");

    private static final Setting<String> NETWORKS = Setting.text(
            "landmark.networks",
            "",
            "a folder",
            "Folder with LivePortrait's ONNX files, for sessions whose identities need them. Default: the folder that --generator names.");

    public static final List<Setting<?>> SETTINGS = List.of(
            STATE, PROFILES, THREADS, STANDBY_REPLICAS, COMMIT_INTERVAL, BUFFERED_FRAMES, DRAIN_TIMEOUT, NETWORKS);

    public LandmarkConfig {
        profiles = Set.copyOf(profiles);
        if (profiles.isEmpty()) {
            throw new BadInputException("a landmark stage has at least one profile");
        }
        if (threads < 1 || bufferedFrames < 1) {
            throw new BadInputException("a landmark stage has at least one thread and room for one frame");
        }
    }

    /**
     * Reads the effective settings.
     *
     * @param data folder of the process, in which the state is kept unless {@code landmark.state} says otherwise
     */
    public static LandmarkConfig of(Settings settings, Path data) {
        String state = settings.get(STATE);
        return new LandmarkConfig(
                state.isEmpty() ? data.resolve("landmarks") : Path.of(state),
                settings.get(PROFILES),
                settings.get(THREADS),
                settings.get(STANDBY_REPLICAS),
                settings.get(COMMIT_INTERVAL),
                settings.get(BUFFERED_FRAMES),
                settings.get(DRAIN_TIMEOUT),
                Optional.of(settings.get(NETWORKS))
                        .filter(folder -> !folder.isEmpty())
                        .map(Path::of));
    }

    private static Set<Profile> profilesIn(String text) {
        try {
            return Arrays.stream(text.split(",", -1))
                    .map(word -> Profile.valueOf(word.strip().toUpperCase(Locale.ROOT)))
                    .collect(Collectors.toCollection(() -> EnumSet.noneOf(Profile.class)));
        } catch (IllegalArgumentException unknown) {
            throw new BadInputException("is live, lossless, or both with a comma", unknown);
        }
    }
}
