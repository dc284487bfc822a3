package dev.marotte.studio.live;

import static org.assertj.core.api.Assertions.assertThat;

import dev.marotte.schemas.Bytes;
import dev.marotte.studio.live.MediaMessage.Coding;
import dev.marotte.studio.live.PushQueue.Verdict;
import org.junit.jupiter.api.Test;

final class PushQueueTest {
    private final PushQueue queue = new PushQueue();

    @Test
    void takesNothingBeforeAKeyFrame() {
        assertThat(queue.offer(picture(0, false))).isEqualTo(Verdict.WANTS_KEY);
        assertThat(queue.offer(picture(1, true))).isEqualTo(Verdict.TAKEN);
        assertThat(queue.offer(picture(2, false))).isEqualTo(Verdict.TAKEN);
    }

    @Test
    void givesUpWhatWaitsWhenThereIsTooMuchOfIt() throws InterruptedException {
        queue.offer(picture(0, true));
        for (int index = 1; index < 96; index++) {
            assertThat(queue.offer(picture(index, false))).isEqualTo(Verdict.TAKEN);
        }
        assertThat(queue.offer(picture(96, false))).isEqualTo(Verdict.WANTS_KEY);
        assertThat(queue.hasPicture()).isFalse();
        assertThat(queue.offer(picture(97, true))).isEqualTo(Verdict.TAKEN);

        assertThat(queue.take(0).orElseThrow().index()).isEqualTo(97);
        assertThat(queue.take(0)).isEmpty();
        assertThat(queue.dropped()).isEqualTo(97);
    }

    @Test
    void ofSoundTheOldestGoes() throws InterruptedException {
        for (int index = 0; index < 100; index++) {
            assertThat(queue.offer(sound(index))).isEqualTo(Verdict.TAKEN);
        }
        assertThat(queue.take(0).orElseThrow().index()).isEqualTo(4);
        assertThat(queue.dropped()).isEqualTo(4);
    }

    private static MediaMessage sound(long index) {
        return new MediaMessage(MediaMessage.Kind.SOUND, true, false, Coding.OPUS, index, 0, 0, Bytes.EMPTY);
    }

    private static MediaMessage picture(long index, boolean key) {
        return MediaMessage.picture(Coding.H264, key, index, 0, 0, Bytes.EMPTY);
    }
}
