package dev.marotte.schemas;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalLong;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.RandomDistribution;

/** Any message of any topic. */
final class MessageArbitraries {
    private static final Instant MOMENT = Instant.ofEpochMilli(1_790_000_000_123L);

    private MessageArbitraries() {}

    static Arbitrary<Session> sessions() {
        return Combinators.combine(
                        sessionIds(),
                        refs(),
                        Arbitraries.of(Profile.class),
                        settings(),
                        neutralChoices(),
                        faceChoices())
                .flatAs((id, ref, profile, settings, neutral, face) -> Combinators.combine(
                                sources(), outputs().list().ofMinSize(1).ofMaxSize(3), terms(), states(), controls())
                        .as((source, outputs, terms, state, controls) -> new Session(
                                id,
                                ref,
                                profile,
                                new SessionMotion(settings, neutral, face),
                                source,
                                outputs,
                                terms,
                                new SessionOpening(MOMENT, "somebody's program"),
                                state,
                                controls)));
    }

    private static Arbitrary<LiveControls> controls() {
        Arbitrary<Boolean> pressed = Arbitraries.of(true, false);
        return Combinators.combine(Arbitraries.longs().greaterOrEqual(0), pressed, pressed)
                .as(LiveControls::new);
    }

    private static Arbitrary<SessionSource> sources() {
        return Arbitraries.oneOf(
                texts().map(SessionSource.FileSource::new),
                texts().map(SessionSource.VoiceSource::new),
                texts().map(SessionSource.PictureSource::new),
                texts().map(SessionSource.StreamSource::new),
                Arbitraries.create(SessionSource.PushSource::new),
                sessionIds()
                        .map(id ->
                                new SessionSource.RecordingSource(id, Pts.ZERO, SessionSource.RecordingSource.WHOLE)));
    }

    private static Arbitrary<SessionOutput> outputs() {
        return Arbitraries.oneOf(
                Combinators.combine(texts(), Arbitraries.of(true, false)).as(SessionOutput.FileOutput::new),
                Combinators.combine(texts(), Arbitraries.of(true, false)).as(SessionOutput.PictureOutput::new),
                texts().map(SessionOutput.StreamOutput::new),
                texts().map(SessionOutput.SegmentOutput::new),
                Arbitraries.create(SessionOutput.PageOutput::new));
    }

    private static Arbitrary<SessionTerms> terms() {
        Arbitrary<RateChoice> rates = Arbitraries.oneOf(
                Arbitraries.create(RateChoice.RateAsDriven::new),
                Arbitraries.create(() -> new RateChoice.RateAsDriven(Optional.of(FrameRate.of(50)))),
                Arbitraries.integers()
                        .between(1, 120)
                        .map(rate -> new RateChoice.FixedRate(new FrameRate(rate * 1000, 1001))));
        Arbitrary<Duration> durations =
                Arbitraries.integers().between(1, 100_000).map(Duration::ofMillis);
        return Combinators.combine(rates, Arbitraries.integers().between(16, 8192), durations, durations, durations)
                .as((rate, side, budget, frames, recording) ->
                        new SessionTerms(rate, side, budget, new RecordKeeping(frames, recording)));
    }

    private static Arbitrary<SessionState> states() {
        return Arbitraries.oneOf(
                Arbitraries.create(SessionState.Open::new),
                Combinators.combine(Arbitraries.of(SessionState.EndReason.class), texts())
                        .as((reason, sentence) -> new SessionState.Ended(reason, sentence, MOMENT)));
    }

    static Arbitrary<StageReport> reports() {
        Arbitrary<OutcomeCounts> counts = longs().list()
                .ofSize(9)
                .map(each -> new OutcomeCounts(
                        each.get(0),
                        each.get(1),
                        each.get(2),
                        each.get(3),
                        each.get(4),
                        each.get(5),
                        each.get(6),
                        each.get(7),
                        each.get(8)));
        return Combinators.combine(
                        sessionIds(),
                        Arbitraries.of(StageName.class),
                        longs(),
                        longs(),
                        longs().map(Pts::new),
                        counts,
                        texts(),
                        connections().list().ofMaxSize(3))
                .as((id, stage, frames, expected, pts, count, remark, connections) -> new StageReport(
                        id, stage, MOMENT, frames, expected, pts, count, remark, connections, capacity(frames)));
    }

    /** Also none. */
    private static OptionalLong capacity(long chance) {
        return chance % 2 == 0 ? OptionalLong.empty() : OptionalLong.of(chance);
    }

    private static Arbitrary<StreamConnection> connections() {
        return Combinators.combine(texts(), Arbitraries.of(StreamConnection.State.class), longs(), longs(), texts())
                .as(StreamConnection::new);
    }

    private static Arbitrary<String> texts() {
        return Arbitraries.strings().ofMaxLength(40).filter(MessageArbitraries::isText);
    }

    private static Arbitrary<FrameTiming> timings() {
        return Combinators.combine(longs(), longs()).as(FrameTiming::new);
    }

    static Arbitrary<FrameMessage> frames() {
        return Arbitraries.oneOf(
                Combinators.combine(stamps(), timings(), longs(), pictures()).as(FrameMessage.DrivingFrame::new),
                Combinators.combine(stamps(), timings(), longs()).as(FrameMessage.BrokenFrame::new),
                Combinators.combine(stamps(), longs(), texts().optional()).as(FrameMessage.EndOfFrames::new));
    }

    static Arbitrary<AudioMessage> audio() {
        Arbitrary<Integer> counts = Arbitraries.integers();
        return Arbitraries.oneOf(
                Combinators.combine(
                                sessionIds(), Arbitraries.of(AudioMessage.AudioCodec.class), counts, counts, bytes())
                        .as(AudioMessage.AudioHeader::new),
                Combinators.combine(sessionIds(), longs(), longs().map(Pts::new), longs(), bytes())
                        .as(AudioMessage.AudioUnit::new),
                Combinators.combine(sessionIds(), longs()).as(AudioMessage.EndOfAudio::new));
    }

    /** Landmarks on the grid that is stored, so that they come back equal. */
    static Arbitrary<LandmarksMessage> landmarks() {
        Arbitrary<Float> degrees = Arbitraries.floats().between(-180, 180);
        Arbitrary<HeadPose> poses =
                Combinators.combine(degrees, degrees, degrees).as(HeadPose::new);
        Arbitrary<LandmarksMessage.Tracked> tracked = Combinators.combine(
                        stamps(), timings(), refs(), settings(), poses)
                .flatAs((stamp, capture, ref, settings, pose) -> points(4096)
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
                                2160)));
        return Arbitraries.oneOf(
                tracked,
                Combinators.combine(
                                stamps(),
                                Arbitraries.of(Profile.class),
                                timings(),
                                refs(),
                                settings(),
                                Arbitraries.of(true, false),
                                Arbitraries.of(LandmarksMessage.UntrackedReason.class))
                        .as(LandmarksMessage.Untracked::new),
                Combinators.combine(stamps(), Arbitraries.of(Profile.class)).as(LandmarksMessage.EndOfLandmarks::new));
    }

    static Arbitrary<Neutral> neutrals() {
        Arbitrary<FaceLandmarks> faces = points(4096).map(FixedPointLandmarksTest::stored);
        return Combinators.combine(sessionIds(), longs(), faces, faces)
                .as((session, index, rest, first) -> new Neutral(session, index, rest, first, 1080, 1920));
    }

    static Arbitrary<RenderedMessage> rendered() {
        Arbitrary<RenderedMessage.Alpha> alphas = Arbitraries.oneOf(
                Arbitraries.create(RenderedMessage.Alpha.None::new), bytes().map(RenderedMessage.Alpha.Coverage::new));
        Arbitrary<RenderedMessage.StageTimes> times = Combinators.combine(
                        longs(), longs(), longs(), Arbitraries.integers())
                .as(RenderedMessage.StageTimes::new);
        return Arbitraries.oneOf(
                Combinators.combine(stamps(), timings(), pictures(), alphas, times)
                        .as(RenderedMessage.Rendered::new),
                Combinators.combine(stamps(), timings()).as(RenderedMessage.Held::new),
                Combinators.combine(stamps(), timings(), Arbitraries.of(DropReason.class))
                        .as(RenderedMessage.Dropped::new),
                stamps().map(RenderedMessage.EndOfRendered::new));
    }

    static Arbitrary<IdentityMessage> identities() {
        Arbitrary<String> texts = Arbitraries.strings().ofMaxLength(40);
        Arbitrary<Integer> sizes = Arbitraries.integers();
        return Arbitraries.oneOf(
                Combinators.combine(refs(), consents(), texts, sizes, sizes, sizes, longs(), texts)
                        .as((ref, consent, generator, width, height, chunks, size, sha) -> new IdentityMessage.Manifest(
                                ref, consent, generator, width, height, chunks, size, sha, size)),
                Combinators.combine(refs(), sizes, bytes()).as(IdentityMessage.Chunk::new),
                Combinators.combine(refs(), longs()).as(IdentityMessage.Revoked::new));
    }

    private static Arbitrary<Consent> consents() {
        return Arbitraries.oneOf(
                texts().filter(words -> !words.isBlank()).map(Consent.Stated::new),
                Arbitraries.create(Consent.ForOneSession::new));
    }

    static Arbitrary<DeadLetter> deadLetters() {
        Arbitrary<String> texts = Arbitraries.strings().ofMaxLength(40);
        return Combinators.combine(texts, Arbitraries.integers(), longs(), texts, bytes(), bytes())
                .as(DeadLetter::new);
    }

    /** @param extent of the cloud along each axis in pixels */
    static Arbitrary<FaceLandmarks> points(float extent) {
        Arbitrary<Float> coordinates = Arbitraries.floats()
                .between(-extent / 2, extent / 2)
                .ofScale(4)
                .withDistribution(RandomDistribution.uniform())
                .withoutEdgeCases();
        return coordinates.array(Float[].class).ofSize(FaceLandmarks.COUNT * 3).map(MessageArbitraries::landmarksOf);
    }

    private static FaceLandmarks landmarksOf(Float[] coordinates) {
        float[] xyz = new float[coordinates.length];
        for (int i = 0; i < xyz.length; i++) {
            xyz[i] = coordinates[i];
        }
        return FaceLandmarks.of(xyz);
    }

    private static Arbitrary<FrameStamp> stamps() {
        return Combinators.combine(sessionIds(), Arbitraries.longs().greaterOrEqual(0), longs().map(Pts::new))
                .as(FrameStamp::new);
    }

    private static Arbitrary<SessionId> sessionIds() {
        return Arbitraries.strings()
                .withCharRange('a', 'z')
                .withChars("._-0123456789")
                .ofMinLength(1)
                .ofMaxLength(128)
                .map(SessionId::new);
    }

    private static Arbitrary<IdentityRef> refs() {
        Arbitrary<String> names = Arbitraries.strings()
                .excludeChars('/')
                .ofMinLength(1)
                .ofMaxLength(30)
                .filter(name -> !name.isBlank() && isText(name));
        return Combinators.combine(names, longs()).as(IdentityRef::new);
    }

    private static boolean isText(String name) {
        return name.codePoints()
                .noneMatch(point -> point >= Character.MIN_SURROGATE && point <= Character.MAX_SURROGATE);
    }

    private static Arbitrary<RenderSettings> settings() {
        Arbitrary<Float> strengths = Arbitraries.floats().between(0, 3);
        Arbitrary<MotionSettings> motions = Combinators.combine(
                        Arbitraries.of(MotionSettings.Mode.class), strengths, strengths)
                .as(MotionSettings::new);
        return Combinators.combine(motions, Arbitraries.of(PictureCodec.class), Arbitraries.of(true, false))
                .as(RenderSettings::new);
    }

    private static Arbitrary<NeutralChoice> neutralChoices() {
        return Arbitraries.oneOf(
                Arbitraries.integers()
                        .between(0, 10_000)
                        .map(millis -> new NeutralChoice.BestNeutral(Duration.ofMillis(millis))),
                longs().map(micros -> new NeutralChoice.NeutralAt(new Pts(micros))));
    }

    private static Arbitrary<FaceChoice> faceChoices() {
        return Arbitraries.oneOf(
                Arbitraries.create(FaceChoice.LargestFace::new),
                Arbitraries.integers().between(1, 20).map(FaceChoice.NumberedFace::new));
    }

    private static Arbitrary<Picture> pictures() {
        Arbitrary<Integer> sizes = Arbitraries.integers().between(1, 4096);
        return Combinators.combine(Arbitraries.of(PictureCodec.class), sizes, sizes, bytes())
                .as(Picture::new);
    }

    private static Arbitrary<Bytes> bytes() {
        return Arbitraries.bytes().array(byte[].class).ofMaxSize(300).map(Bytes::of);
    }

    private static Arbitrary<Long> longs() {
        return Arbitraries.longs();
    }
}
