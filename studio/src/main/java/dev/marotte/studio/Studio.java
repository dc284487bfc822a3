package dev.marotte.studio;

import dev.marotte.identity.GeneratorChoice;
import dev.marotte.runtime.Cluster;
import dev.marotte.runtime.Health;
import dev.marotte.runtime.Stage;
import dev.marotte.runtime.StageSupervisor;
import dev.marotte.schemas.IdentityRef;
import dev.marotte.schemas.Picture;
import dev.marotte.schemas.Session;
import dev.marotte.schemas.SessionSource.PushSource;
import dev.marotte.schemas.SessionState.EndReason;
import dev.marotte.studio.access.EntryCodes;
import dev.marotte.studio.access.Role;
import dev.marotte.studio.access.TokenSigner;
import dev.marotte.studio.ffmpeg.JpegPortrait;
import dev.marotte.studio.live.LiveDesk;
import dev.marotte.studio.people.EnrolmentDesk;
import dev.marotte.studio.people.Gallery;
import dev.marotte.studio.sessions.SessionBoard;
import dev.marotte.studio.web.StudioParts;
import dev.marotte.studio.web.StudioServer;
import dev.marotte.studio.webhook.Webhooks;
import io.micrometer.core.instrument.MeterRegistry;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/** The page and its server as a part of a process, beside the stages or alone. {@link #run} on one thread, the rest from any. */
public final class Studio implements Stage {
    private static final String NAME = "studio";
    private static final Duration DRAINING = Duration.ofSeconds(5);

    private final Place place;
    private final StudioConfig config;
    private final Cluster cluster;
    private final InstantSource clock;
    private final MeterRegistry meters;
    private final CountDownLatch closed = new CountDownLatch(1);
    private final Map<String, Instant> unheard = new ConcurrentHashMap<>();
    private volatile Health health = new Health.Starting("its web server");

    /**
     * What it needs of the process that it runs in.
     *
     * @param data folder that it keeps its key and its port in
     * @param generator that people are enrolled for
     * @param onAddress is told the page's address, with a code that lets in once, as an admin
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
        try (var desk = new EnrolmentDesk(place.generator(), cluster, clock);
                var supervisor = new StageSupervisor(DRAINING);
                var live = new LiveDesk(cluster, config.slateAfter(), ref -> portrait(gallery, ref), clock)) {
            var webhooks = new Webhooks(config.webhooks(), config.webhookSecret(), StudioParts::json, clock);
            var board = new SessionBoard(cluster, clock, (before, session) -> {
                live.follow(session, StudioParts.written(session));
                if (health instanceof Health.Ready) {
                    webhooks.tell(before, session);
                }
            });
            supervisor.start("studio-webhooks", webhooks::run);
            supervisor.start("studio-gallery", gallery::run, gallery::close);
            supervisor.start("studio-sessions", board::run, board::close);
            live.start(supervisor);
            TokenSigner signer = TokenSigner.keptIn(place.data().resolve("studio.key"), clock);
            EntryCodes codes = new EntryCodes(signer, clock);
            Path films = place.data().toAbsolutePath().normalize().resolve("films");
            serve(new StudioParts(config, board, live, gallery, desk, signer, codes, films, meters, clock), supervisor);
        }
    }

    private static Optional<Picture> portrait(Gallery gallery, IdentityRef ref) {
        return gallery.find(ref.name()).flatMap(Gallery.Entry::picture);
    }

    private void serve(StudioParts parts, StageSupervisor supervisor) throws InterruptedException {
        PreferredPort port = PreferredPort.in(place.data(), config.port());
        try (StudioServer server = port.serve(parts::serve)) {
            port.keep(server.port());
            health = new Health.Ready();
            place.onAddress().accept(server.address(parts.codes().make(Role.ADMIN)));
            supervisor.start("studio-tick", () -> tick(parts));
            CompletableFuture<Void> end = new CompletableFuture<>();
            supervisor.start("studio-end", () -> {
                closed.await();
                end.complete(null);
            });
            supervisor.await(end);
        }
    }

    private void tick(StudioParts parts) throws InterruptedException {
        while (!closed.await(1, TimeUnit.SECONDS)) {
            parts.live().tellFigures(StudioParts::written);
            parts.live().tidy();
            endIdle(parts);
        }
    }

    /** Also a session whose client never came, or whose studio was started anew. */
    private void endIdle(StudioParts parts) throws InterruptedException {
        for (Session session : parts.board().all()) {
            if (session.isOpen() && session.source() instanceof PushSource && isIdle(session, parts.live())) {
                unheard.remove(session.id().value());
                parts.board()
                        .ask(store -> store.end(
                                session.id(),
                                EndReason.IDLE,
                                "nothing came for " + config.idleAfter().toSeconds() + " s"));
            }
        }
    }

    private boolean isIdle(Session session, LiveDesk live) {
        Instant now = clock.instant();
        Optional<Duration> silence = live.silence(session.id());
        if (silence.isPresent()) {
            unheard.remove(session.id().value());
            return silence.get().compareTo(config.idleAfter()) > 0;
        }
        Instant since = unheard.computeIfAbsent(session.id().value(), _ -> now);
        return Duration.between(since, now).compareTo(config.idleAfter()) > 0;
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
