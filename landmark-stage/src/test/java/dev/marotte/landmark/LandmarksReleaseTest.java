package dev.marotte.landmark;

import static org.assertj.core.api.Assertions.assertThat;

import dev.marotte.face.CanonicalFace;
import dev.marotte.landmark.SessionAdvance.Outlet;
import dev.marotte.landmark.SessionProgress.Running;
import dev.marotte.schemas.FrameStamp;
import dev.marotte.schemas.LandmarksMessage;
import dev.marotte.schemas.LandmarksMessage.Tracked;
import dev.marotte.schemas.Neutral;
import dev.marotte.schemas.NeutralChoice;
import dev.marotte.schemas.Profile;
import dev.marotte.schemas.Pts;
import dev.marotte.schemas.Session;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LandmarksReleaseTest {
    private static final NeutralChoice BEST = new NeutralChoice.BestNeutral(Duration.ofMinutes(1));
    private static final RestEstimate ESTIMATE = new RestEstimate(SyntheticFace.CANONICAL);

    @TempDir
    private Path state;

    private final List<LandmarksMessage> landmarks = new ArrayList<>();
    private final List<Neutral> neutrals = new ArrayList<>();

    @Test
    void aRestThatIsSoughtAnewBeginsWithTheNextFace() {
        try (Rig rig = new Rig(state, Profile.LIVE, new Driver(Set.of(), 0))) {
            Session session = Rig.session(Rig.ID, Profile.LIVE, BEST);
            LandmarksRelease release = release(session, rig);
            Running running = release.publish(Running.start(Profile.LIVE), tracked(session, 0, 20));

            Running anew = release.beginAnew(running);
            assertThat(anew.everTracked()).isTrue();
            assertThat(rig.keysIn(LandmarkTopology.HELD)).isEmpty();

            release.publish(anew, tracked(session, 1, 0));
            assertThat(neutrals).extracting(Neutral::index).containsExactly(0L, 1L);
            assertThat(HeldLandmarks.tracked(landmarks))
                    .extracting(Tracked::neutralIndex)
                    .containsExactly(0L, 1L);
            assertThat(neutrals.getLast().landmarks())
                    .isEqualTo(tracked(session, 1, 0).landmarks());
        }
    }

    @Test
    void whatWaitsIsLetOutBeforeTheRestIsSoughtAnew() {
        try (Rig rig = new Rig(state, Profile.LOSSLESS, new Driver(Set.of(), 0))) {
            Session session = Rig.session(Rig.ID, Profile.LOSSLESS, BEST);
            LandmarksRelease release = release(session, rig);
            Running running = release.publish(Running.start(Profile.LOSSLESS), tracked(session, 0, 20));
            assertThat(landmarks).isEmpty();

            Running anew = release.beginAnew(running);
            release.finish(release.publish(anew, tracked(session, 1, 0)));

            assertThat(HeldLandmarks.tracked(landmarks))
                    .extracting(Tracked::neutralIndex)
                    .containsExactly(0L, 1L);
        }
    }

    private LandmarksRelease release(Session session, Rig rig) {
        Outlet outlet = new Outlet() {
            @Override
            public void landmarks(LandmarksMessage message) {
                landmarks.add(message);
            }

            @Override
            public void neutral(Neutral neutral) {
                neutrals.add(neutral);
            }
        };
        return new LandmarksRelease(session, rig.held(), outlet, ESTIMATE);
    }

    private static Tracked tracked(Session session, long index, double yaw) {
        FaceObservation.Face face = new FaceObservation.Face(
                new FrameStamp(session.id(), index, new Pts(index * 40_000)),
                Rig.UNHURRIED,
                SyntheticFace.CALM.turned(yaw, 0, 0).landmarks(),
                1,
                400,
                400);
        return new SessionMessages(session, CanonicalFace.load()).tracked(face);
    }
}
