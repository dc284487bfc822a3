package dev.marotte.sink.live;

import static org.assertj.core.api.Assertions.assertThat;

import dev.marotte.schemas.Bytes;
import dev.marotte.sink.live.EncodedUnit.Kind;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class OutputQueueTest {
    private final OutputQueue queue = new OutputQueue();

    @Test
    void anOutputBeginsWithAKeyFrame() throws InterruptedException {
        queue.open();
        assertThat(queue.offer(picture(0, false))).isFalse();
        assertThat(queue.offer(sound(0))).isFalse();
        assertThat(queue.offer(picture(1, true))).isTrue();
        assertThat(queue.offer(sound(1))).isTrue();

        assertThat(next()).contains(picture(1, true));
        assertThat(next()).contains(sound(1));
        assertThat(queue.skipped()).isEqualTo(1);
    }

    @Test
    void whatIsNotTakenInTimeGoesAndTheOutputGoesOnAtAKeyFrame() throws InterruptedException {
        queue.open();
        queue.offer(picture(0, true));
        for (int number = 1; number < 160; number++) {
            assertThat(queue.offer(picture(number, false))).isTrue();
        }
        assertThat(queue.offer(picture(160, false))).isFalse();
        assertThat(next()).isEmpty();
        assertThat(queue.offer(picture(161, true))).isTrue();
        assertThat(next()).contains(picture(161, true));
        assertThat(queue.skipped()).isEqualTo(161);
    }

    @Test
    void whatIsNotToBeSaidAnyMoreDoesNotWaitForAnOutputThatIsBehind() throws InterruptedException {
        queue.open();
        queue.offer(picture(0, true));
        for (int number = 1; number < 60; number++) {
            queue.offer(picture(number, false));
        }
        queue.dropBacklog();
        assertThat(next()).isEmpty();
        assertThat(queue.skipped()).isEqualTo(60);
        assertThat(queue.offer(picture(60, false))).isFalse();
        assertThat(queue.offer(picture(61, true))).isTrue();
    }

    @Test
    void anOutputThatKeepsUpGoesOnWithoutAKeyFrame() throws InterruptedException {
        queue.open();
        queue.offer(picture(0, true));
        queue.offer(sound(0));
        queue.dropBacklog();
        assertThat(queue.offer(picture(1, false))).isTrue();
        assertThat(next()).contains(picture(0, true));
    }

    @Test
    void anOutputThatIsGoneKeepsNothing() throws InterruptedException {
        queue.open();
        queue.offer(picture(0, true));
        queue.shut();
        // It is not there, so nobody wants a key frame for it.
        assertThat(queue.offer(picture(1, true))).isTrue();
        assertThat(next()).isEmpty();
    }

    private Optional<EncodedUnit> next() throws InterruptedException {
        return queue.poll(Duration.ofMillis(1));
    }

    private static EncodedUnit picture(long number, boolean key) {
        return new EncodedUnit(Kind.PICTURE, number, 1, key, Bytes.of(new byte[0]));
    }

    private static EncodedUnit sound(long number) {
        return new EncodedUnit(Kind.AAC, number, 1, true, Bytes.of(new byte[0]));
    }
}
