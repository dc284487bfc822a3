package dev.marotte.runtime.sessions;

import dev.marotte.runtime.sessions.SessionWork.Outcome;
import dev.marotte.schemas.BadInputException;
import dev.marotte.schemas.Session;
import dev.marotte.schemas.SessionState.EndReason;
import dev.marotte.schemas.SessionState.Ended;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.InvalidProducerEpochException;
import org.apache.kafka.common.errors.ProducerFencedException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A thread that does a stage's part of one session and retries it when it fails, a few times with growing pauses. Started and stopped by one thread.
 *
 * <p>A fenced producer does not learn why: either another process has the session now, or a broker aborted a transaction that took too long. If the
 * second were mistaken for the first, nobody would work on the session. So the work begins again either way: a process that has lost the session is
 * stopped by its host, which learns of the loss within the pause or soon after, and the owner fences it once more.
 */
final class SessionThread {
    private static final Logger LOG = LoggerFactory.getLogger(SessionThread.class);
    /** About a minute in total: as long as a broker or a disk may be away. */
    private static final int ATTEMPTS = 6;

    private static final Duration FIRST_PAUSE = Duration.ofSeconds(1);

    private final String stage;
    private final SessionWork work;
    private final Ending ending;
    private final Thread thread;
    private final CountDownLatch stopped = new CountDownLatch(1);
    private volatile Session session;
    private volatile boolean ended;

    SessionThread(String stage, Session session, SessionWork work, Ending ending) {
        this.stage = stage;
        this.session = session;
        this.work = work;
        this.ending = ending;
        thread = Thread.ofPlatform().name(stage + "-" + session.id()).unstarted(this::run);
    }

    /** Gets the outcome of the work, on the session's thread; not called if the work was stopped. */
    @FunctionalInterface
    interface Ending {
        void ended(Session session, Outcome outcome) throws InterruptedException;
    }

    void start() {
        thread.start();
    }

    /** Tells the work the current state of the open session, if that has changed. */
    void change(Session newest) {
        if (!newest.equals(session)) {
            session = newest;
            work.changed(newest);
        }
    }

    /** Tells the work that the session has ended; may be called again. */
    void finish(Ended how) {
        ended = true;
        work.finish(how);
    }

    /** Whether it was told that the session has ended. */
    boolean isFinishing() {
        return ended;
    }

    /** Asks the work to stop; returns at once. */
    void stop() {
        stopped.countDown();
        thread.interrupt();
    }

    /** Waits until the work has stopped, up to {@code timeout}; false if it has not. */
    boolean awaitEnd(Duration timeout) throws InterruptedException {
        return thread.join(timeout);
    }

    private void run() {
        try {
            for (int attempt = 1; !isDone(attempt); attempt++) {
                pause(attempt);
            }
        } catch (InterruptedException | InterruptException e) {
            LOG.atDebug().addKeyValue("session", session.id()).log("Session was stopped here");
        }
    }

    private boolean isDone(int attempt) throws InterruptedException {
        try {
            end(outcome());
            return true;
        } catch (ProducerFencedException | InvalidProducerEpochException e) {
            LOG.atInfo()
                    .addKeyValue("session", session.id())
                    .log("Shut out of a session, begun again unless it is lost");
            return false;
        } catch (InterruptException e) {
            throw e;
        } catch (IOException | RuntimeException e) { // what failed may work the next time
            return isGivenUp(attempt, e);
        }
    }

    private Outcome outcome() throws IOException, InterruptedException {
        try {
            return work.run();
        } catch (BadInputException e) {
            return new Outcome.SessionEnds(EndReason.REFUSED, String.valueOf(e.getMessage()));
        }
    }

    /** A session that has already ended keeps its first reason, and one that goes on elsewhere does not end here. */
    private void end(Outcome outcome) throws InterruptedException {
        if (stopped.getCount() == 0) {
            throw new InterruptedException("stopped");
        }
        ending.ended(session, ended ? new Outcome.PartDone() : outcome);
        work.settled();
    }

    private boolean isGivenUp(int attempt, Exception cause) throws InterruptedException {
        LOG.atWarn()
                .addKeyValue("session", session.id())
                .addKeyValue("attempt", attempt)
                .setCause(cause)
                .log("Work on a session failed");
        if (attempt >= ATTEMPTS) {
            end(new Outcome.SessionEnds(EndReason.FAILED, stage + " failed: " + cause.getMessage()));
        }
        return attempt >= ATTEMPTS;
    }

    private void pause(int attempt) throws InterruptedException {
        Duration pause = FIRST_PAUSE.multipliedBy(1L << (Math.min(attempt, ATTEMPTS) - 1));
        if (stopped.await(pause.toMillis(), TimeUnit.MILLISECONDS)) {
            throw new InterruptedException("stopped");
        }
    }
}
