package dev.marotte.standalone.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import dev.marotte.runtime.sessions.SessionStore;
import dev.marotte.schemas.IdentityRef;
import dev.marotte.schemas.Profile;
import dev.marotte.schemas.Session;
import dev.marotte.schemas.SessionId;
import dev.marotte.standalone.Portraits;
import dev.marotte.standalone.ffmpeg.ClipMaker;
import dev.marotte.standalone.ffmpeg.ClipMaker.Shot;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * Many processes: three brokers and two processes of each stage work on lossless and live sessions, and at each of many random moments one of
 * them is killed, or stopped for longer than the others wait. {@code -Dkills=N} says how many times.
 */
@Timeout(1800)
final class ClusterKillIT {
    private static final long SEED = 20_261_129;
    private static final int STRIKES = Integer.getInteger("kills", 10);
    private static final int CLIPS = 8;
    private static final int LIVE_SECONDS = 90;
    private static final int LIVE_RATE = 8;
    private static final Duration LONGEST_WAVE = Duration.ofMinutes(5);

    @TempDir
    private Path folder;

    @Test
    void everyLosslessFrameOnceAndLiveSessionsGoOn() throws Exception {
        List<Path> clips = clips();
        try (TestCluster cluster = TestCluster.start(folder.resolve("cluster"));
                SessionStore store = SessionStore.open(cluster.client(), InstantSource.system())) {
            IdentityRef identity = enrol(cluster);
            SessionWave expected = SessionWave.open("calm", clips, identity, folder.resolve("calm"), store);
            expected.awaitDone(store, LONGEST_WAVE);
            expected.assertSameAs(expected, store);

            List<Session> live = openLive(identity, store);
            LiveWatch watch = new LiveWatch(
                    cluster.client(), live.stream().map(Session::id).toList());
            Thread watching = Thread.ofPlatform().name("live-watch").start(watch);
            List<SessionWave> struck = strike(cluster, clips, identity, store);
            watch.stop();
            watching.join();

            assertSameMotion(cluster, expected, struck);
            for (SessionWave wave : struck) {
                wave.assertSameAs(expected, store);
            }
            assertLiveWentOn(watch);
        }
    }

    /** Opens sessions again and again, so that there is always one to be disturbed. */
    private List<SessionWave> strike(TestCluster cluster, List<Path> clips, IdentityRef identity, SessionStore store)
            throws Exception {
        Strikes strikes = new Strikes(cluster, SEED);
        List<SessionWave> waves = new ArrayList<>();
        for (int strike = 1; strike <= STRIKES; strike++) {
            if (waves.isEmpty() || waves.getLast().isDone(store)) {
                String name = "wave" + (waves.size() + 1);
                waves.add(SessionWave.open(name, clips, identity, folder.resolve(name), store));
            }
            System.out.printf("strike %d of %d: %s%n", strike, STRIKES, strikes.next());
        }
        cluster.startAgainWhatEnded();
        for (SessionWave wave : waves) {
            wave.awaitDone(store, LONGEST_WAVE);
        }
        System.out.printf("%d strikes, %d lossless sessions%n", STRIKES, waves.size() * CLIPS);
        return waves;
    }

    /** Every index once and in order, with the very landmarks that it has when nothing is disturbed. */
    private static void assertSameMotion(TestCluster cluster, SessionWave expected, List<SessionWave> struck) {
        Map<SessionId, List<RecordedMotion>> recorded = RecordedMotion.of(cluster.client());
        List<Session> calm = expected.sessions();
        for (SessionWave wave : struck) {
            for (int number = 0; number < calm.size(); number++) {
                List<RecordedMotion> motion =
                        recorded.get(wave.sessions().get(number).id());
                List<RecordedMotion> undisturbed = recorded.get(calm.get(number).id());
                assertThat(motion)
                        .as(wave.sessions().get(number).id().value())
                        .extracting(RecordedMotion::index)
                        .isEqualTo(
                                LongStream.range(0, undisturbed.size()).boxed().toList());
                assertThat(motion).as(wave.sessions().get(number).id().value()).isEqualTo(undisturbed);
            }
        }
    }

    private static void assertLiveWentOn(LiveWatch watch) {
        watch.standings().forEach((session, standing) -> {
            System.out.printf(
                    "live %s: up to frame %d, longest pause %d ms%n",
                    session, standing.highest(), standing.longestPause().toMillis());
            assertThat(standing.highest()).as(session.value()).isPositive();
        });
    }

    /** Long enough that it does not end while others are struck. */
    private List<Session> openLive(IdentityRef identity, SessionStore store) throws IOException {
        Path outputs = Files.createDirectories(folder.resolve("live"));
        List<Session> live = new ArrayList<>();
        for (int number = 1; number <= 2; number++) {
            Path clip = clip("live-" + number, LIVE_SECONDS * LIVE_RATE, LIVE_RATE);
            live.add(SessionWave.session("live-" + number, Profile.LIVE, clip, identity, outputs));
        }
        live.forEach(store::open);
        return live;
    }

    private IdentityRef enrol(TestCluster cluster) throws IOException {
        Path portrait = folder.resolve("portrait.jpg");
        Files.write(portrait, Portraits.coded(Portraits.placed(256, 256, 0, 0, 0.5), "jpg"));
        return TestEnrolment.enrol(cluster.client(), "mona", portrait);
    }

    /** Of different lengths and rates. */
    private List<Path> clips() throws IOException {
        List<Path> clips = new ArrayList<>();
        for (int number = 1; number <= CLIPS; number++) {
            clips.add(clip("clip-" + number, 30 + 9 * number, 8 + 3 * number));
        }
        return clips;
    }

    /** The face moves, so that no frame is as the one before. */
    private Path clip(String name, int frames, int rate) throws IOException {
        Path clip = folder.resolve(name + ".mkv");
        List<Shot> shots = IntStream.range(0, frames)
                .mapToObj(index -> new Shot(picture(index), index * 1000L / rate))
                .toList();
        ClipMaker.write(clip, 256, 256, shots, new byte[ClipMaker.SAMPLE_RATE * 2 * frames / rate]);
        return clip;
    }

    private static byte[] picture(int index) {
        BufferedImage picture = Portraits.placed(256, 256, index % 16 - 8, index / 4 % 10 - 5, 0.5);
        return Portraits.coded(picture, "jpg");
    }
}
