package dev.marotte.schemas;

import dev.marotte.schemas.LandmarksMessage.EndOfLandmarks;
import dev.marotte.schemas.LandmarksMessage.Tracked;
import dev.marotte.schemas.LandmarksMessage.Untracked;
import dev.marotte.schemas.LandmarksMessage.UntrackedReason;
import dev.marotte.schemas.avro.LandmarksRecord;
import dev.marotte.schemas.avro.NeutralRecord;

/** {@link LandmarksMessage} and {@link Neutral} there and back. */
final class LandmarksMapping {
    private LandmarksMapping() {}

    static LandmarksRecord toAvro(LandmarksMessage message) {
        return new LandmarksRecord(
                dev.marotte.schemas.avro.Profile.valueOf(message.profile().name()),
                switch (message) {
                    case Tracked tracked -> toAvro(tracked);
                    case Untracked untracked -> toAvro(untracked);
                    case EndOfLandmarks end -> new dev.marotte.schemas.avro.EndOfLandmarks(Parts.toAvro(end.stamp()));
                });
    }

    static LandmarksMessage fromAvro(LandmarksRecord record) {
        Profile profile = Profile.valueOf(record.getProfile().name());
        return switch (record.getBody()) {
            case dev.marotte.schemas.avro.Tracked face -> fromAvro(face, profile);
            case dev.marotte.schemas.avro.Untracked noFace -> fromAvro(noFace, profile);
            case dev.marotte.schemas.avro.EndOfLandmarks end ->
                new EndOfLandmarks(Parts.fromAvro(end.getStamp()), profile);
            case Object body -> throw Parts.unexpected(body);
        };
    }

    static NeutralRecord toAvro(Neutral neutral) {
        return new NeutralRecord(
                neutral.session().value(),
                neutral.index(),
                neutral.frameWidth(),
                neutral.frameHeight(),
                FixedPointLandmarks.toAvro(neutral.landmarks()),
                neutral.first().equals(neutral.landmarks()) ? null : FixedPointLandmarks.toAvro(neutral.first()));
    }

    static Neutral fromAvro(NeutralRecord neutral) {
        dev.marotte.schemas.avro.FaceLandmarks first =
                neutral.getFirst() == null ? neutral.getLandmarks() : neutral.getFirst();
        return new Neutral(
                new SessionId(neutral.getSession()),
                neutral.getIndex(),
                FixedPointLandmarks.fromAvro(neutral.getLandmarks()),
                FixedPointLandmarks.fromAvro(first),
                neutral.getFrameWidth(),
                neutral.getFrameHeight());
    }

    private static dev.marotte.schemas.avro.Tracked toAvro(Tracked tracked) {
        return new dev.marotte.schemas.avro.Tracked(
                Parts.toAvro(tracked.stamp()),
                Parts.toAvro(tracked.timing()),
                Parts.toAvro(tracked.identity()),
                Parts.toAvro(tracked.settings()),
                tracked.neutralIndex(),
                tracked.pose().yaw(),
                tracked.pose().pitch(),
                tracked.pose().roll(),
                tracked.confidence(),
                tracked.frameWidth(),
                tracked.frameHeight(),
                FixedPointLandmarks.toAvro(tracked.landmarks()));
    }

    private static Tracked fromAvro(dev.marotte.schemas.avro.Tracked face, Profile profile) {
        return new Tracked(
                Parts.fromAvro(face.getStamp()),
                profile,
                Parts.fromAvro(face.getTiming()),
                Parts.fromAvro(face.getIdentity()),
                Parts.fromAvro(face.getSettings()),
                face.getNeutralIndex(),
                FixedPointLandmarks.fromAvro(face.getLandmarks()),
                new HeadPose(face.getYawDegrees(), face.getPitchDegrees(), face.getRollDegrees()),
                face.getConfidence(),
                face.getFrameWidth(),
                face.getFrameHeight());
    }

    private static dev.marotte.schemas.avro.Untracked toAvro(Untracked untracked) {
        return new dev.marotte.schemas.avro.Untracked(
                Parts.toAvro(untracked.stamp()),
                Parts.toAvro(untracked.timing()),
                Parts.toAvro(untracked.identity()),
                Parts.toAvro(untracked.settings()),
                untracked.everTracked(),
                dev.marotte.schemas.avro.UntrackedReason.valueOf(
                        untracked.reason().name()));
    }

    private static Untracked fromAvro(dev.marotte.schemas.avro.Untracked noFace, Profile profile) {
        return new Untracked(
                Parts.fromAvro(noFace.getStamp()),
                profile,
                Parts.fromAvro(noFace.getTiming()),
                Parts.fromAvro(noFace.getIdentity()),
                Parts.fromAvro(noFace.getSettings()),
                noFace.getEverTracked(),
                UntrackedReason.valueOf(noFace.getReason().name()));
    }
}
