package dev.marotte.schemas;

import dev.marotte.schemas.LandmarksMessage.EndOfLandmarks;
import dev.marotte.schemas.LandmarksMessage.Tracked;
import dev.marotte.schemas.LandmarksMessage.Untracked;
import dev.marotte.schemas.LandmarksMessage.UntrackedReason;
import dev.marotte.schemas.avro.LandmarksRecord;
import dev.marotte.schemas.avro.NeutralRecord;

/** Maps {@link LandmarksMessage} and {@link Neutral} to Avro and back. */
final class LandmarksMapping {
    private LandmarksMapping() {}

    static LandmarksRecord toAvro(LandmarksMessage message) {
        return new LandmarksRecord(
                dev.marotte.schemas.avro.Profile.valueOf(message.profile().name()),
                switch (message) {
                    case Tracked tracked -> toAvro(tracked);
                    case Untracked untracked -> toAvro(untracked);
                    case EndOfLandmarks end ->
                        new dev.marotte.schemas.avro.EndOfLandmarks(SharedMappings.toAvro(end.stamp()));
                });
    }

    static LandmarksMessage fromAvro(LandmarksRecord record) {
        Profile profile = Profile.valueOf(record.getProfile().name());
        return switch (record.getBody()) {
            case dev.marotte.schemas.avro.Tracked face -> fromAvro(face, profile);
            case dev.marotte.schemas.avro.Untracked noFace -> fromAvro(noFace, profile);
            case dev.marotte.schemas.avro.EndOfLandmarks end ->
                new EndOfLandmarks(SharedMappings.fromAvro(end.getStamp()), profile);
            case Object body -> throw SharedMappings.unexpected(body);
        };
    }

    static NeutralRecord toAvro(Neutral neutral) {
        return new NeutralRecord(
                neutral.session().value(),
                neutral.index(),
                neutral.frameWidth(),
                neutral.frameHeight(),
                FixedPointLandmarks.toAvro(neutral.landmarks()),
                neutral.first().equals(neutral.landmarks()) ? null : FixedPointLandmarks.toAvro(neutral.first()),
                NetworkMotionMapping.toAvro(neutral.motion()),
                neutral.firstMotion().equals(neutral.motion())
                        ? null
                        : NetworkMotionMapping.toAvro(neutral.firstMotion()));
    }

    static Neutral fromAvro(NeutralRecord neutral) {
        dev.marotte.schemas.avro.FaceLandmarks first =
                neutral.getFirst() == null ? neutral.getLandmarks() : neutral.getFirst();
        dev.marotte.schemas.avro.NetworkMotion firstMotion =
                neutral.getFirstNetworkMotion() == null ? neutral.getNetworkMotion() : neutral.getFirstNetworkMotion();
        return new Neutral(
                new SessionId(neutral.getSession()),
                neutral.getIndex(),
                FixedPointLandmarks.fromAvro(neutral.getLandmarks()),
                FixedPointLandmarks.fromAvro(first),
                neutral.getFrameWidth(),
                neutral.getFrameHeight(),
                NetworkMotionMapping.fromAvro(neutral.getNetworkMotion()),
                NetworkMotionMapping.fromAvro(firstMotion));
    }

    private static dev.marotte.schemas.avro.Tracked toAvro(Tracked tracked) {
        return new dev.marotte.schemas.avro.Tracked(
                SharedMappings.toAvro(tracked.stamp()),
                SharedMappings.toAvro(tracked.timing()),
                SharedMappings.toAvro(tracked.identity()),
                SharedMappings.toAvro(tracked.settings()),
                tracked.neutralIndex(),
                tracked.pose().yaw(),
                tracked.pose().pitch(),
                tracked.pose().roll(),
                tracked.confidence(),
                tracked.frameWidth(),
                tracked.frameHeight(),
                FixedPointLandmarks.toAvro(tracked.landmarks()),
                NetworkMotionMapping.toAvro(tracked.motion()));
    }

    private static Tracked fromAvro(dev.marotte.schemas.avro.Tracked face, Profile profile) {
        return new Tracked(
                SharedMappings.fromAvro(face.getStamp()),
                profile,
                SharedMappings.fromAvro(face.getTiming()),
                SharedMappings.fromAvro(face.getIdentity()),
                SharedMappings.fromAvro(face.getSettings()),
                face.getNeutralIndex(),
                FixedPointLandmarks.fromAvro(face.getLandmarks()),
                new HeadPose(face.getYawDegrees(), face.getPitchDegrees(), face.getRollDegrees()),
                face.getConfidence(),
                face.getFrameWidth(),
                face.getFrameHeight(),
                NetworkMotionMapping.fromAvro(face.getNetworkMotion()));
    }

    private static dev.marotte.schemas.avro.Untracked toAvro(Untracked untracked) {
        return new dev.marotte.schemas.avro.Untracked(
                SharedMappings.toAvro(untracked.stamp()),
                SharedMappings.toAvro(untracked.timing()),
                SharedMappings.toAvro(untracked.identity()),
                SharedMappings.toAvro(untracked.settings()),
                untracked.everTracked(),
                dev.marotte.schemas.avro.UntrackedReason.valueOf(
                        untracked.reason().name()));
    }

    private static Untracked fromAvro(dev.marotte.schemas.avro.Untracked noFace, Profile profile) {
        return new Untracked(
                SharedMappings.fromAvro(noFace.getStamp()),
                profile,
                SharedMappings.fromAvro(noFace.getTiming()),
                SharedMappings.fromAvro(noFace.getIdentity()),
                SharedMappings.fromAvro(noFace.getSettings()),
                noFace.getEverTracked(),
                UntrackedReason.valueOf(noFace.getReason().name()));
    }
}
