package dev.marotte.sink.live;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.marotte.schemas.AudioMessage.AudioUnit;
import dev.marotte.schemas.AudioMessage.EndOfAudio;
import dev.marotte.schemas.Bytes;
import dev.marotte.schemas.Pts;
import dev.marotte.schemas.SessionId;
import dev.marotte.schemas.Topics;
import dev.marotte.sink.Inlet.Received;
import java.time.Duration;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.junit.jupiter.api.Test;

class LiveInletTest {
    private static final SessionId SESSION = new SessionId("live");
    private static final int MEGABYTE = 1 << 20;

    private final LiveInlet inlet = new LiveInlet(SESSION, List.of(), _ -> {});

    @Test
    void skipsWhatIsReadAgain() {
        inlet.offer(unit(5, 0));
        inlet.offer(unit(6, 0));
        inlet.offer(unit(5, 0));
        inlet.offer(unit(7, 0));

        assertThat(offsets()).containsExactly(5L, 6L, 7L);
    }

    @Test
    void dropsTheOldestWhenTooMuchWaits() {
        for (int offset = 0; offset < 20; offset++) {
            inlet.offer(unit(offset, MEGABYTE));
        }

        assertThat(offsets()).first().isEqualTo(13L);
        assertThat(offsets()).isEmpty();
    }

    @Test
    void keepsOneRecordHoweverLargeItIs() {
        inlet.offer(unit(0, 17 * MEGABYTE));

        assertThat(offsets()).containsExactly(0L);
    }

    @Test
    void beginsWithWhatWasFoundBefore() {
        var header = new Received.OfSound(new EndOfAudio(SESSION, 0));
        var withHeader = new LiveInlet(SESSION, List.of(header), _ -> {});

        assertThat(withHeader.poll(Duration.ofHours(1))).containsExactly(header);
        assertThat(withHeader.poll(Duration.ZERO)).isEmpty();
    }

    @Test
    void throwsWhenNothingCanBeReadAnyMore() {
        inlet.fail(new IllegalStateException("the broker is gone"));

        assertThatThrownBy(() -> inlet.poll(Duration.ofHours(1)))
                .isInstanceOf(KafkaException.class)
                .hasRootCauseMessage("the broker is gone");
    }

    @Test
    void returnsAtOnceWhenInterrupted() {
        Thread.currentThread().interrupt();

        assertThat(inlet.poll(Duration.ofHours(1))).isEmpty();
        assertThat(Thread.interrupted()).isTrue();
    }

    /** Of the units that wait; a unit's sequence is its offset. */
    private List<Long> offsets() {
        return inlet.poll(Duration.ZERO).stream()
                .map(each -> ((Received.OfSound) each).message().sequence())
                .toList();
    }

    private static ConsumerRecord<byte[], byte[]> unit(long offset, int bytes) {
        ProducerRecord<byte[], byte[]> sent =
                Topics.AUDIO.record(new AudioUnit(SESSION, offset, Pts.ZERO, 20_000, Bytes.of(new byte[bytes])));
        return TestRecords.at(offset, sent);
    }
}
