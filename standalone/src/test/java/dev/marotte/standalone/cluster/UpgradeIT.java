package dev.marotte.standalone.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import dev.marotte.runtime.sessions.SessionStore;
import dev.marotte.schemas.IdentityRef;
import dev.marotte.schemas.Profile;
import dev.marotte.schemas.Session;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;

/**
 * An upgrade under load: one process of each stage after the other is ended as an operator does and comes back as another build, while lossless and
 * live sessions go on. {@code -Dolder.build=JAR} names the marotte.jar of an older build that draws the same pictures; the way then goes from it to
 * this one and back, so that each reads and writes what the other wrote. Left out without one.
 */
@Timeout(1200)
@EnabledIfSystemProperty(
        named = "older.build",
        matches = ".+",
        disabledReason = "no -Dolder.build names an older build")
final class UpgradeIT {
    private static final String OLDER_BUILD = System.getProperty("older.build", "");
    /** Of a process that drained after SIGTERM. */
    private static final int AFTER_SIGTERM = 143;

    private static final int CLIPS = 4;
    private static final int LIVE_SECONDS = 120;
    private static final Duration LONGEST_WAVE = Duration.ofMinutes(5);

    @TempDir
    private Path folder;

    @Test
    void nothingIsLostWhileEveryProcessIsReplacedByAnotherBuild() throws Exception {
        MovingClips moving = new MovingClips(folder);
        List<String> builds = builds();
        try (TestCluster cluster = TestCluster.start(folder.resolve("cluster"), builds.getFirst());
                SessionStore store = SessionStore.open(cluster.client(), InstantSource.system())) {
            Waves waves = new Waves(moving.ofDifferentLengths(CLIPS), moving.enrol(cluster.client()), store);
            SessionWave expected = waves.next();
            expected.awaitDone(store, LONGEST_WAVE);

            Session live = openLive(moving, waves.identity, store);
            try (LiveWatch watch = LiveWatch.begin(cluster.client(), List.of(live))) {
                for (String build : builds.subList(1, builds.size())) {
                    replaceAll(cluster, build, waves);
                }
                watch.close();

                RecordedMotion.assertSame(cluster.client(), expected, waves.opened);
                for (SessionWave wave : waves.opened) {
                    wave.assertSameAs(expected, store);
                }
                assertThat(watch.at(LiveHop.OUTCOMES).values())
                        .allSatisfy(progress -> assertThat(progress.place()).isPositive());
            }
        }
    }

    private static List<String> builds() {
        return List.of(OLDER_BUILD, StageProcess.THIS_BUILD, OLDER_BUILD);
    }

    /** There are sessions in every stage when a process goes, and some that only the new ones see. */
    private static void replaceAll(TestCluster cluster, String build, Waves waves) throws Exception {
        for (StageProcess stage : cluster.stages()) {
            waves.openUnlessBusy();
            int exit = stage.replaceBy(build);
            assertThat(exit).as(stage + ": " + stage.said()).isEqualTo(AFTER_SIGTERM);
        }
        waves.next();
        for (SessionWave wave : waves.opened) {
            wave.awaitDone(waves.store, LONGEST_WAVE);
        }
    }

    private Session openLive(MovingClips clips, IdentityRef identity, SessionStore store) throws Exception {
        Path outputs = Files.createDirectories(folder.resolve("live"));
        Session live = SessionWave.session("live", Profile.LIVE, clips.live("live", LIVE_SECONDS), identity, outputs);
        store.open(live);
        return live;
    }

    /** Sessions of the same clips, opened again and again. */
    private final class Waves {
        private final List<Path> clips;
        private final IdentityRef identity;
        private final SessionStore store;
        private final List<SessionWave> opened = new ArrayList<>();

        private Waves(List<Path> clips, IdentityRef identity, SessionStore store) {
            this.clips = clips;
            this.identity = identity;
            this.store = store;
        }

        private void openUnlessBusy() throws Exception {
            if (opened.getLast().isDone(store)) {
                next();
            }
        }

        private SessionWave next() throws Exception {
            String name = "wave-" + opened.size();
            SessionWave wave = SessionWave.open(name, clips, identity, folder.resolve(name), store);
            opened.add(wave);
            return wave;
        }
    }
}
