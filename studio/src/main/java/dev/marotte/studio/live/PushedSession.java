package dev.marotte.studio.live;

import dev.marotte.ingest.Headroom;
import dev.marotte.ingest.IngestLoop;
import dev.marotte.ingest.Outlet;
import dev.marotte.ingest.PromptOutlet;
import dev.marotte.runtime.Cluster;
import dev.marotte.schemas.Session;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.kafka.common.errors.InterruptException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The ingest of a session whose frames a client sends. It outlives a connection: a client that comes back goes on where it stopped. Any thread;
 * the frames are sent on one of its own.
 */
final class PushedSession {
    private static final Logger LOG = LoggerFactory.getLogger(PushedSession.class);

    private final Session session;
    private final Cluster cluster;
    private final InstantSource clock;
    private final PushedSource source;
    private final AtomicReference<Optional<ViewerLine>> driver = new AtomicReference<>(Optional.empty());
    private final AtomicReference<Optional<Thread>> thread = new AtomicReference<>(Optional.empty());
    private volatile Instant heardAt;

    PushedSession(Session session, DrivingTerms terms, StepTimes steps, Cluster cluster, InstantSource clock) {
        this.session = session;
        this.cluster = cluster;
        this.clock = clock;
        source = new PushedSource(terms, steps, clock, this::askForKey);
        heardAt = clock.instant();
    }

    Session session() {
        return session;
    }

    /** Takes a client on as the one who drives; the one before is sent away. */
    void connect(ViewerLine line) {
        driver.getAndSet(Optional.of(line))
                .ifPresent(before -> before.close(CloseCodes.TAKEN_OVER, "another page drives this session"));
        source.queue().awaitKey();
        heardAt = clock.instant();
    }

    void disconnect(ViewerLine line) {
        driver.updateAndGet(now -> now.filter(each -> each != line));
    }

    /** Takes a frame or sound. */
    void offer(MediaMessage message) {
        heardAt = clock.instant();
        if (source.queue().offer(message) == PushQueue.Verdict.WANTS_KEY) {
            askForKey();
        }
    }

    private void askForKey() {
        driver.get().ifPresent(line -> line.tell("{\"want\":\"key\"}"));
    }

    long dropped() {
        return source.queue().dropped();
    }

    Duration silence() {
        return Duration.between(heardAt, clock.instant());
    }

    /** Sends what comes, on a thread of its own, until {@link #finish} or {@link #stop}. */
    void start(Runnable afterwards) {
        thread.set(Optional.of(Thread.ofPlatform().name("push-" + session.id()).start(() -> {
            try {
                run();
            } finally {
                afterwards.run();
            }
        })));
    }

    private void run() {
        try (source;
                Outlet outlet = PromptOutlet.connect(session, cluster, clock)) {
            new IngestLoop(session, source, outlet, Headroom.UNLIMITED, source).runOn();
        } catch (InterruptedException | InterruptedIOException | InterruptException e) {
            LOG.debug("Pushed session was told to stop");
        } catch (IOException | RuntimeException e) {
            LOG.atWarn().addKeyValue("session", session.id()).setCause(e).log("Pushed session broke off");
            driver.get().ifPresent(line -> line.close(CloseCodes.BROKEN, "the studio could not go on; try again"));
        }
    }

    /** The session is over: its source ends. */
    void finish() {
        source.finish();
    }

    /** This process ends, and the session does not: whoever is connected to next goes on with it. */
    void stop() {
        thread.get().ifPresent(Thread::interrupt);
    }
}
