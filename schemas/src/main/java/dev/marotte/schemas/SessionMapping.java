package dev.marotte.schemas;

import dev.marotte.schemas.avro.BestNeutral;
import dev.marotte.schemas.avro.DeliveryProfile;
import dev.marotte.schemas.avro.LargestFace;
import dev.marotte.schemas.avro.NeutralAt;
import dev.marotte.schemas.avro.NumberedFace;
import dev.marotte.schemas.avro.SessionRecord;
import java.time.Duration;

/** {@link Session} there and back. */
final class SessionMapping {
    private SessionMapping() {}

    static SessionRecord toAvro(Session session) {
        return new SessionRecord(
                session.id().value(),
                Parts.toAvro(session.identity()),
                DeliveryProfile.valueOf(session.profile().name()),
                Parts.toAvro(session.settings()),
                neutralToAvro(session.neutral()),
                faceToAvro(session.face()),
                session.ended());
    }

    static Session fromAvro(SessionRecord session) {
        return new Session(
                new SessionId(session.getSession()),
                Parts.fromAvro(session.getIdentity()),
                Profile.valueOf(session.getProfile().name()),
                Parts.fromAvro(session.getRendering()),
                neutralFromAvro(session.getNeutral()),
                faceFromAvro(session.getFace()),
                session.getEnded());
    }

    private static Object neutralToAvro(NeutralChoice choice) {
        return switch (choice) {
            case NeutralChoice.Best best -> new BestNeutral(best.window().toNanos());
            case NeutralChoice.At at -> new NeutralAt(at.pts().micros());
        };
    }

    private static NeutralChoice neutralFromAvro(Object choice) {
        return switch (choice) {
            case BestNeutral best -> new NeutralChoice.Best(Duration.ofNanos(best.getWindowNanos()));
            case NeutralAt at -> new NeutralChoice.At(new Pts(at.getPtsMicros()));
            default -> throw Parts.unexpected(choice);
        };
    }

    private static Object faceToAvro(FaceChoice choice) {
        return switch (choice) {
            case FaceChoice.Largest _ -> new LargestFace();
            case FaceChoice.Numbered numbered -> new NumberedFace(numbered.number());
        };
    }

    private static FaceChoice faceFromAvro(Object choice) {
        return switch (choice) {
            case LargestFace _ -> new FaceChoice.Largest();
            case NumberedFace numbered -> new FaceChoice.Numbered(numbered.getNumber());
            default -> throw Parts.unexpected(choice);
        };
    }
}
