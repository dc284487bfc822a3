package dev.marotte.studio;

import dev.marotte.identity.GeneratorChoice;
import dev.marotte.runtime.Cluster;
import dev.marotte.runtime.Health;
import dev.marotte.runtime.Stage;
import dev.marotte.runtime.StageSupervisor;
import dev.marotte.runtime.sessions.StageReporter;
import dev.marotte.schemas.BadInputException;
import dev.marotte.schemas.IdentityRef;
import dev.marotte.schemas.Picture;
import dev.marotte.schemas.Session;
import dev.marotte.schemas.SessionId;
import dev.marotte.schemas.SessionState.EndReason;
import dev.marotte.schemas.StageName;
import dev.marotte.studio.access.EntryCodes;
import dev.marotte.studio.access.Role;
import dev.marotte.studio.access.TokenSigner;
import dev.marotte.studio.ffmpeg.JpegPortrait;
import dev.marotte.studio.live.LiveDesk;
import dev.marotte.studio.people.EnrolmentDesk;
import dev.marotte.studio.people.Gallery;
import dev.marotte.studio.sessions.DrivingSigns;
import dev.marotte.studio.sessions.IdleSessions;
import dev.marotte.studio.sessions.SessionBoard;
import dev.marotte.studio.web.StudioParts;
import dev.marotte.studio.web.StudioServer;
import dev.marotte.studio.webhook.Webhooks;
import io.micrometer.core.instrument.MeterRegistry;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The page and its server as a part of a process, beside the stages or alone. {@link #run} is for one thread, the rest for any. */
public final class Studio implements Stage {
    private static final Logger LOG = LoggerFactory.getLogger(Studio.class);
    private static final String NAME = "studio";
    private static final Duration DRAINING = Duration.ofSeconds(5);

    private final Place place;
    private final StudioConfig config;
    private final Cluster cluster;
    private final InstantSource clock;
    private final MeterRegistry meters;
    private final CountDownLatch closed = new CountDownLatch(1);
    private volatile Health health = new Health.Starting("its web server");

    /**
     * What the studio needs from the process that it runs in.
     *
     * @param data folder in which it keeps its key and its port
     * @param generator that people are enrolled for
     * @param onAddress receives the page's address, with a one-time code for an admin
     */
    public record Place(Path data, GeneratorChoice generator, Consumer<String> onAddress) {}

    public Studio(Place place, StudioConfig config, Cluster cluster, InstantSource clock, MeterRegistry meters) {
        this.place = place;
        this.config = config;
        this.cluster = cluster;
        this.clock = clock;
        this.meters = meters;
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public void run() throws InterruptedException {
        try {
            open();
        } catch (RuntimeException e) {
            health = new Health.Failed(String.valueOf(e.getMessage()));
            throw e;
        }
    }

    private void open() throws InterruptedException {
        Gallery gallery = new Gallery(cluster, new JpegPortrait());
        DrivingSigns signs = new DrivingSigns(clock);
        try (var desk = new EnrolmentDesk(place.generator(), cluster, clock);
                var reporter = StageReporter.connect(cluster, StageName.INGEST, clock);
                var supervisor = new StageSupervisor(DRAINING);
                var live = new LiveDesk(cluster, config.slateAfter(), ref -> portrait(gallery, ref), signs, clock)) {
            var webhooks = new Webhooks(config.webhooks(), config.webhookSecret(), StudioParts::json, clock);
            var board = new SessionBoard(
                    cluster,
                    clock,
                    (before, session) -> {
                        live.follow(session, StudioParts.written(session));
                        if (health instanceof Health.Ready) {
                            webhooks.tell(before, session);
                        }
                    },
                    signs::take);
            supervisor.start("studio-webhooks", webhooks::run);
            supervisor.start("studio-gallery", gallery::run, gallery::close);
            supervisor.start("studio-sessions", board::run, board::close);
            live.start(supervisor);
            TokenSigner signer = TokenSigner.keptIn(place.data().resolve("studio.key"), clock);
            EntryCodes codes = new EntryCodes(signer, clock);
            Path films = place.data().toAbsolutePath().normalize().resolve("films");
            var parts = new StudioParts(config, board, live, gallery, desk, signer, codes, films, meters, clock);
            serve(parts, reporter, supervisor);
        }
    }

    private static Optional<Picture> portrait(Gallery gallery, IdentityRef ref) {
        return gallery.find(ref.name()).flatMap(Gallery.Entry::picture);
    }

    private void serve(StudioParts parts, StageReporter reporter, StageSupervisor supervisor)
            throws InterruptedException {
        PreferredPort port = PreferredPort.in(place.data(), config.port());
        try (StudioServer server = port.serve(parts::serve)) {
            port.keep(server.port());
            health = new Health.Ready();
            place.onAddress().accept(server.address(parts.codes().make(Role.ADMIN)));
            supervisor.start("studio-tick", () -> tick(parts, reporter));
            CompletableFuture<Void> end = new CompletableFuture<>();
            supervisor.start("studio-end", () -> {
                closed.await();
                end.complete(null);
            });
            supervisor.await(end);
        }
    }

    private void tick(StudioParts parts, StageReporter reporter) throws InterruptedException {
        IdleSessions idle = new IdleSessions(parts.live()::silence, config.idleAfter(), clock);
        while (!closed.await(1, TimeUnit.SECONDS)) {
            parts.live().tellFigures(StudioParts::written);
            parts.live().exchangeSigns(reporter);
            parts.live()
                    .tidy(id -> parts.board().find(id).filter(Session::isOpen).isPresent());
            for (Session session : idle.among(parts.board().all())) {
                end(session.id(), parts.board());
            }
        }
    }

    /** Retries a second later if a session cannot be ended now: a slow cluster is no reason to end the studio. */
    private void end(SessionId idle, SessionBoard board) throws InterruptedException {
        String why = "nothing came for " + config.idleAfter().toSeconds() + " s";
        try {
            board.ask(store -> store.end(idle, EndReason.IDLE, why));
        } catch (BadInputException | SessionBoard.Unanswered later) {
            LOG.atInfo().addKeyValue("session", idle).setCause(later).log("Idle session could not be ended");
        }
    }

    @Override
    public Health health() {
        return health;
    }

    @Override
    public void close() {
        health = new Health.Draining();
        closed.countDown();
    }
}
