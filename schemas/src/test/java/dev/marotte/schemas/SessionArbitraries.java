package dev.marotte.schemas;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalLong;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;

/** Any session and any report on one. */
final class SessionArbitraries {
    private static final Instant MOMENT = Instant.ofEpochMilli(1_790_000_000_123L);

    private SessionArbitraries() {}

    static Arbitrary<Session> sessions() {
        return Combinators.combine(
                        ValueArbitraries.sessionIds(),
                        ValueArbitraries.refs(),
                        Arbitraries.of(Profile.class),
                        ValueArbitraries.settings(),
                        neutralChoices(),
                        faceChoices())
                .flatAs((id, ref, profile, settings, neutral, face) -> Combinators.combine(
                                sources(),
                                outputs().list().ofMinSize(1).ofMaxSize(3),
                                terms(),
                                states(),
                                controls(),
                                kinds())
                        .as((source, outputs, terms, state, controls, kind) -> new Session(
                                id,
                                ref,
                                profile,
                                new SessionMotion(settings, neutral, face, kind),
                                source,
                                outputs,
                                terms,
                                new SessionOpening(MOMENT, "somebody's program"),
                                state,
                                controls)));
    }

    private static Arbitrary<MotionKind> kinds() {
        return Arbitraries.oneOf(
                Arbitraries.create(MotionKind.Landmarks::new),
                ValueArbitraries.texts().map(MotionKind.ImplicitKeypoints::new));
    }

    private static Arbitrary<LiveControls> controls() {
        Arbitrary<Boolean> pressed = Arbitraries.of(true, false);
        return Combinators.combine(Arbitraries.longs().greaterOrEqual(0), pressed, pressed)
                .as(LiveControls::new);
    }

    private static Arbitrary<SessionSource> sources() {
        return Arbitraries.oneOf(
                ValueArbitraries.texts().map(SessionSource.FileSource::new),
                ValueArbitraries.texts().map(SessionSource.VoiceSource::new),
                ValueArbitraries.texts().map(SessionSource.PictureSource::new),
                ValueArbitraries.texts().map(SessionSource.StreamSource::new),
                Arbitraries.create(SessionSource.PushSource::new),
                Arbitraries.create(SessionSource.PushedVoice::new),
                ValueArbitraries.sessionIds()
                        .map(id ->
                                new SessionSource.RecordingSource(id, Pts.ZERO, SessionSource.RecordingSource.WHOLE)));
    }

    private static Arbitrary<SessionOutput> outputs() {
        return Arbitraries.oneOf(
                Combinators.combine(ValueArbitraries.texts(), Arbitraries.of(true, false))
                        .as(SessionOutput.FileOutput::new),
                Combinators.combine(ValueArbitraries.texts(), Arbitraries.of(true, false))
                        .as(SessionOutput.PictureOutput::new),
                ValueArbitraries.texts().map(SessionOutput.StreamOutput::new),
                ValueArbitraries.texts().map(SessionOutput.SegmentOutput::new),
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
                Combinators.combine(Arbitraries.of(SessionState.EndReason.class), ValueArbitraries.texts())
                        .as((reason, sentence) -> new SessionState.Ended(reason, sentence, MOMENT)));
    }

    private static Arbitrary<NeutralChoice> neutralChoices() {
        return Arbitraries.oneOf(
                Arbitraries.integers()
                        .between(0, 10_000)
                        .map(millis -> new NeutralChoice.BestNeutral(Duration.ofMillis(millis))),
                ValueArbitraries.longs().map(micros -> new NeutralChoice.NeutralAt(new Pts(micros))));
    }

    private static Arbitrary<FaceChoice> faceChoices() {
        return Arbitraries.oneOf(
                Arbitraries.create(FaceChoice.LargestFace::new),
                Arbitraries.integers().between(1, 20).map(FaceChoice.NumberedFace::new));
    }

    static Arbitrary<StageReport> reports() {
        Arbitrary<OutcomeCounts> counts = ValueArbitraries.longs()
                .list()
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
                        ValueArbitraries.sessionIds(),
                        Arbitraries.of(StageName.class),
                        ValueArbitraries.longs(),
                        ValueArbitraries.longs(),
                        ValueArbitraries.longs().map(Pts::new),
                        counts,
                        ValueArbitraries.texts(),
                        connections().list().ofMaxSize(3))
                .as((id, stage, frames, expected, pts, count, remark, connections) -> new StageReport(
                        id, stage, MOMENT, frames, expected, pts, count, remark, connections, capacity(frames)));
    }

    /** Also none. */
    private static OptionalLong capacity(long chance) {
        return chance % 2 == 0 ? OptionalLong.empty() : OptionalLong.of(chance);
    }

    private static Arbitrary<StreamConnection> connections() {
        return Combinators.combine(
                        ValueArbitraries.texts(),
                        Arbitraries.of(StreamConnection.State.class),
                        ValueArbitraries.longs(),
                        ValueArbitraries.longs(),
                        ValueArbitraries.texts())
                .as(StreamConnection::new);
    }
}
