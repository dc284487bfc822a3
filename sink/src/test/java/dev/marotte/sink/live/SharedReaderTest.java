package dev.marotte.sink.live;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.marotte.schemas.AudioMessage.AudioUnit;
import dev.marotte.schemas.Bytes;
import dev.marotte.schemas.Pts;
import dev.marotte.schemas.SessionId;
import dev.marotte.schemas.Topics;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.MockConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class SharedReaderTest {
    private static final TopicPartition SOUND = new TopicPartition(Topics.AUDIO.name(), 0);
    private static final Duration LONGEST = Duration.ofSeconds(60);

    private final MockConsumer<byte[], byte[]> consumer = new MockConsumer<>("earliest");
    private final SharedReader reader = new SharedReader(consumer);
    private final Thread thread = Thread.ofPlatform().unstarted(reader::run);

    @BeforeEach
    void start() {
        consumer.updatePartitions(Topics.RENDERED.name(), List.<PartitionInfo>of());
        consumer.updateBeginningOffsets(Map.of(SOUND, 0L));
        thread.start();
    }

    @AfterEach
    void close() throws InterruptedException {
        reader.close();
        thread.join();
        assertThat(consumer.closed()).isTrue();
    }

    @Test
    void goesBackForASessionThatBeginsWhereOthersHaveBeen() {
        LiveInlet first = open("first", 5);
        add("first", 5, 6);
        assertThat(TestRecords.received(first, 2)).containsExactly(5L, 6L);

        LiveInlet second = open("second", 3);
        add("second", 3, 4);
        add("first", 5, 6, 7);

        assertThat(TestRecords.received(second, 2)).containsExactly(3L, 4L);
        assertThat(TestRecords.received(first, 1)).containsExactly(7L);
    }

    @Test
    void beginsWhereTheNextSessionWantsToWhenThereWasNone() {
        LiveInlet first = open("first", 5);
        first.close();
        LiveInlet second = open("second", 50);
        add("second", 50);

        assertThat(TestRecords.received(second, 1)).containsExactly(50L);
        assertThat(consumer.position(SOUND)).isEqualTo(51);
    }

    @Test
    void tellsAllSessionsThatItFailed() {
        LiveInlet inlet = open("first", 0);
        consumer.setPollException(new KafkaException("not allowed"));

        assertThatThrownBy(() -> inlet.poll(LONGEST)).hasRootCauseMessage("not allowed");
        assertThat(reader.hasEnded()).isTrue();
        assertThat(reader.add(inlet, Map.of(SOUND, 0L))).isFalse();
    }

    private LiveInlet open(String session, long from) {
        var inlet = new LiveInlet(new SessionId(session), List.of(), reader::remove);
        assertThat(reader.add(inlet, Map.of(SOUND, from))).isTrue();
        await().atMost(LONGEST).until(() -> consumer.assignment().contains(SOUND));
        return inlet;
    }

    /** Adds records of a session, as the next poll will find them. */
    private void add(String session, long... offsets) {
        consumer.schedulePollTask(() -> {
            for (long offset : offsets) {
                consumer.addRecord(TestRecords.at(
                        offset,
                        Topics.AUDIO.record(
                                new AudioUnit(new SessionId(session), offset, Pts.ZERO, 20_000, Bytes.EMPTY))));
            }
        });
    }
}
