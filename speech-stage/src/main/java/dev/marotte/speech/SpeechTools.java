package dev.marotte.speech;

import dev.marotte.runtime.Cluster;
import dev.marotte.runtime.sessions.StageReporter;
import dev.marotte.schemas.Session;
import java.time.InstantSource;

/** Tools that the sessions of one speech stage share. Any thread. */
record SpeechTools(
        Cluster cluster,
        SpeechConfig config,
        MouthModel model,
        StageReporter reporter,
        SpeechMeters meters,
        InstantSource clock) {
    /** Creates the outlet to Kafka that the session's profile needs; the caller closes it. */
    LandmarksOutlet outlet(Session session) {
        return meters.meter(
                switch (session.profile()) {
                    case LOSSLESS -> TransactionalLandmarks.connect(session, cluster, clock);
                    case LIVE -> PromptLandmarks.connect(session, cluster, clock);
                });
    }

    /** Creates the motion of a face for one session. */
    SpeakingMotion motion(Session session) {
        return new SpeakingMotion(meters.meter(model), SpeakingFace.load(), new IdleMotion(session.id()), config);
    }
}
