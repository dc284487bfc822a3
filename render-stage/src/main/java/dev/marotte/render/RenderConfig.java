package dev.marotte.render;

import dev.marotte.face.implicit.ImplicitFolder;
import dev.marotte.face.onnx.DeviceChoice;
import dev.marotte.identity.BundleChoice;
import dev.marotte.identity.BundleSource;
import dev.marotte.identity.GeneratorChoice;
import dev.marotte.runtime.settings.Setting;
import dev.marotte.runtime.settings.Settings;
import dev.marotte.schemas.BadInputException;
import dev.marotte.schemas.Profile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Settings of a render stage.
 *
 * @param profiles of the sessions that it renders; each has its own loop
 * @param batchFrames maximum number of messages in one poll and thus in one transaction: nothing of a batch is seen downstream before all of it is drawn
 * @param loops number of loops of each profile; they share the device
 * @param cacheBytes memory budget for identities in native memory, shared by all loops
 * @param tableWait longest wait for an identity or a neutral that the tables do not have yet; after it the frames are dropped
 * @param state folder that belongs to this process alone and is kept between runs
 * @param sessionsCapacity live sessions that it can take at 25 frames a second; 0 if not stated
 */
public record RenderConfig(
        Set<Profile> profiles,
        LoopChoice loops,
        int batchFrames,
        long cacheBytes,
        Duration tableWait,
        GeneratorChoice generator,
        Path state,
        int sessionsCapacity) {
    private static final String AUTO = "auto";
    private static final Setting<Set<Profile>> PROFILES = new Setting<>(
            "render.profiles",
            "live,lossless",
            "",
            "live, lossless or both with a comma",
            "Profiles of the sessions that this process renders; live and lossless ones never wait for each other.",
            RenderConfig::profiles);
    private static final Setting<LoopChoice> LOOPS = new Setting<>(
            "render.loops",
            AUTO,
            "loops",
            "auto or 1 to " + LoopChoice.MOST,
            "Loops per profile that share the device, so that one copies while another draws; auto means 2 on CUDA and 1 on a CPU.",
            LoopChoice::read);
    private static final Setting<Integer> BATCH_FRAMES = Setting.count(
            "render.batch.frames",
            // With 32, the first picture came .9 s later on two cores, and no more pictures came a second.
            16,
            1,
            256,
            "frames",
            "Most frames that are drawn and sent together.");
    private static final Setting<Long> CACHE_BYTES = new Setting<>(
            "render.cache.bytes",
            Long.toString(256L << 20),
            "bytes",
            "0 to " + Long.MAX_VALUE,
            "Memory for recently rendered identities, shared by all loops; each takes some tens of megabytes.",
            CudaSettings::bytes);
    private static final Setting<Duration> TABLE_WAIT = Setting.duration(
            "render.table.wait",
            Duration.ofSeconds(30),
            Duration.ZERO,
            Duration.ofMinutes(10),
            "How long a session waits for its identity or its driver's neutral frame before its frames are dropped; a live frame never beyond its deadline.");
    private static final Setting<String> BUNDLE = Setting.text(
            "render.bundle",
            AUTO,
            "auto, the name of a built-in generator, a folder with a bundle.json or one with LivePortrait's ONNX files",
            "Which generator draws; auto means marotte-neural, but landmark-warp, which is faster, for live sessions on a CPU.");
    private static final Setting<DeviceChoice> DEVICE = new Setting<>(
            "render.device",
            DeviceChoice.AUTO.written(),
            "",
            DeviceChoice.WORDS,
            "Where models run; cuda means cuda:0, and auto uses that if it works, otherwise the CPU.",
            DeviceChoice::read);
    private static final Setting<Integer> THREADS =
            Setting.count("render.threads", 1, 1, 256, "threads", "Threads of one run of the generator on the CPU.");
    private static final Setting<String> STATE = Setting.text(
            "render.state",
            "state/render",
            "a folder of this process alone",
            "Where the tables of identities and neutrals are kept between runs; a lost table is read from Kafka again.");
    private static final Setting<Integer> SESSIONS_CAPACITY = Setting.count(
            "render.sessions.capacity",
            0,
            0,
            10_000,
            "sessions",
            "Live sessions at 25 frames a second that this renderer accepts; more are refused. 0 means no limit.");

    public static final List<Setting<?>> SETTINGS = Stream.concat(
                    Stream.of(
                            PROFILES,
                            LOOPS,
                            BATCH_FRAMES,
                            CACHE_BYTES,
                            TABLE_WAIT,
                            BUNDLE,
                            DEVICE,
                            THREADS,
                            STATE,
                            SESSIONS_CAPACITY),
                    CudaSettings.ALL.stream())
            .toList();

    public RenderConfig {
        profiles = Set.copyOf(profiles);
        if (profiles.isEmpty() || batchFrames < 1 || cacheBytes < 0 || tableWait.isNegative() || sessionsCapacity < 0) {
            throw new IllegalArgumentException(
                    "a render stage has a profile, batches of at least one frame, and a cache, a wait and a capacity that are not negative");
        }
    }

    /** Reads the effective settings. */
    public static RenderConfig of(Settings settings) {
        return new RenderConfig(
                settings.get(PROFILES),
                settings.get(LOOPS),
                settings.get(BATCH_FRAMES),
                settings.get(CACHE_BYTES),
                settings.get(TABLE_WAIT),
                generator(settings),
                Path.of(settings.get(STATE)),
                settings.get(SESSIONS_CAPACITY));
    }

    /** Returns the generator that the effective settings name; commands that enrol need no other setting. */
    public static GeneratorChoice generator(Settings settings) {
        return new GeneratorChoice(
                bundle(settings.get(BUNDLE)), settings.get(DEVICE), settings.get(THREADS), CudaSettings.of(settings));
    }

    /** Returns the settings that decide how and where frames are drawn, as written, for processes that must draw as this one would. */
    public static Map<String, String> drawing(Settings settings) {
        return Stream.concat(Stream.of(LOOPS, BATCH_FRAMES, BUNDLE, DEVICE, THREADS), CudaSettings.ALL.stream())
                .collect(Collectors.toMap(Setting::name, settings::written));
    }

    /**
     * Returns the folder of implicit-keypoint networks, if the effective settings name one as the generator.
     *
     * @throws BadInputException if it is incomplete
     */
    public static Optional<ImplicitFolder> networks(Settings settings) {
        return generator(settings).bundle().enrolling().networks();
    }

    /** Reads a choice of bundle: auto, else a folder if it exists, else the name of a built-in one. */
    public static BundleChoice bundle(String written) {
        return written.equals(AUTO) ? new BundleChoice.Automatic() : source(written);
    }

    private static BundleSource source(String written) {
        Path folder = Path.of(written);
        return Files.isDirectory(folder) ? new BundleSource.Folder(folder) : new BundleSource.BuiltIn(written);
    }

    private static Set<Profile> profiles(String written) {
        Set<Profile> profiles = EnumSet.noneOf(Profile.class);
        for (String word : written.split(",", -1)) {
            profiles.add(Arrays.stream(Profile.values())
                    .filter(each -> each.name().equals(word.strip().toUpperCase(Locale.ROOT)))
                    .findFirst()
                    .orElseThrow(() -> new BadInputException("is live, lossless or both with a comma")));
        }
        return profiles;
    }
}
