package dev.marotte.schemas;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import net.jqwik.api.Arbitrary;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.FloatRange;

class FixedPointLandmarksTest {
    @Property(tries = 200)
    void anyFaceWithinA4kPictureIsStoredToTheThirtySecondOfAPixel(
            @ForAll("unitFaces") FaceLandmarks unit,
            @ForAll @FloatRange(min = 1, max = 4095) float extent,
            @ForAll @FloatRange(min = -4096, max = 4096) float shift) {
        FaceLandmarks face = scaled(unit, extent, shift);
        assertThat(largestError(face, stored(face))).isLessThanOrEqualTo(1.0 / 32);
    }

    @Property(tries = 100)
    void aFaceOf500PixelsIsStoredToLessThanAHundredthOfAPixel(@ForAll("unitFaces") FaceLandmarks unit) {
        FaceLandmarks face = scaled(unit, 500, 900);
        assertThat(largestError(face, stored(face))).isLessThanOrEqualTo(1.0 / 256);
    }

    @Property(tries = 200)
    void storingAgainChangesNothing(
            @ForAll("unitFaces") FaceLandmarks unit,
            @ForAll @FloatRange(min = 0, max = 1e9f) float extent,
            @ForAll @FloatRange(min = -1e9f, max = 1e9f) float shift) {
        FaceLandmarks once = stored(scaled(unit, extent, shift));
        assertThat(stored(once)).isEqualTo(once);
    }

    @Property(tries = 50)
    void aRecordWithTheLongestNamesIsUnderFourKilobytes(@ForAll("unitFaces") FaceLandmarks unit) {
        LandmarksMessage tracked = new LandmarksMessage.Tracked(
                new FrameStamp(new SessionId("s".repeat(128)), Long.MAX_VALUE, new Pts(Long.MIN_VALUE)),
                Profile.LIVE,
                new FrameTiming(Long.MAX_VALUE, Long.MAX_VALUE),
                new IdentityRef("i".repeat(128), Long.MAX_VALUE),
                RenderSettings.DEFAULT,
                Long.MAX_VALUE,
                scaled(unit, 4000, 0),
                new HeadPose(1, 2, 3),
                1,
                3840,
                2160);
        assertThat(Topics.LANDMARKS.record(tracked).value().length).isBetween(2868, 3400);
    }

    @Example
    void aPointThatIsNotANumberIsRefused() {
        float[] xyz = new float[FaceLandmarks.COUNT * 3];
        xyz[77] = Float.NaN;
        assertThatThrownBy(() -> FixedPointLandmarks.toAvro(FaceLandmarks.of(xyz)))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Provide
    Arbitrary<FaceLandmarks> unitFaces() {
        return ValueArbitraries.points(1);
    }

    static FaceLandmarks stored(FaceLandmarks landmarks) {
        return FixedPointLandmarks.fromAvro(FixedPointLandmarks.toAvro(landmarks));
    }

    private static FaceLandmarks scaled(FaceLandmarks unit, float extent, float shift) {
        float[] xyz = unit.toArray();
        for (int i = 0; i < xyz.length; i++) {
            xyz[i] = xyz[i] * extent + shift;
        }
        return FaceLandmarks.of(xyz);
    }

    private static double largestError(FaceLandmarks expected, FaceLandmarks actual) {
        float[] one = expected.toArray();
        float[] other = actual.toArray();
        double largest = 0;
        for (int i = 0; i < one.length; i++) {
            largest = Math.max(largest, Math.abs((double) one[i] - other[i]));
        }
        return largest;
    }
}
