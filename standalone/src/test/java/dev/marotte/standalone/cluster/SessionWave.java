package dev.marotte.standalone.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import dev.marotte.runtime.sessions.SessionStore;
import dev.marotte.schemas.IdentityRef;
import dev.marotte.schemas.Profile;
import dev.marotte.schemas.Session;
import dev.marotte.schemas.SessionId;
import dev.marotte.schemas.SessionOpening;
import dev.marotte.schemas.SessionOutput;
import dev.marotte.schemas.SessionSource;
import dev.marotte.schemas.SessionState;
import dev.marotte.schemas.SessionState.EndReason;
import dev.marotte.schemas.SessionState.Ended;
import dev.marotte.schemas.SessionTerms;
import dev.marotte.standalone.session.MotionPresets;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.Predicate;

/** Sessions of the same clips, one each, opened together. One thread. */
final class SessionWave {
    private final Path folder;
    private final List<Session> sessions;

    private SessionWave(Path folder, List<Session> sessions) {
        this.folder = folder;
        this.sessions = sessions;
    }

    static SessionWave open(String name, List<Path> clips, IdentityRef identity, Path folder, SessionStore store)
            throws IOException {
        Files.createDirectories(folder);
        List<Session> sessions = clips.stream()
                .map(clip -> session(name + "-" + stem(clip), Profile.LOSSLESS, clip, identity, folder))
                .toList();
        sessions.forEach(store::open);
        return new SessionWave(folder, sessions);
    }

    static Session session(String id, Profile profile, Path clip, IdentityRef identity, Path folder) {
        return new Session(
                new SessionId(id),
                identity,
                profile,
                MotionPresets.plain(false),
                new SessionSource.FileSource(clip.toString()),
                List.of(new SessionOutput.FileOutput(
                        folder.resolve(stem(clip) + ".mp4").toString(), false)),
                SessionTerms.DEFAULT,
                new SessionOpening(Instant.now(), "a test"),
                new SessionState.Open());
    }

    private static String stem(Path clip) {
        return clip.getFileName().toString().replace(".mkv", "");
    }

    /** Whether all have ended by now. */
    boolean isDone(SessionStore store) {
        store.refresh();
        return sessions.stream().map(each -> store.require(each.id())).noneMatch(Session::isOpen);
    }

    /** @throws AssertionError if one has not ended in time; it says where its stages stand */
    void awaitDone(SessionStore store, Duration timeout) {
        long end = System.nanoTime() + timeout.toNanos();
        while (!isDone(store)) {
            store.follow(Duration.ofMillis(200));
            if (System.nanoTime() > end) {
                throw new AssertionError("not ended in time: " + unfinished(store));
            }
        }
    }

    private String unfinished(SessionStore store) {
        Predicate<Session> open = session -> store.require(session.id()).isOpen();
        return sessions.stream()
                .filter(open)
                .map(session -> session.id() + " " + store.reports(session.id()))
                .toList()
                .toString();
    }

    /** Every session is complete, and its file has the same pictures and sound as in {@code expected}. */
    void assertSameAs(SessionWave expected, SessionStore store) throws IOException {
        for (Session session : sessions) {
            assertThat(store.require(session.id()).state())
                    .as(session.id().value())
                    .isInstanceOfSatisfying(
                            Ended.class,
                            ended -> assertThat(ended.reason())
                                    .as(ended.sentence())
                                    .isEqualTo(EndReason.COMPLETED));
        }
        for (Session session : expected.sessions) {
            String file = stem(Path.of(((SessionSource.FileSource) session.source()).path())) + ".mp4";
            assertThat(WholeClip.of(folder.resolve(file)))
                    .as(folder.resolve(file).toString())
                    .isEqualTo(WholeClip.of(expected.folder.resolve(file)));
        }
    }

    List<Session> sessions() {
        return sessions;
    }
}
