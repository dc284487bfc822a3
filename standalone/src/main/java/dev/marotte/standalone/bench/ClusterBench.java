package dev.marotte.standalone.bench;

import dev.marotte.render.RenderConfig;
import dev.marotte.runtime.Cluster;
import dev.marotte.runtime.sessions.SessionStore;
import dev.marotte.runtime.settings.Settings;
import dev.marotte.schemas.BadInputException;
import dev.marotte.schemas.Consent;
import dev.marotte.schemas.IdentityRef;
import dev.marotte.schemas.Profile;
import dev.marotte.schemas.Pts;
import dev.marotte.schemas.Session;
import dev.marotte.schemas.SessionId;
import dev.marotte.schemas.SessionOpening;
import dev.marotte.schemas.SessionOutput;
import dev.marotte.schemas.SessionSource;
import dev.marotte.schemas.SessionState;
import dev.marotte.schemas.SessionState.EndReason;
import dev.marotte.schemas.SessionTerms;
import dev.marotte.standalone.run.DataFolder;
import dev.marotte.standalone.session.DemoAssets;
import dev.marotte.standalone.session.EnrolmentModels;
import dev.marotte.standalone.session.IdentityService;
import dev.marotte.standalone.session.MotionPresets;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;

/**
 * Runs live sessions of one {@link BenchLoad} on a cluster whose stages run elsewhere, in {@link BenchSeats}; all of them are deleted at the end. One
 * thread.
 */
public final class ClusterBench implements AutoCloseable {
    /** For the sessions' last frames to come; a session that is stuck is ended later. */
    private static final Duration ENDING = Duration.ofSeconds(30);
    /** For the recording that is replayed; when it passes the bench gives up. */
    private static final Duration RECORDING = Duration.ofMinutes(2);

    private static final Duration LOOKING = Duration.ofMillis(200);

    private final Cluster cluster;
    private final List<URI> metrics;
    private final InstantSource clock = InstantSource.system();
    private final String name = "bench-" + UUID.randomUUID().toString().substring(0, 8);
    private final SessionStore store;
    private final IdentityRef identity;
    private final SessionSource source;
    private final Function<SessionId, SessionOutput> output;
    private final List<SessionId> opened = new ArrayList<>();

    /**
     * Enrols the portrait, and makes the recording that is replayed.
     *
     * @param data folder that ingest and sink find under the same name; the sink writes into a folder in it
     * @param metrics addresses of the processes whose CPU time is counted; may be empty
     */
    public ClusterBench(Cluster cluster, Settings settings, DataFolder data, List<URI> metrics, BenchLoad load)
            throws IOException {
        this.cluster = cluster;
        this.metrics = metrics;
        DemoAssets assets = load.assets(data);
        Path folder = Files.createDirectories(data.path().resolve(name));
        identity = enrol(settings, assets.portrait());
        store = SessionStore.open(cluster, clock);
        SessionSource clip = new SessionSource.FileSource(assets.driving().toString());
        Function<SessionId, SessionOutput> film = id ->
                new SessionOutput.FileOutput(folder.resolve(id.value() + ".mp4").toString(), true);
        source = switch (load.kind()) {
            case CLIPS -> clip;
            case RECORDINGS, DRAWN_RECORDINGS -> recorded(clip, film);
        };
        output = switch (load.kind()) {
            case CLIPS -> film;
            case RECORDINGS, DRAWN_RECORDINGS -> _ -> new SessionOutput.PageOutput();
        };
    }

    /** Sends the clip once through ingest and landmarks; that recording drives the sessions. */
    private SessionSource recorded(SessionSource clip, Function<SessionId, SessionOutput> film) {
        SessionId id = nextId();
        store.open(session(id, Profile.LOSSLESS, clip, film.apply(id)));
        Instant deadline = clock.instant().plus(RECORDING);
        while (store.require(id).isOpen()) {
            if (clock.instant().isAfter(deadline)) {
                throw new BadInputException("the cluster did not record the clip within " + RECORDING.toMinutes()
                        + " minutes: do all of its stages run?");
            }
            store.follow(LOOKING);
        }
        requireNotRefused(store.require(id));
        return new SessionSource.RecordingSource(id, Pts.ZERO, SessionSource.RecordingSource.WHOLE);
    }

    private IdentityRef enrol(Settings settings, Path portrait) {
        var pictures = IdentityService.pictures(List.of(portrait)).pictures();
        try (var identities = new IdentityService(cluster)) {
            return identities.enrol(
                    name,
                    new Consent.ForOneSession(),
                    EnrolmentModels.enrol(RenderConfig.generator(settings), pictures));
        }
    }

    /** Runs one session, so that JIT compilation and a renderer's first identity are not measured. */
    public void warmUp() {
        var _ = drive(1, Duration.ofSeconds(1));
    }

    /** Opens {@code sessions}, and when all have started keeps that many running for {@code length}, which is what is measured. Then stops them. */
    public ClusterLoad drive(int sessions, Duration length) {
        try (SeatWatch watch = new SeatWatch(cluster, clock)) {
            BenchSeats seats = new BenchSeats(watch, clock, this::open);
            seats.fill(sessions);
            requireNoneRefused(seats);
            seats.countAnew();
            ProcessReading before = ProcessReading.of(metrics);
            Instant began = clock.instant();
            seats.keepTaken(began.plus(length));
            Duration took = Duration.between(began, clock.instant());
            ClusterLoad load = ClusterLoad.of(seats.tallies(), took, before, ProcessReading.of(metrics));
            stop(seats);
            return load;
        }
    }

    private SessionId open() {
        SessionId id = nextId();
        store.open(session(id, Profile.LIVE, source, output.apply(id)));
        return id;
    }

    private void stop(BenchSeats seats) {
        requireNoneRefused(seats);
        seats.running().filter(id -> store.require(id).isOpen()).forEach(this::end);
        seats.awaitEnds(clock.instant().plus(ENDING));
    }

    private void end(SessionId session) {
        store.end(session, EndReason.STOPPED, "the bench is over");
    }

    private void requireNoneRefused(BenchSeats seats) {
        store.refresh();
        seats.running().forEach(session -> requireNotRefused(store.require(session)));
    }

    /** Fails the bench if a session was refused, because its source or output cannot be used. */
    private static void requireNotRefused(Session session) {
        if (session.state() instanceof SessionState.Ended(EndReason reason, String sentence, Instant _)
                && reason == EndReason.REFUSED) {
            throw new BadInputException("the cluster refused a session of the bench: " + sentence);
        }
    }

    private SessionId nextId() {
        SessionId id = new SessionId(name + "-" + opened.size());
        opened.add(id);
        return id;
    }

    private Session session(SessionId id, Profile profile, SessionSource from, SessionOutput to) {
        return new Session(
                id,
                identity,
                profile,
                MotionPresets.plain(false),
                from,
                List.of(to),
                SessionTerms.DEFAULT,
                new SessionOpening(clock.instant(), "marotte bench"),
                new SessionState.Open());
    }

    /** Deletes the sessions; their outputs stay in the data folder. */
    @Override
    public void close() {
        for (SessionId session : opened) {
            if (store.require(session).isOpen()) {
                end(session);
            }
            store.delete(session);
        }
        store.close();
    }
}
