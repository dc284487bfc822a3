package dev.marotte.sink;

import dev.marotte.schemas.FaceChoice;
import dev.marotte.schemas.FrameTiming;
import dev.marotte.schemas.IdentityRef;
import dev.marotte.schemas.NeutralChoice;
import dev.marotte.schemas.Profile;
import dev.marotte.schemas.RecordKeeping;
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
    static final FrameTiming TIMING = FrameTiming.unhurried(Instant.EPOCH);

    private TestSessions() {}

    static Session open(String id, SessionOutput... outputs) {
        List<SessionOutput> wanted =
                outputs.length > 0 ? List.of(outputs) : List.of(new SessionOutput.FileOutput(id + ".mp4", false));
        return new Session(
                new SessionId(id),
                new IdentityRef("mona", 1),
                Profile.LOSSLESS,
                new SessionMotion(
                        RenderSettings.DEFAULT,
                        new NeutralChoice.BestNeutral(Duration.ofSeconds(2)),
                        new FaceChoice.LargestFace()),
                new SessionSource.FileSource("clip.mp4"),
                wanted,
                SessionTerms.DEFAULT,
                new SessionOpening(Instant.now(), "a test"),
                new SessionState.Open());
    }

    /** The same session, watched while it is made. */
    static Session live(Session session) {
        return new Session(
                session.id(),
                session.identity(),
                Profile.LIVE,
                session.motion(),
                session.source(),
                session.outputs(),
                session.terms(),
                session.opening(),
                session.state());
    }

    /** The same session, whose recording is kept for another time. */
    static Session keeping(Duration recording, Session session) {
        SessionTerms terms = session.terms();
        return new Session(
                session.id(),
                session.identity(),
                session.profile(),
                session.motion(),
                session.source(),
                session.outputs(),
                new SessionTerms(
                        terms.rate(),
                        terms.longestSide(),
                        terms.latencyBudget(),
                        new RecordKeeping(Duration.ZERO, recording)),
                session.opening(),
                session.state());
    }
}
