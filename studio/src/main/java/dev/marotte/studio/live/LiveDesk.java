package dev.marotte.studio.live;

import dev.marotte.runtime.Cluster;
import dev.marotte.runtime.StageSupervisor;
import dev.marotte.schemas.IdentityRef;
import dev.marotte.schemas.Picture;
import dev.marotte.schemas.Session;
import dev.marotte.schemas.SessionId;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;

/** The sessions that are driven or watched through this process. Any thread. */
public final class LiveDesk implements AutoCloseable {
    private final Cluster cluster;
    private final Duration slateAfter;
    private final Function<IdentityRef, Optional<Picture>> portraits;
    private final InstantSource clock;
    private final RenderedFeed feed;
    private final Map<SessionId, PushedSession> driven = new ConcurrentHashMap<>();
    private final Map<SessionId, Watched> watched = new ConcurrentHashMap<>();

    private record Watched(Broadcast broadcast, SlateWatch slate) {}

    /**
     * @param slateAfter for which a picture is held when nothing comes
     * @param portraits of identities, at rest; empty while they are not known
     */
    public LiveDesk(
            Cluster cluster,
            Duration slateAfter,
            Function<IdentityRef, Optional<Picture>> portraits,
            InstantSource clock) {
        this.cluster = cluster;
        this.slateAfter = slateAfter;
        this.portraits = portraits;
        this.clock = clock;
        feed = new RenderedFeed(cluster);
    }

    /** Begins to read what is rendered. */
    public void start(StageSupervisor supervisor) {
        supervisor.start("studio-rendered", feed::run, feed::close);
    }

    /** Takes what {@code line} sends for the frames of a session from now on. */
    public Driving drive(Session session, DrivingTerms terms, ViewerLine line) {
        PushedSession pushed = driven.computeIfAbsent(session.id(), _ -> begin(session, terms));
        pushed.connect(line);
        return new Driving(pushed, line);
    }

    private PushedSession begin(Session session, DrivingTerms terms) {
        PushedSession pushed =
                new PushedSession(session, terms, of(session).broadcast().steps(), cluster, clock);
        pushed.start(() -> driven.remove(session.id(), pushed));
        return pushed;
    }

    /** A client that drives. */
    public static final class Driving {
        private final PushedSession pushed;
        private final ViewerLine line;

        private Driving(PushedSession pushed, ViewerLine line) {
            this.pushed = pushed;
            this.line = line;
        }

        /** Takes a frame or sound. */
        public void offer(MediaMessage message) {
            pushed.offer(message);
        }

        /** The client is gone; it may come back. */
        public void disconnect() {
            pushed.disconnect(line);
        }
    }

    /** Sends the session's pictures and sound to {@code viewer} until {@link #leave}. */
    public void watch(Session session, Viewer viewer) {
        of(session).broadcast().add(viewer);
    }

    public void leave(SessionId session, Viewer viewer) {
        Optional.ofNullable(watched.get(session))
                .ifPresent(each -> each.broadcast().remove(viewer));
    }

    /** The session's newest picture, once something has come since this was first asked. */
    public Optional<Picture> glance(Session session) {
        return of(session).broadcast().glance();
    }

    private Watched of(Session session) {
        return watched.computeIfAbsent(session.id(), _ -> open(session));
    }

    private Watched open(Session session) {
        SlateWatch slate = new SlateWatch(slateAfter, clock, portraits);
        slate.follow(session);
        Broadcast broadcast = new Broadcast(session.id(), slate, clock);
        Thread.ofPlatform().name("page-" + session.id()).start(() -> new BroadcastThread(broadcast).run());
        feed.add(broadcast);
        return new Watched(broadcast, slate);
    }

    /** Obeys what became of a session: its controls, its identity; one that has ended is let go of. */
    public void follow(Session session, String written) {
        Optional.ofNullable(watched.get(session.id())).ifPresent(each -> {
            each.slate().follow(session);
            each.broadcast().tell(written);
        });
        if (!session.isOpen()) {
            Optional.ofNullable(driven.get(session.id())).ifPresent(PushedSession::finish);
            Optional.ofNullable(watched.remove(session.id())).ifPresent(each -> {
                feed.remove(session.id());
                each.broadcast().tell("{\"ended\":true}");
                each.broadcast().close();
            });
        }
    }

    /** Stops to read what nobody watches any more; called now and then. */
    public void tidy() {
        watched.forEach((id, each) -> {
            if (!each.broadcast().isWanted() && watched.remove(id, each)) {
                feed.remove(id);
                each.broadcast().close();
            }
        });
    }

    /** For how long nothing has come from the client of a session; empty where none drives it here. */
    public Optional<Duration> silence(SessionId session) {
        return Optional.ofNullable(driven.get(session)).map(PushedSession::silence);
    }

    /** Figures of a session that is watched here. */
    public Optional<LiveFigures> figures(SessionId session) {
        return Optional.ofNullable(watched.get(session)).map(each -> LiveFigures.of(each.broadcast()));
    }

    /** Sends each session's figures to its viewers; called once a second. */
    public void tellFigures(Function<LiveFigures, String> written) {
        watched.values().forEach(each -> each.broadcast().tell(written.apply(LiveFigures.of(each.broadcast()))));
    }

    @Override
    public void close() {
        driven.values().forEach(PushedSession::stop);
        watched.values().forEach(each -> each.broadcast().close());
    }
}
