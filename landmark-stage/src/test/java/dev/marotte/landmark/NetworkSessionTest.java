package dev.marotte.landmark;

import static dev.marotte.landmark.Rig.end;
import static dev.marotte.landmark.Rig.frame;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.marotte.face.FaceRegion;
import dev.marotte.face.implicit.ImplicitCrop;
import dev.marotte.face.implicit.ImplicitMotion;
import dev.marotte.schemas.HeadPose;
import dev.marotte.schemas.LandmarksMessage.Tracked;
import dev.marotte.schemas.MotionKind;
import dev.marotte.schemas.NetworkMotion;
import dev.marotte.schemas.Neutral;
import dev.marotte.schemas.NeutralChoice;
import dev.marotte.schemas.Profile;
import dev.marotte.schemas.Session;
import dev.marotte.schemas.SessionState.EndReason;
import dev.marotte.schemas.SessionState.Ended;
import dev.marotte.schemas.Topics;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Sessions whose identities are moved by what networks see: stand-ins of a few kilobytes, which read place and turn off a picture's colours. */
class NetworkSessionTest {
    private static final Path STAND_INS =
            Path.of("..", "face", "src", "test", "resources", "dev", "marotte", "face", "onnx", "implicit-keypoints");
    /** That the stand-in for the motion network says of every picture. */
    private static final double SCALE = 1.25;

    @TempDir
    private Path state;

    private final MotionNetworks networks = MotionNetworks.load(Optional.of(STAND_INS));

    @AfterEach
    void close() {
        networks.close();
    }

    private Rig rig(Profile profile, MotionNetworks available) {
        return new Rig(state, profile, new Driver(Set.of(), 1), available);
    }

    private static Session session(Profile profile, MotionKind kind) {
        Session session = Rig.session(Rig.ID, profile, new NeutralChoice.BestNeutral(Duration.ofMillis(500)));
        return session.driven(session.motion().by(kind));
    }

    private MotionKind kind() {
        return networks instanceof MotionNetworks.Loaded(var kind, var _) ? kind : new MotionKind.Landmarks();
    }

    private static ImplicitMotion motion(NetworkMotion motion) {
        assertThat(motion).isInstanceOf(NetworkMotion.Seen.class);
        return ImplicitMotion.of(((NetworkMotion.Seen) motion).numbers());
    }

    @Test
    void everyFrameAndTheNeutralCarryWhatTheNetworksSaw() {
        try (Rig rig = rig(Profile.LOSSLESS, networks)) {
            rig.tell(session(Profile.LOSSLESS, kind()));
            rig.send(frame(0), frame(1), frame(2), end(3));

            List<Tracked> tracked = HeldLandmarks.tracked(rig.read(Topics.LANDMARKS));
            assertThat(tracked).hasSize(3).allMatch(each -> each.motion().fits(kind()));
            ImplicitMotion first = motion(tracked.getFirst().motion());
            FaceRegion crop = ImplicitCrop.driver(Driver.face(1, new HeadPose(0, 0, 0)));
            assertThat(first.scale()).isEqualTo(SCALE * crop.side() / 2, within(1e-2));
            assertThat(first.x()).isBetween(crop.centreX() - crop.side() / 4, crop.centreX() + crop.side() / 4);
            Neutral neutral = rig.read(Topics.NEUTRALS).getFirst();
            assertThat(motion(neutral.motion()).scale()).isEqualTo(first.scale(), within(1e-2));
            assertThat(neutral.firstMotion()).isEqualTo(tracked.getFirst().motion());
        }
    }

    @Test
    void aLiveNeutralIsTheFirstFrameForGood() {
        try (Rig rig = rig(Profile.LIVE, networks)) {
            rig.tell(session(Profile.LIVE, kind()));
            for (int index = 0; index < 40; index++) {
                rig.send(frame(index));
            }
            List<Tracked> tracked = HeldLandmarks.tracked(rig.read(Topics.LANDMARKS));
            List<Neutral> neutrals = rig.read(Topics.NEUTRALS);
            assertThat(tracked).extracting(Tracked::neutralIndex).containsOnly(0L);
            assertThat(neutrals).hasSize(1);
            assertThat(neutrals.getFirst().motion())
                    .isEqualTo(tracked.getFirst().motion());
        }
    }

    @Test
    void sessionsOfLandmarksAreNotLookedAtByNetworks() {
        try (Rig rig = rig(Profile.LOSSLESS, networks)) {
            rig.tell(session(Profile.LOSSLESS, new MotionKind.Landmarks()));
            rig.send(frame(0), end(1));
            assertThat(HeldLandmarks.tracked(rig.read(Topics.LANDMARKS)))
                    .extracting(Tracked::motion)
                    .containsExactly(new NetworkMotion.Unseen());
        }
    }

    @Test
    void aSessionIsRefusedWhereThereAreNoNetworks() {
        assertRefused(new MotionNetworks.None(), kind(), "has no networks for the generator implicit-keypoints");
    }

    @Test
    void aSessionIsRefusedWhereTheNetworksAreOthers() {
        assertRefused(networks, new MotionKind.ImplicitKeypoints("0123456789abcdef"), "0123456789abcdef");
    }

    private void assertRefused(MotionNetworks available, MotionKind wanted, String words) {
        try (Rig rig = rig(Profile.LOSSLESS, available)) {
            rig.tell(session(Profile.LOSSLESS, wanted));
            rig.send(frame(0), frame(1), end(2));
            assertThat(rig.read(Topics.LANDMARKS)).isEmpty();
            assertThat(rig.read(Topics.SESSIONS)).hasSize(1).allSatisfy(session -> {
                assertThat(session.state()).isInstanceOf(Ended.class);
                Ended ended = (Ended) session.state();
                assertThat(ended.reason()).isEqualTo(EndReason.REFUSED);
                assertThat(ended.sentence()).contains(words);
            });
        }
    }
}
