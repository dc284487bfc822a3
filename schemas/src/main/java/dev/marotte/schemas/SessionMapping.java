package dev.marotte.schemas;

import dev.marotte.schemas.SessionState.EndReason;
import dev.marotte.schemas.SessionState.Ended;
import dev.marotte.schemas.SessionState.Open;
import dev.marotte.schemas.avro.SessionRecord;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Maps {@link Session} to Avro and back. */
final class SessionMapping {
    private SessionMapping() {}

    static SessionRecord toAvro(Session session) {
        SessionTerms terms = session.terms();
        return SessionRecord.newBuilder()
                .setSession(session.id().value())
                .setIdentity(SharedMappings.toAvro(session.identity()))
                .setProfile(dev.marotte.schemas.avro.Profile.valueOf(
                        session.profile().name()))
                .setSettings(SharedMappings.toAvro(session.settings()))
                .setNeutral(toAvro(session.motion().neutral()))
                .setFace(toAvro(session.motion().face()))
                .setSource(SourceMapping.toAvro(session.source()))
                .setOutputs(
                        session.outputs().stream().map(SourceMapping::toAvro).toList())
                .setRate(toAvro(terms.rate()))
                .setLongestSide(terms.longestSide())
                .setLatencyBudgetMicros(micros(terms.latencyBudget()))
                .setKeepFramesMicros(micros(terms.keeping().frames()))
                .setKeepRecordingMicros(micros(terms.keeping().recording()))
                .setOpenedMicros(FrameTiming.microsOf(session.opening().at()))
                .setOpenedBy(session.opening().by())
                .setState(toAvro(session.state()))
                .setReanchors(session.controls().reanchors())
                .setFrozen(session.controls().frozen())
                .setSlate(session.controls().slate())
                .setMotionFamily(family(session.motion().kind()))
                .build();
    }

    static Session fromAvro(SessionRecord session) {
        return new Session(
                new SessionId(session.getSession()),
                SharedMappings.fromAvro(session.getIdentity()),
                Profile.valueOf(session.getProfile().name()),
                new SessionMotion(
                        SharedMappings.fromAvro(session.getSettings()),
                        neutralFromAvro(session.getNeutral()),
                        faceFromAvro(session.getFace()),
                        kindFromAvro(session.getMotionFamily())),
                SourceMapping.sourceFromAvro(session.getSource()),
                session.getOutputs().stream().map(SourceMapping::outputFromAvro).toList(),
                terms(session),
                new SessionOpening(FrameTiming.instantOf(session.getOpenedMicros()), session.getOpenedBy()),
                stateFromAvro(session.getState()),
                new LiveControls(session.getReanchors(), session.getFrozen(), session.getSlate()));
    }

    private static @Nullable String family(MotionKind kind) {
        return switch (kind) {
            case MotionKind.Landmarks() -> null;
            case MotionKind.ImplicitKeypoints(String family) -> family;
        };
    }

    private static MotionKind kindFromAvro(@Nullable String family) {
        return family == null ? new MotionKind.Landmarks() : new MotionKind.ImplicitKeypoints(family);
    }

    private static SessionTerms terms(SessionRecord session) {
        return new SessionTerms(
                rateFromAvro(session.getRate()),
                session.getLongestSide(),
                duration(session.getLatencyBudgetMicros()),
                new RecordKeeping(duration(session.getKeepFramesMicros()), duration(session.getKeepRecordingMicros())));
    }

    private static long micros(Duration duration) {
        return duration.dividedBy(ChronoUnit.MICROS.getDuration());
    }

    private static Duration duration(long micros) {
        return Duration.of(micros, ChronoUnit.MICROS);
    }

    private static Object toAvro(NeutralChoice choice) {
        return switch (choice) {
            case NeutralChoice.BestNeutral best ->
                new dev.marotte.schemas.avro.BestNeutral(best.window().toNanos());
            case NeutralChoice.NeutralAt at ->
                new dev.marotte.schemas.avro.NeutralAt(at.pts().micros());
        };
    }

    private static NeutralChoice neutralFromAvro(Object choice) {
        return switch (choice) {
            case dev.marotte.schemas.avro.BestNeutral best ->
                new NeutralChoice.BestNeutral(Duration.ofNanos(best.getWindowNanos()));
            case dev.marotte.schemas.avro.NeutralAt at -> new NeutralChoice.NeutralAt(new Pts(at.getPtsMicros()));
            default -> throw SharedMappings.unexpected(choice);
        };
    }

    private static Object toAvro(FaceChoice choice) {
        return switch (choice) {
            case FaceChoice.LargestFace _ -> new dev.marotte.schemas.avro.LargestFace();
            case FaceChoice.NumberedFace numbered -> new dev.marotte.schemas.avro.NumberedFace(numbered.number());
        };
    }

    private static FaceChoice faceFromAvro(Object choice) {
        return switch (choice) {
            case dev.marotte.schemas.avro.LargestFace _ -> new FaceChoice.LargestFace();
            case dev.marotte.schemas.avro.NumberedFace numbered -> new FaceChoice.NumberedFace(numbered.getNumber());
            default -> throw SharedMappings.unexpected(choice);
        };
    }

    private static Object toAvro(RateChoice rate) {
        return switch (rate) {
            case RateChoice.RateAsDriven(var declared) ->
                new dev.marotte.schemas.avro.RateAsDriven(
                        declared.map(SessionMapping::fraction).orElse(null));
            case RateChoice.FixedRate(FrameRate fixed) -> fraction(fixed);
        };
    }

    private static RateChoice rateFromAvro(Object rate) {
        return switch (rate) {
            case dev.marotte.schemas.avro.RateAsDriven driven ->
                new RateChoice.RateAsDriven(
                        Optional.ofNullable(driven.getDeclared()).map(SessionMapping::rate));
            case dev.marotte.schemas.avro.FixedRate fixed -> new RateChoice.FixedRate(rate(fixed));
            default -> throw SharedMappings.unexpected(rate);
        };
    }

    private static dev.marotte.schemas.avro.FixedRate fraction(FrameRate rate) {
        return new dev.marotte.schemas.avro.FixedRate(rate.numerator(), rate.denominator());
    }

    private static FrameRate rate(dev.marotte.schemas.avro.FixedRate rate) {
        return new FrameRate(rate.getNumerator(), rate.getDenominator());
    }

    private static Object toAvro(SessionState state) {
        return switch (state) {
            case Open() -> new dev.marotte.schemas.avro.Open();
            case Ended ended ->
                new dev.marotte.schemas.avro.Ended(
                        dev.marotte.schemas.avro.EndReason.valueOf(
                                ended.reason().name()),
                        ended.sentence(),
                        FrameTiming.microsOf(ended.at()));
        };
    }

    private static SessionState stateFromAvro(Object state) {
        return switch (state) {
            case dev.marotte.schemas.avro.Open _ -> new Open();
            case dev.marotte.schemas.avro.Ended ended ->
                new Ended(
                        EndReason.valueOf(ended.getReason().name()),
                        ended.getSentence(),
                        FrameTiming.instantOf(ended.getAtMicros()));
            default -> throw SharedMappings.unexpected(state);
        };
    }
}
