package dev.marotte.speech;

import dev.marotte.runtime.Cluster;
import dev.marotte.runtime.sessions.StageReporter;
import dev.marotte.schemas.Session;
import java.time.InstantSource;

/** What the sessions of one speech stage share. Any thread. */
record SpeechTools(
        Cluster cluster,
        SpeechConfig config,
        MouthModel model,
        StageReporter reporter,
        SpeechMeters meters,
        InstantSource clock) {
    /** The way into Kafka that the session's profile asks for; the caller closes it. */
    LandmarksOutlet outlet(Session session) {
        return meters.meter(
                switch (session.profile()) {
                    case LOSSLESS -> TransactionalLandmarks.connect(session, cluster, clock);
                    case LIVE -> PromptLandmarks.connect(session, cluster, clock);
                });
    }

    /** A face that is moved in the session's own way. */
    SpeakingMotion motion(Session session) {
        return new SpeakingMotion(meters.meter(model), SpeakingFace.load(), new IdleMotion(session.id()), config);
    }
}
