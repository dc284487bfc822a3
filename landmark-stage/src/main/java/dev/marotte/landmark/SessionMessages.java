package dev.marotte.landmark;

import dev.marotte.face.CanonicalFace;
import dev.marotte.schemas.LandmarksMessage.Tracked;
import dev.marotte.schemas.LandmarksMessage.Untracked;
import dev.marotte.schemas.Session;

/** Makes messages of what was seen, with the fields that every message of the session carries. */
record SessionMessages(Session session, CanonicalFace canonical) {
    /** Makes the message of a face. It names its own frame as the neutral one, because the actual neutral is not known here. */
    Tracked tracked(FaceObservation.Face face) {
        return new Tracked(
                face.stamp(),
                session.profile(),
                face.timing(),
                session.identity(),
                session.settings(),
                face.stamp().index(),
                face.landmarks(),
                canonical.fit(face.landmarks()).rotation().pose(),
                face.confidence(),
                face.frameWidth(),
                face.frameHeight(),
                face.motion());
    }

    Untracked untracked(FaceObservation.Nothing nothing, boolean everTracked) {
        return new Untracked(
                nothing.stamp(),
                session.profile(),
                nothing.timing(),
                session.identity(),
                session.settings(),
                everTracked,
                nothing.reason());
    }
}
