package dev.marotte.ingest;

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

/** Sessions as somebody would open them. */
final class TestSessions {
    static final int PARTITIONS = 3;

    private TestSessions() {}

    static Session open(String id) {
        return open(id, Profile.LOSSLESS, new SessionSource.FileSource("clip.mp4"));
    }

    static Session open(String id, Profile profile, SessionSource source) {
        return new Session(
                new SessionId(id),
                new IdentityRef("mona", 1),
                profile,
                new SessionMotion(
                        RenderSettings.DEFAULT,
                        new NeutralChoice.BestNeutral(Duration.ofSeconds(2)),
                        new FaceChoice.LargestFace()),
                source,
                List.of(new SessionOutput.FileOutput(id + ".mp4", false)),
                SessionTerms.DEFAULT,
                new SessionOpening(Instant.now(), "a test"),
                new SessionState.Open());
    }
}
