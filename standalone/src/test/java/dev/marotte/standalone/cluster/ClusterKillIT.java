package dev.marotte.standalone.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import dev.marotte.runtime.sessions.SessionStore;
import dev.marotte.schemas.IdentityRef;
import dev.marotte.schemas.Profile;
import dev.marotte.schemas.Session;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * Many processes: three brokers and two processes of each stage work on lossless and live sessions, and at each of many random moments one of
 * them is killed, or stopped for longer than the others wait; brokers in containers are cut off, slowed and filled as well. {@code -Dkills=N} says
 * how many times, {@code -Dkills.seed=N} begins another sequence of them.
 */
@Timeout(1800)
@Tag("alone")
final class ClusterKillIT {
    private static final long SEED = Long.getLong("kills.seed", 20_261_129);
    private static final int STRIKES = Integer.getInteger("kills", 10);
    private static final int CLIPS = 8;
    /** About what a strike takes and the pause before it, so that live sessions last as long as the strikes. */
    private static final int LIVE_SECONDS_PER_STRIKE = 12;

    private static final int LISTED_PAUSES = 8;
    private static final Duration LONGEST_WAVE = Duration.ofMinutes(5);

    @TempDir
    private Path folder;

    @Test
    void everyLosslessFrameOnceAndLiveSessionsGoOn() throws Exception {
        MovingClips moving = new MovingClips(folder);
        List<Path> clips = moving.ofDifferentLengths(CLIPS);
        try (TestCluster cluster = TestCluster.start(folder.resolve("cluster"));
                SessionStore store = SessionStore.open(cluster.client(), InstantSource.system())) {
            IdentityRef identity = moving.enrol(cluster.client());
            SessionWave expected = SessionWave.open("calm", clips, identity, folder.resolve("calm"), store);
            expected.awaitDone(store, LONGEST_WAVE);
            expected.assertSameAs(expected, store);

            List<Session> live = openLive(moving, identity, store);
            try (LiveWatch watch = LiveWatch.begin(cluster.client(), live)) {
                Strikes strikes = new Strikes(cluster, SEED);
                List<SessionWave> struck = strike(cluster, strikes, clips, identity, store);
                watch.close();

                RecordedMotion.assertSame(cluster.client(), expected, struck);
                for (SessionWave wave : struck) {
                    wave.assertSameAs(expected, store);
                }
                assertLiveWentOn(watch);
                StruckPauses pauses = new StruckPauses(strikes.done(), watch.pauses());
                System.out.println(pauses.table());
                System.out.println(pauses.worst(LISTED_PAUSES));
            }
        }
    }

    /** Opens sessions again and again, so that there is always one to be disturbed. */
    private List<SessionWave> strike(
            TestCluster cluster, Strikes strikes, List<Path> clips, IdentityRef identity, SessionStore store)
            throws Exception {
        List<SessionWave> waves = new ArrayList<>();
        for (int strike = 1; strike <= STRIKES; strike++) {
            if (waves.isEmpty() || waves.getLast().isDone(store)) {
                String name = "wave" + (waves.size() + 1);
                waves.add(SessionWave.open(name, clips, identity, folder.resolve(name), store));
            }
            Strikes.Strike done = strikes.next();
            System.out.printf("strike %d of %d from %s: %s%n", strike, STRIKES, done.begin(), done);
        }
        cluster.startAgainWhatEnded();
        for (SessionWave wave : waves) {
            wave.awaitDone(store, LONGEST_WAVE);
        }
        System.out.printf("%d strikes, %d lossless sessions%n", STRIKES, waves.size() * CLIPS);
        return waves;
    }

    private static void assertLiveWentOn(LiveWatch watch) {
        watch.at(LiveHop.OUTCOMES).forEach((session, progress) -> {
            System.out.printf("live %s: up to frame %d%n", session, progress.place());
            assertThat(progress.place()).as(session.value()).isPositive();
        });
    }

    /** Long enough that they do not end while others are struck. */
    private List<Session> openLive(MovingClips clips, IdentityRef identity, SessionStore store) throws IOException {
        Path outputs = Files.createDirectories(folder.resolve("live"));
        List<Session> live = new ArrayList<>();
        for (int number = 1; number <= 2; number++) {
            Path clip = clips.live("live-" + number, STRIKES * LIVE_SECONDS_PER_STRIKE);
            live.add(SessionWave.session("live-" + number, Profile.LIVE, clip, identity, outputs));
        }
        live.forEach(store::open);
        return live;
    }
}
