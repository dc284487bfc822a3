package dev.marotte.schemas;

import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.RandomDistribution;

/** Any value that messages are made of. */
final class ValueArbitraries {
    private ValueArbitraries() {}

    static Arbitrary<String> texts() {
        return Arbitraries.strings().ofMaxLength(40).filter(ValueArbitraries::isText);
    }

    private static boolean isText(String name) {
        return name.codePoints()
                .noneMatch(point -> point >= Character.MIN_SURROGATE && point <= Character.MAX_SURROGATE);
    }

    static Arbitrary<Long> longs() {
        return Arbitraries.longs();
    }

    static Arbitrary<Bytes> bytes() {
        return Arbitraries.bytes().array(byte[].class).ofMaxSize(300).map(Bytes::of);
    }

    static Arbitrary<FrameStamp> stamps() {
        return Combinators.combine(sessionIds(), Arbitraries.longs().greaterOrEqual(0), longs().map(Pts::new))
                .as(FrameStamp::new);
    }

    static Arbitrary<SessionId> sessionIds() {
        return Arbitraries.strings()
                .withCharRange('a', 'z')
                .withChars("._-0123456789")
                .ofMinLength(1)
                .ofMaxLength(128)
                .map(SessionId::new);
    }

    static Arbitrary<IdentityRef> refs() {
        Arbitrary<String> names = Arbitraries.strings()
                .excludeChars('/')
                .ofMinLength(1)
                .ofMaxLength(30)
                .filter(name -> !name.isBlank() && isText(name));
        return Combinators.combine(names, longs()).as(IdentityRef::new);
    }

    static Arbitrary<FrameTiming> timings() {
        return Combinators.combine(longs(), longs()).as(FrameTiming::new);
    }

    static Arbitrary<RenderSettings> settings() {
        Arbitrary<Float> strengths = Arbitraries.floats().between(0, 3);
        Arbitrary<MotionSettings> motions = Combinators.combine(
                        Arbitraries.of(MotionSettings.Mode.class), strengths, strengths)
                .as(MotionSettings::new);
        return Combinators.combine(motions, Arbitraries.of(PictureCodec.class), Arbitraries.of(true, false))
                .as(RenderSettings::new);
    }

    static Arbitrary<Picture> pictures() {
        Arbitrary<Integer> sizes = Arbitraries.integers().between(1, 4096);
        return Combinators.combine(Arbitraries.of(PictureCodec.class), sizes, sizes, bytes())
                .as(Picture::new);
    }

    /** @param extent of the cloud along each axis in pixels */
    static Arbitrary<FaceLandmarks> points(float extent) {
        Arbitrary<Float> coordinates = Arbitraries.floats()
                .between(-extent / 2, extent / 2)
                .ofScale(4)
                .withDistribution(RandomDistribution.uniform())
                .withoutEdgeCases();
        return coordinates.array(Float[].class).ofSize(FaceLandmarks.COUNT * 3).map(ValueArbitraries::landmarksOf);
    }

    private static FaceLandmarks landmarksOf(Float[] coordinates) {
        float[] xyz = new float[coordinates.length];
        for (int i = 0; i < xyz.length; i++) {
            xyz[i] = coordinates[i];
        }
        return FaceLandmarks.of(xyz);
    }
}
