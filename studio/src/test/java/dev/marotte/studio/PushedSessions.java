package dev.marotte.studio;

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
import dev.marotte.schemas.SessionTerms;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** Sessions as the page opens them. */
public final class PushedSessions {
    private PushedSessions() {}

    /** An open one of a token. */
    public static Session open(String id, String token) {
        return open(id, token, Instant.EPOCH);
    }

    /** One that was opened at a moment of Kafka's own time. */
    public static Session open(String id, String token, Instant at) {
        return new Session(
                new SessionId(id),
                new IdentityRef("mona", 1),
                Profile.LIVE,
                new SessionMotion(
                        RenderSettings.DEFAULT,
                        new NeutralChoice.BestNeutral(Duration.ofSeconds(2)),
                        new FaceChoice.LargestFace()),
                new SessionSource.PushSource(),
                List.of(new SessionOutput.PageOutput()),
                SessionTerms.DEFAULT,
                new SessionOpening(at, "studio " + token),
                new SessionState.Open());
    }
}
