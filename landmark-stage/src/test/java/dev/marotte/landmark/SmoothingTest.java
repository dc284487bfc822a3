package dev.marotte.landmark;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.marotte.schemas.FaceLandmarks;
import dev.marotte.schemas.FrameStamp;
import dev.marotte.schemas.HeadPose;
import dev.marotte.schemas.LandmarksMessage.UntrackedReason;
import dev.marotte.schemas.MotionNumbers;
import dev.marotte.schemas.NetworkMotion;
import dev.marotte.schemas.Profile;
import dev.marotte.schemas.Pts;
import dev.marotte.schemas.SessionId;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class SmoothingTest {
    @Property(tries = 50)
    void everyFrameLeavesOnceAndInOrder(@ForAll @Size(max = 12) List<Boolean> there) {
        List<FaceObservation> seen = IntStream.range(0, there.size())
                .<FaceObservation>mapToObj(i -> there.get(i) ? face(i, 0) : nothing(i))
                .toList();

        for (Profile profile : Profile.values()) {
            assertThat(smoothed(profile, seen))
                    .extracting(FaceObservation::stamp)
                    .containsExactlyElementsOf(
                            seen.stream().map(FaceObservation::stamp).toList());
        }
    }

    @Test
    void aLiveFrameLeavesAtOnce() {
        assertThat(ProfileTraits.of(Profile.LIVE).smoothing().next(face(0, 0)).ready())
                .hasSize(1);
    }

    @Test
    void aLosslessFrameWaitsForTwoMore() {
        Smoothing two = ProfileTraits.of(Profile.LOSSLESS)
                .smoothing()
                .next(face(0, 0))
                .after()
                .next(face(1, 0))
                .after();

        assertThat(two.next(face(2, 0)).ready())
                .extracting(seen -> seen.stamp().index())
                .containsExactly(0L);
    }

    @Test
    void whatNetworksSawIsSteadiedWithTheFramesAroundWhereThereIsTime() {
        List<FaceObservation> seen = IntStream.range(0, 9)
                .<FaceObservation>mapToObj(i -> moved(i, "family", i % 2 == 0 ? 1 : -1))
                .toList();

        assertThat(yaw(smoothed(Profile.LOSSLESS, seen).get(4))).isBetween(-.8f, .8f);
        assertThat(yaw(smoothed(Profile.LIVE, seen).get(4))).isEqualTo(1);
    }

    @Test
    void whatOtherNetworksSawIsNotMixedIn() {
        List<FaceObservation> seen = IntStream.range(0, 9)
                .<FaceObservation>mapToObj(i -> moved(i, i < 5 ? "one" : "other", i % 2 == 0 ? 1 : -1))
                .toList();

        assertThat(yaw(smoothed(Profile.LOSSLESS, seen).get(4))).isEqualTo(1);
    }

    private static FaceObservation moved(int index, String family, float yaw) {
        float[] numbers = new float[MotionNumbers.COUNT];
        numbers[1] = yaw;
        numbers[3] = 100;
        return face(index, 0).with(new NetworkMotion.Seen(family, MotionNumbers.of(numbers)));
    }

    private static float yaw(FaceObservation smoothed) {
        NetworkMotion motion = ((FaceObservation.Face) smoothed).motion();
        return ((NetworkMotion.Seen) motion).numbers().toArray()[1];
    }

    @Test
    void aSteadyMoveIsNotLateWhereFramesAreLookedAhead() {
        List<FaceObservation> seen = IntStream.range(0, 10)
                .<FaceObservation>mapToObj(i -> face(i, 2 * i))
                .toList();

        List<FaceObservation> smoothed = smoothed(Profile.LOSSLESS, seen);
        for (int i = 0; i < seen.size(); i++) {
            assertThat(x(smoothed.get(i))).isCloseTo(x(seen.get(i)), within(0.05f));
        }
    }

    @Test
    void tremblingFallsToAThirdWhereFramesAreLookedAhead() {
        List<FaceObservation> seen = IntStream.range(0, 10)
                .<FaceObservation>mapToObj(i -> face(i, i % 2 == 0 ? 0.5f : -0.5f))
                .toList();

        assertThat(Math.abs(x(smoothed(Profile.LOSSLESS, seen).get(5)) - x(face(5, 0))))
                .isLessThan(0.5f / 3);
    }

    @Test
    void aFaceThatWasLostDoesNotPullTheOneThatReturns() {
        List<FaceObservation> seen = List.of(face(0, 0), face(1, 0), nothing(2), face(3, 80), face(4, 80));

        assertThat(x(smoothed(Profile.LOSSLESS, seen).get(3))).isEqualTo(x(seen.get(3)));
    }

    private static List<FaceObservation> smoothed(Profile profile, List<FaceObservation> seen) {
        Smoothing smoothing = ProfileTraits.of(profile).smoothing();
        List<FaceObservation> smoothed = new ArrayList<>();
        for (FaceObservation each : seen) {
            Smoothing.Step step = smoothing.next(each);
            smoothed.addAll(step.ready());
            smoothing = step.after();
        }
        smoothed.addAll(smoothing.rest());
        return smoothed;
    }

    private static float x(FaceObservation seen) {
        return ((FaceObservation.Face) seen).landmarks().x(1);
    }

    private static FaceObservation.Face face(long index, float shift) {
        float[] xyz = Driver.face(1, new HeadPose(0, 0, 0)).toArray();
        for (int i = 0; i < xyz.length; i += 3) {
            xyz[i] += shift;
        }
        return new FaceObservation.Face(stamp(index), Rig.UNHURRIED, FaceLandmarks.of(xyz), 0.9f, 640, 360);
    }

    private static FaceObservation.Nothing nothing(long index) {
        return new FaceObservation.Nothing(stamp(index), Rig.UNHURRIED, UntrackedReason.NO_FACE);
    }

    private static FrameStamp stamp(long index) {
        return new FrameStamp(new SessionId("demo"), index, new Pts(40_000 * index));
    }
}
