package dev.marotte.standalone.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import dev.marotte.runtime.sessions.SessionStore;
import dev.marotte.schemas.IdentityRef;
import dev.marotte.schemas.Profile;
import dev.marotte.schemas.Session;
import dev.marotte.schemas.StageName;
import dev.marotte.standalone.cluster.Strikes.Strike;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;

/**
 * A live session whose process is killed and stays away, so that the other process of the stage takes over. Prints the pauses, which {@link ClusterKillIT}
 * cannot show: there, what was killed comes back at once. {@code -Dtakeovers=true} runs it, which takes some six minutes.
 */
@Timeout(1200)
@Tag("alone")
@EnabledIfSystemProperty(named = "takeovers", matches = "true")
final class TakeoverIT {
    private static final int LIVE_SECONDS = 420;
    private static final Duration WARMING_UP = Duration.ofSeconds(20);
    private static final Duration AWAY = Duration.ofSeconds(14);
    private static final Duration BACK = Duration.ofSeconds(10);

    @TempDir
    private Path folder;

    @Test
    void theOtherProcessGoesOn() throws Exception {
        MovingClips clips = new MovingClips(folder);
        Path clip = clips.live("live", LIVE_SECONDS);
        try (TestCluster cluster = TestCluster.start(folder.resolve("cluster"));
                SessionStore store = SessionStore.open(cluster.client(), InstantSource.system())) {
            IdentityRef identity = clips.enrol(cluster.client());
            Path outputs = Files.createDirectories(folder.resolve("outputs"));
            Session live = SessionWave.session("live", Profile.LIVE, clip, identity, outputs);
            store.open(live);
            rest(WARMING_UP);
            try (LiveWatch watch = LiveWatch.begin(cluster.client(), List.of(live))) {
                List<Strike> strikes = killInTurn(cluster);
                watch.close();

                watch.pauses().forEach(pause -> System.out.println("pause: " + pause));
                System.out.println(new StruckPauses(strikes, watch.pauses()).table());
                assertThat(watch.pauses())
                        .allSatisfy(pause ->
                                assertThat(pause.length()).as(pause.toString()).isLessThan(AWAY));
            }
        }
    }

    /** Every stage's processes one by one. */
    private static List<Strike> killInTurn(TestCluster cluster) throws InterruptedException {
        List<Strike> strikes = new ArrayList<>();
        for (StageProcess stage : cluster.stages()) {
            if (!stage.toString().startsWith(StageName.SPEECH.name().toLowerCase(Locale.ROOT))) {
                strikes.add(kill(stage));
            }
        }
        return strikes;
    }

    private static Strike kill(StageProcess stage) throws InterruptedException {
        Instant begin = Instant.now();
        stage.kill();
        rest(AWAY);
        stage.startAgainIfEnded();
        Strike strike = new Strike("killed " + stage, stage.toString(), begin, Instant.now());
        System.out.println(strike);
        rest(BACK);
        return strike;
    }

    private static void rest(Duration time) throws InterruptedException {
        boolean _ = new CountDownLatch(1).await(time.toMillis(), TimeUnit.MILLISECONDS);
    }
}
