package dev.marotte.studio.live;

import dev.marotte.ingest.LiveProducer;
import dev.marotte.ingest.Outlet;
import dev.marotte.ingest.PromptOutlet;
import dev.marotte.runtime.Cluster;
import dev.marotte.runtime.StageSupervisor;
import dev.marotte.runtime.sessions.SoundHeaderSearch;
import dev.marotte.runtime.sessions.StageReporter;
import dev.marotte.schemas.AudioMessage.AudioCodec;
import dev.marotte.schemas.AudioMessage.AudioHeader;
import dev.marotte.schemas.IdentityRef;
import dev.marotte.schemas.Picture;
import dev.marotte.schemas.Session;
import dev.marotte.schemas.SessionId;
import dev.marotte.studio.sessions.DrivingSigns;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.apache.kafka.common.KafkaException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The sessions that are driven or watched through this process. Any thread. */
public final class LiveDesk implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(LiveDesk.class);

    private final Cluster cluster;
    private final LiveProducer producer;
    private final Duration slateAfter;
    private final Function<IdentityRef, Optional<Picture>> portraits;
    private final DrivingSigns signs;
    private final InstantSource clock;
    private final RenderedFeed feed;
    private final Map<SessionId, PushedSession> driven = new ConcurrentHashMap<>();
    private final Map<SessionId, Watched> watched = new ConcurrentHashMap<>();

    private record Watched(Broadcast broadcast, SlateWatch slate) {}

    /**
     * @param slateAfter how long a picture is held when nothing comes
     * @param portraits of identities, at rest; empty while they are unknown
     * @param signs of the sessions that are driven through any studio
     */
    public LiveDesk(
            Cluster cluster,
            Duration slateAfter,
            Function<IdentityRef, Optional<Picture>> portraits,
            DrivingSigns signs,
            InstantSource clock) {
        this.cluster = cluster;
        producer = LiveProducer.of(cluster);
        this.slateAfter = slateAfter;
        this.portraits = portraits;
        this.signs = signs;
        this.clock = clock;
        feed = new RenderedFeed(cluster);
    }

    /** Starts to read rendered pictures. */
    public void start(StageSupervisor supervisor) {
        supervisor.start("studio-rendered", feed::run, feed::close);
    }

    /**
     * Makes the client of {@code line} the driver of a session: it sends the session's frames, or its voice, from now on.
     *
     * @throws IOException if what the client declares cannot be decoded here
     */
    public Driving drive(Session session, DrivingTerms terms, ViewerLine line) throws IOException {
        try {
            PushedSession pushed = driven.computeIfAbsent(session.id(), _ -> begin(session));
            pushed.connect(line, terms);
            return new Driving(pushed, line, micros -> cut(session.id(), micros));
        } catch (UncheckedIOException e) {
            throw new IOException(e.getMessage(), e);
        }
    }

    private void cut(SessionId session, long micros) {
        Optional.ofNullable(watched.get(session))
                .ifPresent(each -> each.broadcast().cutBefore(micros));
    }

    private PushedSession begin(Session session) {
        try {
            long run = signs.nextRun(session.id());
            PushedSession pushed =
                    new PushedSession(session, run, of(session).broadcast().steps(), outlet(session), clock);
            pushed.start(() -> driven.remove(session.id(), pushed));
            return pushed;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Supplier<Outlet> outlet(Session session) {
        return () -> PromptOutlet.connect(session, producer, cluster, clock);
    }

    /** Sends the session's pictures and sound to {@code viewer} until {@link #leave}. */
    public void watch(Session session, Viewer viewer) {
        Watched found = of(session);
        while (!found.broadcast().add(viewer)) {
            forget(found);
            found = of(session);
        }
    }

    private void forget(Watched over) {
        watched.remove(over.broadcast().session(), over);
        feed.remove(over.broadcast());
    }

    public void leave(SessionId session, Viewer viewer) {
        Optional.ofNullable(watched.get(session))
                .ifPresent(each -> each.broadcast().remove(viewer));
    }

    /**
     * Sends the session as an MPEG transport stream until it has ended.
     *
     * @throws UncheckedIOException if the reader is gone
     */
    public void stream(Session session, OutputStream out) throws IOException, InterruptedException {
        try (TransportLine line = TransportLine.to(out, System::nanoTime)) {
            Viewer viewer = new Viewer(line, MediaMessage.Coding.H264);
            watch(session, viewer);
            try {
                viewer.run();
            } finally {
                leave(session.id(), viewer);
                viewer.close();
            }
        }
    }

    /** The session's newest picture; empty until one has come since the first call. */
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
        Watched opened = new Watched(broadcast, slate);
        BroadcastThread thread = new BroadcastThread(broadcast, () -> forget(opened));
        Thread.ofPlatform().name("page-" + session.id()).start(thread::run);
        feed.add(broadcast);
        tellSound(session, broadcast);
        return opened;
    }

    /** What clients push is Opus, encoded there or here; the header of other sounds is looked for by a thread of its own. */
    private void tellSound(Session session, Broadcast broadcast) {
        if (session.source().isPushed()) {
            broadcast.take(new AudioHeader(session.id(), AudioCodec.OPUS, OpusUnits.RATE, 1, OpusUnits.setup()));
        } else {
            Thread.ofVirtual().name("sound-" + session.id()).start(() -> findSound(session, broadcast));
        }
    }

    private void findSound(Session session, Broadcast broadcast) {
        try {
            new SoundHeaderSearch(session, cluster)
                    .await(() -> !broadcast.isClosed())
                    .ifPresent(broadcast::take);
        } catch (KafkaException unreachable) {
            LOG.atInfo()
                    .addKeyValue("session", session.id())
                    .setCause(unreachable)
                    .log("Session is watched without sound");
        }
    }

    /** Applies a change of a session: its controls, its identity; one that has ended is released. */
    public void follow(Session session, String written) {
        Optional.ofNullable(watched.get(session.id())).ifPresent(each -> {
            each.slate().follow(session);
            each.broadcast().tell(written);
        });
        if (!session.isOpen()) {
            letGo(session.id());
        }
    }

    private void letGo(SessionId session) {
        Optional.ofNullable(driven.get(session)).ifPresent(PushedSession::finish);
        Optional.ofNullable(watched.get(session)).ifPresent(each -> {
            forget(each);
            each.broadcast().tell("{\"ended\":true}");
            each.broadcast().close();
        });
    }

    /**
     * Stops reading what nobody watches any more, and releases sessions that ended just when a client began to drive or to watch them; called now and then.
     */
    public void tidy(Predicate<SessionId> isOpen) {
        signs.retain(isOpen);
        Stream.concat(driven.keySet().stream(), watched.keySet().stream())
                .filter(isOpen.negate())
                .forEach(this::letGo);
        watched.values().stream()
                .filter(each -> !driven.containsKey(each.broadcast().session()))
                .filter(each -> each.broadcast().closeUnlessWanted())
                .forEach(this::forget);
    }

    /** How long nothing has come from a session's client, here or in another studio; empty if no studio is known to have one. */
    public Optional<Duration> silence(SessionId session) {
        Optional<Duration> here = Optional.ofNullable(driven.get(session)).map(PushedSession::silence);
        return Stream.concat(here.stream(), signs.silence(session).stream()).min(Duration::compareTo);
    }

    /**
     * Reports which sessions' clients were heard here, so that other studios leave these sessions alone, and releases those that are now driven through another
     * studio; called once a second.
     */
    public void exchangeSigns(StageReporter reporter) {
        driven.forEach((id, pushed) -> {
            long newest = signs.newestRun(id);
            if (newest > pushed.run()) {
                driven.remove(id, pushed);
                pushed.giveWayTo(newest);
            } else {
                pushed.sign().ifPresent(standing -> reporter.reportDriven(id, pushed.run(), standing));
            }
        });
    }

    /** The figures of a session that is watched here. */
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
        producer.close();
    }
}
