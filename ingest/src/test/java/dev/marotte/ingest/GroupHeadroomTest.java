package dev.marotte.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class GroupHeadroomTest {
    private final List<Long> answers = new ArrayList<>();
    private long sent;
    private int asked;
    private int pauses;

    private final GroupHeadroom headroom = new GroupHeadroom(() -> sent, this::answer, 100, this::pause);

    private long answer() {
        return answers.get(asked++);
    }

    private boolean pause(Duration time) {
        pauses++;
        return true;
    }

    @Test
    void nobodyIsAskedWhileThereIsRoomByTheLastAnswer() throws InterruptedException {
        sent = 99;
        headroom.await(12);
        assertThat(asked).isZero();

        answers.add(50L);
        sent = 100;
        headroom.await(24);
        sent = 149;
        headroom.await(36);

        assertThat(asked).isEqualTo(1);
        assertThat(pauses).isZero();
    }

    @Test
    void itWaitsUntilTheNextStageHasComeNear() throws InterruptedException {
        answers.addAll(List.of(0L, 20L, 101L));
        sent = 200;

        headroom.await(12);

        assertThat(asked).isEqualTo(3);
        assertThat(pauses).isEqualTo(2);
    }

    @Test
    void nobodyWaitsForASourceThatIsToEnd() throws InterruptedException {
        var stop = new StopSignal();
        stop.give();
        answers.add(0L);

        new GroupHeadroom(() -> 1_000, this::answer, 100, stop).await(12);

        assertThat(asked).isEqualTo(1);
    }
}
