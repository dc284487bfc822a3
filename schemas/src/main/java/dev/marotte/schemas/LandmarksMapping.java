package dev.marotte.schemas;

import dev.marotte.schemas.LandmarksMessage.EndOfLandmarks;
import dev.marotte.schemas.LandmarksMessage.Tracked;
import dev.marotte.schemas.LandmarksMessage.Untracked;
import dev.marotte.schemas.LandmarksMessage.UntrackedReason;
import dev.marotte.schemas.avro.Face;
import dev.marotte.schemas.avro.FixedPoints;
import dev.marotte.schemas.avro.LandmarksEnd;
import dev.marotte.schemas.avro.LandmarksRecord;
import dev.marotte.schemas.avro.NeutralRecord;
import dev.marotte.schemas.avro.NoFace;
import dev.marotte.schemas.avro.NoFaceReason;

/** {@link LandmarksMessage} and {@link Neutral} there and back. */
final class LandmarksMapping {
    private LandmarksMapping() {}

    static LandmarksRecord toAvro(LandmarksMessage message) {
        return new LandmarksRecord(
                switch (message) {
                    case Tracked tracked -> toAvro(tracked);
                    case Untracked untracked -> toAvro(untracked);
                    case EndOfLandmarks end -> new LandmarksEnd(Parts.toAvro(end.stamp()));
                });
    }

    static LandmarksMessage fromAvro(LandmarksRecord record) {
        return switch (record.getBody()) {
            case Face face -> fromAvro(face);
            case NoFace noFace -> fromAvro(noFace);
            case LandmarksEnd end -> new EndOfLandmarks(Parts.fromAvro(end.getStamp()));
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
        FixedPoints first = neutral.getFirst() == null ? neutral.getPoints() : neutral.getFirst();
        return new Neutral(
                new SessionId(neutral.getSession()),
                neutral.getIndex(),
                FixedPointLandmarks.fromAvro(neutral.getPoints()),
                FixedPointLandmarks.fromAvro(first),
                neutral.getFrameWidth(),
                neutral.getFrameHeight());
    }

    private static Face toAvro(Tracked tracked) {
        return new Face(
                Parts.toAvro(tracked.stamp()),
                tracked.captureMicros(),
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

    private static Tracked fromAvro(Face face) {
        return new Tracked(
                Parts.fromAvro(face.getStamp()),
                face.getCaptureMicros(),
                Parts.fromAvro(face.getIdentity()),
                Parts.fromAvro(face.getRendering()),
                face.getNeutralIndex(),
                FixedPointLandmarks.fromAvro(face.getPoints()),
                new HeadPose(face.getYawDegrees(), face.getPitchDegrees(), face.getRollDegrees()),
                face.getConfidence(),
                face.getFrameWidth(),
                face.getFrameHeight());
    }

    private static NoFace toAvro(Untracked untracked) {
        return new NoFace(
                Parts.toAvro(untracked.stamp()),
                untracked.captureMicros(),
                Parts.toAvro(untracked.identity()),
                Parts.toAvro(untracked.settings()),
                untracked.everTracked(),
                NoFaceReason.valueOf(untracked.reason().name()));
    }

    private static Untracked fromAvro(NoFace noFace) {
        return new Untracked(
                Parts.fromAvro(noFace.getStamp()),
                noFace.getCaptureMicros(),
                Parts.fromAvro(noFace.getIdentity()),
                Parts.fromAvro(noFace.getRendering()),
                noFace.getEverTracked(),
                UntrackedReason.valueOf(noFace.getReason().name()));
    }
}
