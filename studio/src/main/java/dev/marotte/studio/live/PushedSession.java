package dev.marotte.studio.live;

import dev.marotte.ingest.Outlet;
import dev.marotte.runtime.sessions.StageReporter.Standing;
import dev.marotte.schemas.FrameTiming;
import dev.marotte.schemas.Pts;
import dev.marotte.schemas.Session;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import org.apache.kafka.common.errors.InterruptException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One run of the ingest of a session whose frames a client sends. It outlives a connection: a client that comes back continues where it stopped, unless it
 * has been at another studio meanwhile, where a later run began. Any thread; the frames are sent on a thread of its own.
 */
final class PushedSession {
    private static final Logger LOG = LoggerFactory.getLogger(PushedSession.class);

    private final Session session;
    private final long run;
    private final Supplier<Outlet> outlets;
    private final InstantSource clock;
    private final PushedIngest ingest;
    private final AtomicReference<Optional<ViewerLine>> driver = new AtomicReference<>(Optional.empty());
    private final AtomicReference<Optional<Thread>> thread = new AtomicReference<>(Optional.empty());
    private volatile Instant heardAt;
    private volatile Instant toldAt = Instant.EPOCH;
    private volatile Instant connectedAt = Instant.EPOCH;
    private volatile Standing standing = Standing.of(0, 0, Pts.ZERO);
    private volatile boolean gaveWay;
    private volatile boolean over;

    /**
     * @param run greater than any earlier one of the session
     * @param steps records how long frames take to arrive
     * @param outlets gives the way into Kafka, which this closes
     */
    PushedSession(Session session, long run, StepTimes steps, Supplier<Outlet> outlets, InstantSource clock)
            throws IOException {
        this.session = session;
        this.run = run;
        this.outlets = outlets;
        this.clock = clock;
        ingest = session.source().isVoice()
                ? new VoiceIngest(session, this::tellVoice, System::nanoTime)
                : new CameraIngest(session, new PushedSource(steps, clock, this::askForKey));
        heardAt = clock.instant();
    }

    Session session() {
        return session;
    }

    long run() {
        return run;
    }

    /** Takes on a client as the driver; the previous one is disconnected. */
    void connect(ViewerLine line, DrivingTerms terms) throws IOException {
        ingest.connected(terms);
        driver.getAndSet(Optional.of(line))
                .ifPresent(before -> before.close(CloseCodes.TAKEN_OVER, "another page drives this session"));
        heardAt = clock.instant();
        connectedAt = clock.instant();
        if (over) {
            sendAway();
        }
    }

    /** Notes a sign of life, which is all that a silent voice client has to send. */
    void ping() {
        if (session.source().isVoice()) {
            heardAt = clock.instant();
        }
    }

    @SuppressWarnings("ReferenceEquality") // a line is equal to itself alone
    void disconnect(ViewerLine line) {
        driver.updateAndGet(now -> now.filter(each -> each != line));
    }

    /** Takes a frame or sound. */
    void offer(MediaMessage message) {
        heardAt = clock.instant();
        if (!ingest.offer(message)) {
            askForKey();
        }
    }

    /** Drops what a voice has still to say; returns where in the session silence begins, in µs. Empty if a camera drives. */
    OptionalLong interrupt() {
        if (ingest instanceof VoiceIngest voice) {
            long silent = voice.interrupt();
            tellVoice(voice.standing());
            return OptionalLong.of(silent);
        }
        return OptionalLong.empty();
    }

    private void tellVoice(VoiceQueue.Standing standing) {
        driver.get()
                .ifPresent(line -> line.tell(String.format(
                        Locale.ROOT,
                        "{\"voice\":{\"speaking\":%b,\"left\":%d,\"dropped\":%d}}",
                        standing.speaking(),
                        standing.left().toMillis(),
                        standing.dropped().toMillis())));
    }

    private void askForKey() {
        driver.get().ifPresent(line -> line.tell("{\"want\":\"key\"}"));
    }

    Duration silence() {
        return Duration.between(heardAt, clock.instant());
    }

    /** Where the session stands, if its client was heard since the last call. */
    Optional<Standing> sign() {
        Instant heard = heardAt;
        boolean isNew = heard.isAfter(toldAt);
        toldAt = heard;
        return isNew ? Optional.of(standing) : Optional.empty();
    }

    /**
     * Ends this run, because a later one has begun in another studio and this one is ignored. A client that connected here after that reconnects, to a run that
     * is later still.
     */
    void giveWayTo(long later) {
        gaveWay = true;
        boolean cameBack = FrameTiming.microsOf(connectedAt) > later;
        driver.getAndSet(Optional.empty())
                .ifPresent(line -> line.close(
                        cameBack ? CloseCodes.BROKEN : CloseCodes.TAKEN_OVER,
                        cameBack ? "the studio could not go on; try again" : "another page drives this session"));
        stop();
    }

    /** Sends what comes, on a thread of its own, until {@link #finish} or {@link #stop}. */
    void start(Runnable afterwards) {
        thread.set(Optional.of(Thread.ofPlatform().name("push-" + session.id()).start(() -> {
            boolean isWhole = false;
            try {
                isWhole = sendAll();
            } finally {
                // First: a client that is disconnected reconnects at once, and must not find this run again.
                afterwards.run();
                over = true;
                if (!isWhole || gaveWay) {
                    sendAway();
                }
            }
        })));
    }

    private void sendAway() {
        driver.get().ifPresent(line -> line.close(CloseCodes.BROKEN, "the studio could not go on; try again"));
    }

    /** Sends all frames; whether it continued until it was told to end. */
    private boolean sendAll() {
        try (ingest;
                Outlet outlet = outlets.get()) {
            boolean voice = session.source().isVoice();
            ingest.run(new StandingOutlet(outlet, voice, reached -> standing = reached));
            return true;
        } catch (InterruptedException | InterruptedIOException | InterruptException e) {
            LOG.debug("Pushed session was told to stop");
            return true;
        } catch (IOException | RuntimeException e) {
            LOG.atWarn().addKeyValue("session", session.id()).setCause(e).log("Pushed session broke off");
            return false;
        }
    }

    /** Ends the source, because the session is over. */
    void finish() {
        ingest.finish();
    }

    /** Stops because this process ends; the session continues at the studio to which its client connects next. */
    void stop() {
        thread.get().ifPresent(Thread::interrupt);
    }
}
