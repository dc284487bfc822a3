package dev.marotte.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.marotte.schemas.BadInputException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(300)
final class StageSupervisorTest {
    /** Against hanging alone: no stage here stops late, but its thread may. */
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final ConcurrentLinkedQueue<String> stopped = new ConcurrentLinkedQueue<>();

    @Test
    void endsTheWaitWithTheStageThatFailed() {
        try (var supervisor = new StageSupervisor(PATIENCE)) {
            start("landmarks", supervisor);
            supervisor.start("render", () -> {
                throw new IllegalStateException("the device is gone");
            });

            assertThatThrownBy(() -> supervisor.await(new CompletableFuture<>()))
                    .isInstanceOf(StageFailedException.class)
                    .hasMessage("render failed: the device is gone");
        }
        assertThat(stopped).containsExactly("landmarks");
    }

    @Test
    void hearsOfAFailureWhileItWaitsForWork() {
        var forever = new CountDownLatch(1);
        try (var supervisor = new StageSupervisor(PATIENCE)) {
            CompletableFuture<String> work = supervisor.begin("enrolment", () -> {
                forever.await();
                return "never";
            });
            supervisor.fail("broker", new BadInputException("the disk is full"));

            assertThatThrownBy(() -> supervisor.await(work)).hasMessage("the disk is full");
        }
    }

    @Test
    void passesOnWhatIsWrongWithTheInput() {
        try (var supervisor = new StageSupervisor(PATIENCE)) {
            supervisor.start("ingest", () -> {
                throw new BadInputException("the clip has no pictures");
            });

            assertThatThrownBy(() -> supervisor.await(new CompletableFuture<>()))
                    .isInstanceOf(BadInputException.class);
        }
    }

    @Test
    void interruptsAStageThatKnowsNoOtherStop() throws InterruptedException {
        var forever = new CountDownLatch(1);
        var ended = new CountDownLatch(1);
        try (var supervisor = new StageSupervisor(PATIENCE)) {
            supervisor.start("sink", () -> {
                try {
                    forever.await();
                } finally {
                    ended.countDown();
                }
            });
        }
        ended.await();
    }

    @Test
    void waitsForItsStagesAlsoWhenInterrupted() {
        var forever = new CountDownLatch(1);
        var ended = new AtomicBoolean();
        try (var supervisor = new StageSupervisor(PATIENCE)) {
            supervisor.start("sink", () -> {
                try {
                    forever.await();
                } finally {
                    assertThat(new CountDownLatch(1).await(300, TimeUnit.MILLISECONDS))
                            .isFalse();
                    ended.set(true);
                }
            });
            Thread.currentThread().interrupt();
        }

        assertThat(Thread.interrupted()).isTrue();
        assertThat(ended).isTrue();
    }

    @Test
    void stopsFromUpstreamToDownstreamWhenDone() throws InterruptedException {
        try (var supervisor = new StageSupervisor(PATIENCE)) {
            List.of("ingest", "landmarks", "sink").forEach(name -> start(name, supervisor));
            supervisor.await(CompletableFuture.completedFuture("the file is there"));
        }
        assertThat(stopped).containsExactly("ingest", "landmarks", "sink");
    }

    @Test
    void asksAllToStopBeforeItWaitsForOne() {
        var lastWasAsked = new CountDownLatch(1);
        try (var supervisor = new StageSupervisor(PATIENCE)) {
            supervisor.start(
                    "ingest",
                    () -> {
                        lastWasAsked.await();
                        stopped.add("ingest");
                    },
                    () -> {});
            supervisor.start("sink", lastWasAsked::await, lastWasAsked::countDown);
            supervisor.afterwards(() -> stopped.add("lock"));
        }
        assertThat(stopped).containsExactly("ingest", "lock");
    }

    private void start(String name, StageSupervisor supervisor) {
        var stop = new CountDownLatch(1);
        supervisor.start(name, stop::await, () -> {
            stopped.add(name);
            stop.countDown();
        });
    }
}
