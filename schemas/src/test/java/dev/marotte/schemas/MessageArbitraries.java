package dev.marotte.schemas;

import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;

/** Any message about frames, sound and identities. */
final class MessageArbitraries {
    private MessageArbitraries() {}

    private static Arbitrary<NetworkMotion> motions() {
        return Arbitraries.oneOf(Arbitraries.create(NetworkMotion.Unseen::new), seenMotions());
    }

    private static Arbitrary<NetworkMotion> seenMotions() {
        return Combinators.combine(
                        ValueArbitraries.texts(),
                        Arbitraries.floats().array(float[].class).ofSize(MotionNumbers.COUNT))
                .as((family, numbers) -> new NetworkMotion.Seen(family, MotionNumbers.of(numbers)));
    }

    static Arbitrary<FrameMessage> frames() {
        return Arbitraries.oneOf(
                Combinators.combine(
                                ValueArbitraries.stamps(),
                                ValueArbitraries.timings(),
                                ValueArbitraries.longs(),
                                ValueArbitraries.pictures())
                        .as(FrameMessage.DrivingFrame::new),
                Combinators.combine(ValueArbitraries.stamps(), ValueArbitraries.timings(), ValueArbitraries.longs())
                        .as(FrameMessage.BrokenFrame::new),
                Combinators.combine(
                                ValueArbitraries.stamps(),
                                ValueArbitraries.longs(),
                                ValueArbitraries.texts().optional())
                        .as(FrameMessage.EndOfFrames::new));
    }

    static Arbitrary<AudioMessage> audio() {
        Arbitrary<Integer> counts = Arbitraries.integers();
        return Arbitraries.oneOf(
                Combinators.combine(
                                ValueArbitraries.sessionIds(),
                                Arbitraries.of(AudioMessage.AudioCodec.class),
                                counts,
                                counts,
                                ValueArbitraries.bytes())
                        .as(AudioMessage.AudioHeader::new),
                Combinators.combine(
                                ValueArbitraries.sessionIds(),
                                ValueArbitraries.longs(),
                                ValueArbitraries.longs().map(Pts::new),
                                ValueArbitraries.longs(),
                                ValueArbitraries.bytes())
                        .as(AudioMessage.AudioUnit::new),
                Combinators.combine(ValueArbitraries.sessionIds(), ValueArbitraries.longs())
                        .as(AudioMessage.EndOfAudio::new));
    }

    /** Landmarks on the grid that is stored, so that they come back equal. */
    static Arbitrary<LandmarksMessage> landmarks() {
        Arbitrary<Float> degrees = Arbitraries.floats().between(-180, 180);
        Arbitrary<HeadPose> poses =
                Combinators.combine(degrees, degrees, degrees).as(HeadPose::new);
        Arbitrary<LandmarksMessage.Tracked> tracked = Combinators.combine(
                        ValueArbitraries.stamps(),
                        ValueArbitraries.timings(),
                        ValueArbitraries.refs(),
                        ValueArbitraries.settings(),
                        poses,
                        motions())
                .flatAs((stamp, capture, ref, settings, pose, motion) -> ValueArbitraries.points(4096)
                        .map(FixedPointLandmarksTest::stored)
                        .map(points -> new LandmarksMessage.Tracked(
                                stamp,
                                Profile.LIVE,
                                capture,
                                ref,
                                settings,
                                stamp.index(),
                                points,
                                pose,
                                0.75f,
                                3840,
                                2160,
                                motion)));
        return Arbitraries.oneOf(
                tracked,
                Combinators.combine(
                                ValueArbitraries.stamps(),
                                Arbitraries.of(Profile.class),
                                ValueArbitraries.timings(),
                                ValueArbitraries.refs(),
                                ValueArbitraries.settings(),
                                Arbitraries.of(true, false),
                                Arbitraries.of(LandmarksMessage.UntrackedReason.class))
                        .as(LandmarksMessage.Untracked::new),
                Combinators.combine(ValueArbitraries.stamps(), Arbitraries.of(Profile.class))
                        .as(LandmarksMessage.EndOfLandmarks::new));
    }

    static Arbitrary<Neutral> neutrals() {
        Arbitrary<FaceLandmarks> faces = ValueArbitraries.points(4096).map(FixedPointLandmarksTest::stored);
        Arbitrary<Neutral> seen = Combinators.combine(
                        ValueArbitraries.sessionIds(), ValueArbitraries.longs(), faces, faces)
                .as((session, index, rest, first) -> new Neutral(session, index, rest, first, 1080, 1920));
        return Arbitraries.oneOf(
                seen, Combinators.combine(seen, seenMotions(), seenMotions()).as(Neutral::seenAs));
    }

    static Arbitrary<RenderedMessage> rendered() {
        Arbitrary<RenderedMessage.Alpha> alphas = Arbitraries.oneOf(
                Arbitraries.create(RenderedMessage.Alpha.None::new),
                ValueArbitraries.bytes().map(RenderedMessage.Alpha.Coverage::new));
        Arbitrary<RenderedMessage.StageTimes> times = Combinators.combine(
                        ValueArbitraries.longs(),
                        ValueArbitraries.longs(),
                        ValueArbitraries.longs(),
                        Arbitraries.integers())
                .as(RenderedMessage.StageTimes::new);
        return Arbitraries.oneOf(
                Combinators.combine(
                                ValueArbitraries.stamps(),
                                ValueArbitraries.timings(),
                                ValueArbitraries.pictures(),
                                alphas,
                                times)
                        .as(RenderedMessage.Rendered::new),
                Combinators.combine(ValueArbitraries.stamps(), ValueArbitraries.timings())
                        .as(RenderedMessage.Held::new),
                Combinators.combine(
                                ValueArbitraries.stamps(), ValueArbitraries.timings(), Arbitraries.of(DropReason.class))
                        .as(RenderedMessage.Dropped::new),
                ValueArbitraries.stamps().map(RenderedMessage.EndOfRendered::new));
    }

    static Arbitrary<IdentityMessage> identities() {
        Arbitrary<String> texts = Arbitraries.strings().ofMaxLength(40);
        Arbitrary<Integer> sizes = Arbitraries.integers();
        return Arbitraries.oneOf(
                Combinators.combine(
                                ValueArbitraries.refs(),
                                consents(),
                                texts,
                                sizes,
                                sizes,
                                sizes,
                                ValueArbitraries.longs(),
                                texts)
                        .as((ref, consent, generator, width, height, chunks, size, sha) -> new IdentityMessage.Manifest(
                                ref, consent, generator, width, height, chunks, size, sha, size)),
                Combinators.combine(ValueArbitraries.refs(), sizes, ValueArbitraries.bytes())
                        .as(IdentityMessage.Chunk::new),
                Combinators.combine(ValueArbitraries.refs(), ValueArbitraries.longs())
                        .as(IdentityMessage.Revoked::new));
    }

    private static Arbitrary<Consent> consents() {
        return Arbitraries.oneOf(
                ValueArbitraries.texts().filter(words -> !words.isBlank()).map(Consent.Stated::new),
                Arbitraries.create(Consent.ForOneSession::new));
    }

    static Arbitrary<DeadLetter> deadLetters() {
        Arbitrary<String> texts = Arbitraries.strings().ofMaxLength(40);
        return Combinators.combine(
                        texts,
                        Arbitraries.integers(),
                        ValueArbitraries.longs(),
                        texts,
                        ValueArbitraries.bytes(),
                        ValueArbitraries.bytes())
                .as(DeadLetter::new);
    }
}
