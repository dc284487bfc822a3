package dev.marotte.standalone.bench;

import static org.assertj.core.api.Assertions.assertThat;

import dev.marotte.render.RenderConfig;
import dev.marotte.runtime.Cluster;
import dev.marotte.runtime.StageSupervisor;
import dev.marotte.runtime.sessions.SessionStore;
import dev.marotte.runtime.settings.Settings;
import dev.marotte.schemas.Consent;
import dev.marotte.schemas.IdentityRef;
import dev.marotte.schemas.Profile;
import dev.marotte.schemas.Session;
import dev.marotte.schemas.SessionId;
import dev.marotte.schemas.SessionOpening;
import dev.marotte.schemas.SessionOutput;
import dev.marotte.schemas.SessionSource;
import dev.marotte.schemas.SessionState;
import dev.marotte.schemas.SessionTerms;
import dev.marotte.schemas.StageName;
import dev.marotte.standalone.Portraits;
import dev.marotte.standalone.ffmpeg.ClipMaker;
import dev.marotte.standalone.run.ClusterAccess;
import dev.marotte.standalone.run.DataFolder;
import dev.marotte.standalone.run.LocalStages;
import dev.marotte.standalone.session.EnrolmentModels;
import dev.marotte.standalone.session.IdentityService;
import dev.marotte.standalone.session.MotionPresets;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What the first picture of a live session waits for; the steps are left in {@code target/first-frame.txt}. */
@Timeout(900)
@Tag("alone")
final class FirstFrameIT {
    private static final int SESSIONS = 5;
    private static final int FRAMES = 50;
    private static final int SIDE = 512;
    private static final Path TABLE = Path.of("target", "first-frame.txt");

    @TempDir
    private Path folder;

    @Test
    void aSessionsVeryFirstFrameIsRenderedAndNotDropped() throws Exception {
        DataFolder data = new DataFolder(folder);
        var supervisor = new StageSupervisor(Duration.ofSeconds(30));
        List<FirstFrame> firsts = new ArrayList<>();
        try (ClusterAccess access = ClusterAccess.of(data, cause -> supervisor.fail("broker", cause));
                supervisor;
                var _ = LocalStages.start(
                        access.cluster(), Settings.none(), data, List.of(StageName.values()), supervisor)) {
            supervisor.await(supervisor.begin("sessions", () -> firsts.addAll(play(access.cluster()))));
        }
        Files.writeString(TABLE, FirstFrame.table(firsts.subList(1, firsts.size())));
        assertThat(firsts)
                .hasSize(SESSIONS + 1)
                .allSatisfy(first -> assertThat(first.isRendered()).isTrue());
    }

    /** The first of them finds models that have not run yet. */
    private List<FirstFrame> play(Cluster cluster) throws IOException {
        IdentityRef identity = enrol(cluster);
        Path clip = clip();
        List<FirstFrame> firsts = new ArrayList<>();
        try (SessionStore store = SessionStore.open(cluster, InstantSource.system());
                FirstFrameWatch watch = new FirstFrameWatch(cluster)) {
            for (int number = 0; number <= SESSIONS; number++) {
                Session session = session("first-" + number, identity, clip);
                store.open(session);
                firsts.add(watch.await(session));
                awaitEnd(session.id(), store);
            }
        }
        return firsts;
    }

    private static void awaitEnd(SessionId session, SessionStore store) {
        while (store.require(session).isOpen()) {
            store.follow(Duration.ofMillis(100));
        }
    }

    private IdentityRef enrol(Cluster cluster) throws IOException {
        Path portrait = Files.write(folder.resolve("portrait.jpg"), picture());
        var pictures = IdentityService.pictures(List.of(portrait)).pictures();
        try (var identities = new IdentityService(cluster)) {
            return identities.enrol(
                    "somebody",
                    new Consent.Stated("for this test"),
                    EnrolmentModels.enrol(RenderConfig.generator(Settings.none()), pictures));
        }
    }

    private Path clip() throws IOException {
        Path clip = folder.resolve("clip.mkv");
        byte[] jpeg = picture();
        List<ClipMaker.Shot> shots = IntStream.range(0, FRAMES)
                .mapToObj(index -> new ClipMaker.Shot(jpeg, index * 40L))
                .toList();
        ClipMaker.write(clip, SIDE, SIDE, shots, new byte[0]);
        return clip;
    }

    private static byte[] picture() {
        return Portraits.coded(Portraits.placed(SIDE, SIDE, 0, 0, 0.5), "jpg");
    }

    /** With a budget that a busy machine keeps. */
    private static Session session(String id, IdentityRef identity, Path clip) {
        SessionTerms usual = SessionTerms.DEFAULT;
        return new Session(
                new SessionId(id),
                identity,
                Profile.LIVE,
                MotionPresets.plain(false),
                new SessionSource.FileSource(clip.toString()),
                List.of(new SessionOutput.PageOutput()),
                new SessionTerms(usual.rate(), usual.longestSide(), Duration.ofMinutes(1), usual.keeping()),
                new SessionOpening(Instant.now(), "a test"),
                new SessionState.Open());
    }
}
