package dev.marotte.landmark;

import static dev.marotte.landmark.Rig.FRAME_MICROS;
import static dev.marotte.landmark.Rig.frame;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.marotte.landmark.DriverObserver.ObservedFrame;
import dev.marotte.landmark.SessionAdvance.FrameObserver;
import dev.marotte.landmark.SyntheticFace.Seen;
import dev.marotte.schemas.FaceLandmarks;
import dev.marotte.schemas.LandmarksMessage.Tracked;
import dev.marotte.schemas.Neutral;
import dev.marotte.schemas.NeutralChoice;
import dev.marotte.schemas.Profile;
import dev.marotte.schemas.Topics;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.LongFunction;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The neutral of sessions that cannot wait for it. */
class LiveNeutralTest {
    private static final NeutralChoice BEST = new NeutralChoice.BestNeutral(Duration.ofMinutes(1));
    private static final long A_MINUTE = 60_000_000 / FRAME_MICROS;

    @TempDir
    private Path state;

    @Test
    void whoBeginsInMidWordDoesNotStayCrooked() {
        try (Rig rig = live(LiveNeutralTest::crookedForASecond)) {
            send(rig, 0, A_MINUTE);

            List<Neutral> neutrals = rig.read(Topics.NEUTRALS);
            Seen begun = SyntheticFace.seen(neutrals.getFirst().landmarks());
            Seen learnt = SyntheticFace.seen(neutrals.getLast().landmarks());
            assertThat(begun.pose().yaw()).isCloseTo(12, within(1f));
            assertThat(learnt.pose().yaw()).isCloseTo(0, within(1f));
            assertThat(learnt.lips()).isCloseTo(0.03, within(0.05));
            assertThat(learnt.rightEye()).isCloseTo(1, within(0.1));
        }
    }

    @Test
    void noFrameWaitsAndNoneIsMeasuredAgainstANeutralThatWasJustAnnounced() {
        try (Rig rig = live(LiveNeutralTest::crookedForASecond)) {
            Map<Long, Long> announced = new HashMap<>();
            for (long index = 0; index < A_MINUTE / 4; index++) {
                rig.send(frame(index));
                long now = index;
                Tracked tracked =
                        HeldLandmarks.tracked(rig.read(Topics.LANDMARKS)).getFirst();
                rig.read(Topics.NEUTRALS).forEach(neutral -> announced.put(neutral.index(), now));
                assertThat(tracked.stamp().index()).isEqualTo(index);
                long since = announced.getOrDefault(tracked.neutralIndex(), Long.MAX_VALUE);
                assertThat(since).isLessThanOrEqualTo(tracked.neutralIndex() > 0 ? index - 2 : 0);
            }
            assertThat(announced).hasSizeGreaterThan(10);
        }
    }

    @Test
    void theNeutralGlidesInStepsThatNobodySees() {
        try (Rig rig = live(LiveNeutralTest::crookedForASecond)) {
            send(rig, 0, A_MINUTE);

            List<Neutral> neutrals = rig.read(Topics.NEUTRALS);
            float before = 12;
            for (Neutral neutral : neutrals) {
                float yaw = SyntheticFace.seen(neutral.landmarks()).pose().yaw();
                assertThat(yaw).isCloseTo(before, within(1f));
                before = yaw;
            }
        }
    }

    @Test
    void whoIsAtRestFromTheStartNeedsOneNeutral() {
        try (Rig rig = live(_ -> SyntheticFace.CALM)) {
            send(rig, 0, A_MINUTE);

            assertThat(rig.read(Topics.NEUTRALS)).hasSize(1);
        }
    }

    @Test
    void anHourNeedsNoMoreRoomThanMinutes() {
        try (Rig rig = live(index -> SyntheticFace.CALM.turned(10 * Math.sin(index / 700.0), 0, 0))) {
            for (long minute = 0; minute < 8; minute++) {
                send(rig, minute * A_MINUTE, (minute + 1) * A_MINUTE);
                assertThat(rig.keysIn(LandmarkTopology.HELD)).hasSizeLessThanOrEqualTo(SampleSchedule.MOST);
            }
            assertThat(rig.keysIn(LandmarkTopology.HELD)).hasSize(SampleSchedule.MOST);
        }
    }

    /** A driver who sits down otherwise after minutes is followed, and what was before is forgotten. */
    @Test
    void theRestIsThatOfTheRecentMinutes() {
        try (Rig rig = live(index -> SyntheticFace.CALM.turned(index < 3 * A_MINUTE ? 0 : 10, 0, 0))) {
            send(rig, 0, 6 * A_MINUTE);

            assertThat(SyntheticFace.seen(rig.read(Topics.NEUTRALS).getLast().landmarks())
                            .pose()
                            .yaw())
                    .isCloseTo(10, within(0.5f));
        }
    }

    @Test
    void theFirstTrackedFrameStaysTheNeutralWhereNoneOtherIsWanted() {
        try (Rig rig = new Rig(state, Profile.LIVE, driver(LiveNeutralTest::crookedForASecond))) {
            rig.open(Profile.LIVE, new NeutralChoice.BestNeutral(Duration.ZERO));
            send(rig, 0, A_MINUTE);

            assertThat(rig.read(Topics.NEUTRALS)).extracting(Neutral::index).containsExactly(0L);
            assertThat(rig.keysIn(LandmarkTopology.HELD)).isEmpty();
        }
    }

    @Test
    void theSameFramesGiveTheSameNeutrals() {
        List<Neutral> once;
        try (Rig rig = live(LiveNeutralTest::crookedForASecond)) {
            send(rig, 0, A_MINUTE / 2);
            once = rig.read(Topics.NEUTRALS);
        }
        try (Rig rig = new Rig(state.resolve("again"), Profile.LIVE, driver(LiveNeutralTest::crookedForASecond))) {
            rig.open(Profile.LIVE, BEST);
            send(rig, 0, A_MINUTE / 2);
            assertThat(rig.read(Topics.NEUTRALS)).isEqualTo(once);
        }
    }

    private Rig live(LongFunction<SyntheticFace> faces) {
        Rig rig = new Rig(state, Profile.LIVE, driver(faces));
        rig.open(Profile.LIVE, BEST);
        return rig;
    }

    private static void send(Rig rig, long from, long to) {
        for (long index = from; index < to; index++) {
            rig.send(frame(index));
        }
    }

    /** In mid-word, turned aside and blinking; then at rest, speaking now and then. */
    private static SyntheticFace crookedForASecond(long index) {
        return index < 10
                ? SyntheticFace.CALM.turned(12, 5, 0).withLips(1).withEyes(0.2)
                : SyntheticFace.CALM.withLips(index % 3 == 0 ? 0.6 : 0.03);
    }

    private static FrameObserver driver(LongFunction<SyntheticFace> faces) {
        return (before, frame, _) -> {
            FaceLandmarks landmarks = faces.apply(frame.stamp().index()).landmarks();
            return new ObservedFrame(
                    before, new FaceObservation.Face(frame.stamp(), frame.timing(), landmarks, 0.9f, 400, 400));
        };
    }
}
