package dev.marotte.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Queue;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.FencedInstanceIdException;
import org.junit.jupiter.api.Test;

class ReadmittedStageTest {
    private final RuntimeException shutOut =
            new KafkaException("offsets cannot be committed", new FencedInstanceIdException("by another"));
    private Instant now = Instant.EPOCH;
    private int made;

    @Test
    void oneThatIsShutOutIsBegunAnew() throws Exception {
        stage(this::isShutOut, ReadmittedStageTest::end).run();

        assertThat(made).isEqualTo(2);
    }

    @Test
    void oneThatIsShutOutAgainSoonGivesWay() {
        Runnable soon = () -> {
            now = now.plusSeconds(59);
            throw shutOut;
        };

        assertThatThrownBy(stage(this::isShutOut, soon, ReadmittedStageTest::end)::run)
                .isSameAs(shutOut);
        assertThat(made).isEqualTo(2);
    }

    @Test
    void oneThatIsShutOutAgainLaterIsBegunAnewOnceMore() throws Exception {
        Runnable later = () -> {
            now = now.plus(Duration.ofMinutes(2));
            throw shutOut;
        };

        stage(this::isShutOut, later, later, ReadmittedStageTest::end).run();

        assertThat(made).isEqualTo(4);
    }

    @Test
    void whateverElseFailsIsNotTriedAgain() {
        var broken = new IllegalStateException("the device is lost");

        assertThatThrownBy(stage(() -> {
                    throw broken;
                })::run)
                .isSameAs(broken);
    }

    @Test
    void oneThatIsToldToEndIsNotBegunAnew() throws Exception {
        Queue<Runnable> runs = new ArrayDeque<>();
        ReadmittedStage stage = stage(runs);
        runs.add(() -> {
            stage.close();
            throw shutOut;
        });

        stage.run();

        assertThat(made).isEqualTo(1);
    }

    @Test
    void isStartingAsLongAsItMayBeBegunAnewAndFailsForGood() {
        Queue<Runnable> runs = new ArrayDeque<>();
        ReadmittedStage stage = stage(runs);
        runs.add(() -> {
            assertThat(stage.health()).isInstanceOf(Health.Starting.class);
            throw new IllegalStateException("the device is lost");
        });

        assertThatThrownBy(stage::run).isInstanceOf(IllegalStateException.class);
        assertThat(stage.health()).isEqualTo(new Health.Failed("as told"));
    }

    private static void end() {}

    private void isShutOut() {
        throw shutOut;
    }

    private ReadmittedStage stage(Runnable... runs) {
        return stage(new ArrayDeque<>(List.of(runs)));
    }

    private ReadmittedStage stage(Queue<Runnable> runs) {
        return new ReadmittedStage(
                () -> {
                    made++;
                    return new Scripted(runs);
                },
                () -> now);
    }

    /** Runs what is next, and says that it has failed. */
    private record Scripted(Queue<Runnable> runs) implements Stage {
        @Override
        public String name() {
            return "scripted";
        }

        @Override
        public void run() {
            runs.remove().run();
        }

        @Override
        public Health health() {
            return new Health.Failed("as told");
        }

        @Override
        public void close() {}
    }
}
