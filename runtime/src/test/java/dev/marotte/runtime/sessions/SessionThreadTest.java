package dev.marotte.runtime.sessions;

import static org.assertj.core.api.Assertions.assertThat;

import dev.marotte.runtime.sessions.SessionWork.Outcome;
import dev.marotte.schemas.BadInputException;
import dev.marotte.schemas.SessionState.EndReason;
import dev.marotte.schemas.SessionState.Ended;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.kafka.common.errors.InvalidProducerEpochException;
import org.apache.kafka.common.errors.ProducerFencedException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(300)
final class SessionThreadTest {
    private static final Outcome COMPLETED = new Outcome.SessionEnds(EndReason.COMPLETED, "");
    private static final Ended STOPPED = new Ended(EndReason.STOPPED, "enough", Instant.EPOCH);

    private final List<Object> told = new CopyOnWriteArrayList<>();

    @Test
    void theWorkHearsThatItsOutcomeIsWritten() throws InterruptedException {
        run(_ -> COMPLETED).join();

        assertThat(told).containsExactly(COMPLETED, "settled");
    }

    @Test
    void aSessionThatHasEndedKeepsItsFirstReason() throws InterruptedException {
        Running running = run(work -> {
            work.finished.await();
            return COMPLETED;
        });
        running.thread.finish(STOPPED);
        running.join();

        assertThat(told).containsExactly(STOPPED, new Outcome.PartDone(), "settled");
    }

    @Test
    void aSessionThatGoesOnElsewhereDoesNotEndHere() throws InterruptedException {
        Running running = run(work -> {
            try {
                work.finished.await();
                return COMPLETED;
            } catch (InterruptedException told) {
                throw new BadInputException("the file was closed under me");
            }
        });
        running.thread.stop();
        running.join();

        assertThat(told).isEmpty();
    }

    @Test
    void aRefusalEndsTheSessionWithItsSentence() throws InterruptedException {
        run(_ -> {
                    throw new BadInputException("there is no such file");
                })
                .join();

        assertThat(told)
                .containsExactly(new Outcome.SessionEnds(EndReason.REFUSED, "there is no such file"), "settled");
    }

    /** A broker that aborts a transaction which took too long shuts its producer out just as a process that has taken the session over. */
    @Test
    void whoIsShutOutBeginsAgain() throws InterruptedException {
        AtomicInteger runs = new AtomicInteger();
        run(_ -> {
                    if (runs.incrementAndGet() == 1) {
                        throw new InvalidProducerEpochException("the transaction took too long");
                    }
                    return COMPLETED;
                })
                .join();

        assertThat(told).containsExactly(COMPLETED, "settled");
    }

    @Test
    void whoIsShutOutAndHasLostTheSessionDoesNotBeginAgain() throws InterruptedException {
        AtomicInteger runs = new AtomicInteger();
        Running running = run(work -> {
            runs.incrementAndGet();
            work.thread.stop();
            throw new ProducerFencedException("another process");
        });
        running.join();

        assertThat(runs).hasValue(1);
        assertThat(told).isEmpty();
    }

    private Running run(Body body) {
        Running running = new Running(body);
        running.thread.start();
        return running;
    }

    private interface Body {
        Outcome run(Running work) throws IOException, InterruptedException;
    }

    /** A session's work and its thread. */
    private final class Running implements SessionWork {
        private final Body body;
        private final CountDownLatch finished = new CountDownLatch(1);
        private final SessionThread thread =
                new SessionThread("sink", TestSessions.open("demo"), this, (_, outcome) -> told.add(outcome));

        Running(Body body) {
            this.body = body;
        }

        void join() throws InterruptedException {
            assertThat(thread.awaitEnd(Duration.ofMinutes(2))).isTrue();
        }

        @Override
        public Outcome run() throws IOException, InterruptedException {
            return body.run(this);
        }

        @Override
        public void finish(Ended ended) {
            told.add(ended);
            finished.countDown();
        }

        @Override
        public void settled() {
            told.add("settled");
        }
    }
}
