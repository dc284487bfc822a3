package dev.marotte.render;

import dev.marotte.schemas.FaceChoice;
import dev.marotte.schemas.IdentityRef;
import dev.marotte.schemas.NeutralChoice;
import dev.marotte.schemas.Profile;
import dev.marotte.schemas.RenderSettings;
import dev.marotte.schemas.Session;
import dev.marotte.schemas.SessionId;
import dev.marotte.schemas.SessionMotion;
import dev.marotte.schemas.SessionOpening;
import dev.marotte.schemas.SessionOutput;
import dev.marotte.schemas.SessionSource;
import dev.marotte.schemas.SessionState;
import dev.marotte.schemas.SessionState.EndReason;
import dev.marotte.schemas.SessionTerms;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** Sessions as somebody would open them. */
final class TestSessions {
    private TestSessions() {}

    static Session open(String id, Profile profile, IdentityRef identity) {
        return new Session(
                new SessionId(id),
                identity,
                profile,
                new SessionMotion(
                        RenderSettings.DEFAULT,
                        new NeutralChoice.BestNeutral(Duration.ofSeconds(2)),
                        new FaceChoice.LargestFace()),
                new SessionSource.FileSource("clip.mp4"),
                List.of(new SessionOutput.FileOutput(id + ".mp4", false)),
                SessionTerms.DEFAULT,
                new SessionOpening(Instant.EPOCH, "a test"),
                new SessionState.Open());
    }

    static Session ended(Session session) {
        return session.end(new SessionState.Ended(EndReason.STOPPED, "", Instant.EPOCH));
    }
}
