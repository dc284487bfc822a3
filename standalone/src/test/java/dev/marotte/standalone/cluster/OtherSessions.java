package dev.marotte.standalone.cluster;

import dev.marotte.schemas.Profile;
import dev.marotte.schemas.Pts;
import dev.marotte.schemas.RecordKeeping;
import dev.marotte.schemas.Session;
import dev.marotte.schemas.SessionId;
import dev.marotte.schemas.SessionOutput.FileOutput;
import dev.marotte.schemas.SessionSource;
import dev.marotte.schemas.SessionSource.FileSource;
import dev.marotte.schemas.SessionSource.RecordingSource;
import dev.marotte.schemas.SessionSource.VoiceSource;
import dev.marotte.schemas.SessionTerms;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/** Makes sessions of other kinds out of a lossless one; each is called as its output's file. */
final class OtherSessions {
    private OtherSessions() {}

    /** The same clip live. */
    static Session live(Session first, Path output) {
        return session(first, Profile.LIVE, first.source(), SessionTerms.DEFAULT, output);
    }

    /** Its recording once more, of which nothing is kept. */
    static Session replay(Session first, Path output) {
        SessionTerms usual = SessionTerms.DEFAULT;
        SessionTerms forgotten = new SessionTerms(
                usual.rate(),
                usual.longestSide(),
                usual.latencyBudget(),
                new RecordKeeping(Duration.ZERO, Duration.ZERO));
        var whole = new RecordingSource(first.id(), Pts.ZERO, RecordingSource.WHOLE);
        return session(first, Profile.LOSSLESS, whole, forgotten, output);
    }

    /** The sound of a clip alone. */
    static Session voice(Path clip, Session first, Path output) {
        return session(first, Profile.LOSSLESS, new VoiceSource(clip.toString()), SessionTerms.DEFAULT, output);
    }

    /** Another clip. */
    static Session of(Path clip, Session first, Path output) {
        return session(first, Profile.LOSSLESS, new FileSource(clip.toString()), SessionTerms.DEFAULT, output);
    }

    private static Session session(
            Session first, Profile profile, SessionSource source, SessionTerms terms, Path output) {
        String name = output.getFileName().toString().replace(".mp4", "");
        return new Session(
                new SessionId(name),
                first.identity(),
                profile,
                first.motion(),
                source,
                List.of(new FileOutput(output.toString(), false)),
                terms,
                first.opening(),
                first.state());
    }
}
