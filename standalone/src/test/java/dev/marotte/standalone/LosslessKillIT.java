package dev.marotte.standalone;

import static org.assertj.core.api.Assertions.assertThat;

import dev.marotte.ingest.DrivingSource;
import dev.marotte.ingest.Media;
import dev.marotte.ingest.SourceSettings;
import dev.marotte.ingest.ffmpeg.FfmpegSources;
import dev.marotte.schemas.Pts;
import dev.marotte.standalone.run.DataFolder;
import dev.marotte.standalone.session.DemoAssets;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.LongStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code lossless} means it: whenever the process is killed, the same command finishes the session, with every frame once. */
class LosslessKillIT {
    private static final long SEED = 20_261_123;
    /** Kills while it starts, before a frame is rendered; then while it renders. */
    private static final int EARLY_KILLS = 3;

    private static final int LATER_KILLS = 8;
    private static final Duration LONGEST_LINGERING = Duration.ofMillis(600);
    /** Of one life that nobody ends: ten seconds of video on two cores with other work. */
    private static final Duration LIFE = Duration.ofMinutes(5);

    private final Random random = new Random(SEED);

    @TempDir
    private Path folder;

    private DemoAssets shipped;

    @BeforeEach
    void unpack() throws IOException {
        shipped = DemoAssets.forDemo(new DataFolder(folder));
    }

    @Test
    void aSessionKilledAtManyMomentsIsFinishedWithEveryFrameOnce() throws Exception {
        Path undisturbed = folder.resolve("undisturbed");
        Path expected = folder.resolve("expected.mp4");
        Duration start = finish(undisturbed, expected);

        Path data = folder.resolve("killed");
        Path out = folder.resolve("killed.mp4");
        int kills = killEarly(data, out, start) + killLater(data, out, AnimateProcess.renderedBytes(undisturbed));
        if (Files.notExists(out)) {
            finish(data, out);
        }

        List<Pts> driving = framesOf(shipped.driving());
        assertThat(kills).isGreaterThanOrEqualTo(EARLY_KILLS + LATER_KILLS / 2);
        assertThat(framesOf(out)).hasSameSizeAs(driving).isSorted().doesNotHaveDuplicates();
        assertThat(out).as("rendering is a pure function").hasSameBinaryContentAs(expected);
        assertThat(CommittedIndices.in(data).landmarks()).isEqualTo(upTo(driving.size() + 1));
    }

    /** @param start how long it takes until the first frame is rendered */
    private int killEarly(Path data, Path out, Duration start) throws Exception {
        for (int kill = 0; kill < EARLY_KILLS; kill++) {
            AnimateProcess process = start(data, out);
            assertThat(process.killWhileItStarts(data, atMost(start))).isTrue();
            assertNothingIsLostOrTwice(data, out);
        }
        return EARLY_KILLS;
    }

    /** @param bytes that all pictures together take; returns how many kills came before the end */
    private int killLater(Path data, Path out, long bytes) throws Exception {
        double[] shares = random.doubles(LATER_KILLS).sorted().toArray();
        int kills = 0;
        for (double share : shares) {
            AnimateProcess process = start(data, out);
            process.awaitRendered(data, (long) (share * bytes));
            if (!process.killAfter(atMost(LONGEST_LINGERING))) {
                return kills;
            }
            kills++;
            assertNothingIsLostOrTwice(data, out);
        }
        return kills;
    }

    private void assertNothingIsLostOrTwice(Path data, Path out) throws Exception {
        CommittedIndices committed = CommittedIndices.in(data);
        assertThat(committed.landmarks()).isEqualTo(upTo(committed.landmarks().size()));
        assertThat(committed.rendered()).isEqualTo(upTo(committed.rendered().size()));
        if (Files.exists(out)) {
            assertThat(framesOf(out)).hasSameSizeAs(framesOf(shipped.driving()));
        }
    }

    /** Returns how long it took until the first frame was rendered. */
    private Duration finish(Path data, Path out) throws Exception {
        long begin = System.nanoTime();
        AnimateProcess process = start(data, out);
        process.awaitRendered(data, 1);
        long rendered = System.nanoTime();
        assertThat(process.awaitEnd(LIFE))
                .as("exit code of: %s", process.said())
                .isZero();
        return Duration.ofNanos(rendered - begin);
    }

    private AnimateProcess start(Path data, Path out) throws IOException {
        return AnimateProcess.start(shipped, data, out, folder.resolve("said.txt"));
    }

    private Duration atMost(Duration longest) {
        return Duration.ofMillis(random.nextLong(longest.toMillis()));
    }

    private static List<Long> upTo(int end) {
        return LongStream.range(0, end).boxed().toList();
    }

    /** By decoding, as a player does. */
    private static List<Pts> framesOf(Path clip) throws IOException {
        List<Pts> frames = new ArrayList<>();
        try (DrivingSource source = FfmpegSources.open(clip, SourceSettings.DEFAULT)) {
            while (true) {
                switch (source.next()) {
                    case Media.Frame(Pts pts) -> frames.add(pts);
                    case Media.Broken(Pts pts) -> throw new AssertionError("a broken frame at " + pts);
                    case Media.Sound _ -> {}
                    case Media.End _ -> {
                        return frames;
                    }
                }
            }
        }
    }
}
