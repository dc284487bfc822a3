package dev.marotte.landmark;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.marotte.face.FaceRegion;
import dev.marotte.face.SmoothedFace;
import dev.marotte.face.TrackState;
import dev.marotte.landmark.SessionProgress.Running;
import dev.marotte.schemas.FaceLandmarks;
import dev.marotte.schemas.FrameStamp;
import dev.marotte.schemas.FrameTiming;
import dev.marotte.schemas.HeadPose;
import dev.marotte.schemas.LandmarksMessage.UntrackedReason;
import dev.marotte.schemas.MotionNumbers;
import dev.marotte.schemas.NetworkMotion;
import dev.marotte.schemas.Pts;
import dev.marotte.schemas.SessionId;
import java.time.Duration;
import java.util.Arrays;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.apache.kafka.common.errors.SerializationException;
import org.junit.jupiter.api.Test;

class SessionProgressSerdeTest {
    @Property(tries = 100)
    void aSessionGoesOnWhereItWas(@ForAll("running") Running running) {
        assertThat(SessionProgressSerde.read(SessionProgressSerde.write(running)))
                .isEqualTo(running);
    }

    @Test
    void stateOfAnotherVersionIsRefused() {
        assertThatThrownBy(() -> SessionProgressSerde.read(new byte[] {77, 0}))
                .isInstanceOf(SerializationException.class);
    }

    @Provide
    Arbitrary<Running> running() {
        return Combinators.combine(
                        Arbitraries.longs().greaterOrEqual(0),
                        Arbitraries.longs().between(0, Long.MAX_VALUE - 1),
                        Arbitraries.longs().map(Pts::new),
                        tracks(),
                        smoothings(),
                        searches(),
                        Arbitraries.longs().greaterOrEqual(0))
                .as(Running::new);
    }

    private static Arbitrary<TrackState> tracks() {
        Arbitrary<Double> numbers = Arbitraries.doubles().between(-1e4, 1e4);
        return Arbitraries.oneOf(
                Arbitraries.integers().greaterOrEqual(0).map(TrackState.Lost::new),
                Combinators.combine(numbers, numbers, numbers, numbers)
                        .as((x, y, side, angle) -> new TrackState.Held(new FaceRegion(x, y, side, angle))));
    }

    private static Arbitrary<Smoothing> smoothings() {
        return Arbitraries.oneOf(
                Arbitraries.just(new Smoothing.Idle()),
                Arbitraries.floats().between(-50, 50).map(SessionProgressSerdeTest::following),
                observations()
                        .list()
                        .ofMaxSize(4)
                        .map(window -> new Smoothing.LookingAhead(window, window.size() / 2)));
    }

    private static Smoothing following(float velocity) {
        float[] velocities = new float[3 * 478];
        Arrays.fill(velocities, velocity);
        return new Smoothing.Following(
                SmoothedFace.of(Driver.face(1, new HeadPose(velocity, 0, 0)), velocities, new Pts(40_000)));
    }

    private static Arbitrary<FaceObservation> observations() {
        Arbitrary<FrameStamp> stamps = Arbitraries.longs()
                .between(0, 1L << 40)
                .map(index -> new FrameStamp(new SessionId("demo"), index, new Pts(40_000 * index)));
        return Arbitraries.oneOf(
                stamps.map(stamp -> new FaceObservation.Nothing(stamp, new FrameTiming(7, 9), UntrackedReason.NO_FACE)),
                stamps.map(stamp -> new FaceObservation.Face(
                        stamp, new FrameTiming(7, 9), Driver.face(1, new HeadPose(5, 0, 0)), 0.5f, 640, 360)),
                stamps.map(stamp -> new FaceObservation.Face(
                        stamp,
                        new FrameTiming(7, 9),
                        Driver.face(1, new HeadPose(5, 0, 0)),
                        0.5f,
                        640,
                        360,
                        motion((float) stamp.index()))));
    }

    private static NetworkMotion motion(float number) {
        float[] numbers = new float[MotionNumbers.COUNT];
        Arrays.fill(numbers, number);
        return new NetworkMotion.Seen("0123abcd", MotionNumbers.of(numbers));
    }

    private static Arbitrary<NeutralSearch> searches() {
        Arbitrary<Long> numbers = Arbitraries.longs().greaterOrEqual(0);
        return Arbitraries.oneOf(
                Arbitraries.of(true, false).map(NeutralSearch.NotBegun::new),
                Combinators.combine(numbers, numbers)
                        .as((first, micros) -> new NeutralSearch.Holding(first, new Pts(micros))),
                numbers.map(NeutralSearch.Chosen::new),
                Combinators.combine(schedules(), glides()).as(NeutralSearch.Learning::new));
    }

    private static Arbitrary<SampleSchedule> schedules() {
        return Combinators.combine(
                        Arbitraries.longs().map(Pts::new),
                        Arbitraries.longs().between(0, 1L << 40).map(Duration::ofNanos),
                        Arbitraries.integers(),
                        Arbitraries.longs())
                .as(SampleSchedule::new);
    }

    private static Arbitrary<NeutralGlide> glides() {
        Arbitrary<FaceLandmarks> faces =
                Arbitraries.floats().between(-30, 30).map(yaw -> Driver.face(1, new HeadPose(yaw, 0, 0)));
        return Combinators.combine(
                        Arbitraries.longs(),
                        Arbitraries.longs(),
                        faces,
                        faces,
                        Arbitraries.of(true, false),
                        Arbitraries.longs().map(Pts::new))
                .as(NeutralGlide::new);
    }
}
