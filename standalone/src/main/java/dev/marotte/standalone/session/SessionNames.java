package dev.marotte.standalone.session;

import dev.marotte.runtime.sessions.SessionStore;
import dev.marotte.schemas.Session;
import dev.marotte.schemas.SessionId;
import dev.marotte.schemas.SessionSource;
import dev.marotte.schemas.SessionSource.FileSource;
import dev.marotte.schemas.SessionSource.PictureSource;
import dev.marotte.schemas.SessionSource.VoiceSource;
import java.nio.file.Path;

/** Derives sessions' names from what decides their pictures, so that the same command finds its session again. */
final class SessionNames {
    private SessionNames() {}

    /** @param identityKey of the identity and its version, or of the one to be enrolled */
    static SessionId of(SessionRequest request, String identityKey, SessionStore store) {
        Fingerprint fingerprint = new Fingerprint();
        addSource(request.source(), fingerprint);
        String stem = "s-"
                + fingerprint
                        .add(identityKey)
                        .add(request.profile())
                        .add(request.motion())
                        .add(request.motion().settings().alpha())
                        .value();
        return unfinished(stem, store);
    }

    private static void addSource(SessionSource source, Fingerprint fingerprint) {
        switch (source) {
            case FileSource(String path) -> fingerprint.addContent(Path.of(path));
            case VoiceSource(String path) -> fingerprint.add("voice").addContent(Path.of(path));
            case PictureSource(String pattern) -> fingerprint.addContent(Path.of(pattern));
            case SessionSource.StreamSource _,
                    SessionSource.PushSource _,
                    SessionSource.PushedVoice _,
                    SessionSource.RecordingSource _ -> fingerprint.add(source);
        }
    }

    /** The interrupted session, to be resumed; else a free name, because records of a finished session stay for a while. */
    private static SessionId unfinished(String stem, SessionStore store) {
        int number = 1;
        SessionId id = new SessionId(stem);
        while (isTaken(id, store)) {
            number++;
            id = new SessionId(stem + "-" + number);
        }
        return id;
    }

    private static boolean isTaken(SessionId id, SessionStore store) {
        return store.isResting(id)
                || store.find(id).filter(session -> !session.isOpen()).isPresent();
    }

    /** Whether {@code session} was opened by a command that waits for it. */
    static boolean isCommands(Session session) {
        return session.opening().by().equals(AnimateJob.OPENED_BY);
    }
}
