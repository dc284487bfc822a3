package dev.marotte.sink.live;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.marotte.broker.testing.BrokerWithTopics;
import dev.marotte.runtime.Cluster;
import dev.marotte.schemas.AudioMessage;
import dev.marotte.schemas.AudioMessage.AudioCodec;
import dev.marotte.schemas.AudioMessage.AudioHeader;
import dev.marotte.schemas.AudioMessage.AudioUnit;
import dev.marotte.schemas.Bytes;
import dev.marotte.schemas.Pts;
import dev.marotte.schemas.Session;
import dev.marotte.schemas.SessionOutput;
import dev.marotte.schemas.Topics;
import dev.marotte.sink.Inlet;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Sessions that share one partition and one consumer get their own records, each of them once. */
final class LiveInletsIT {
    private static final Duration LONGEST = Duration.ofSeconds(60);

    @RegisterExtension
    private final BrokerWithTopics broker = BrokerWithTopics.start(1);

    private final Cluster cluster = Cluster.at(broker.bootstrapServers());
    private final LiveInlets inlets = new LiveInlets(cluster, InstantSource.system());

    @AfterEach
    void close() {
        inlets.close();
    }

    @Test
    void givesEachSessionItsOwnRecordsOnce() throws Exception {
        Session first = session("first", Duration.ZERO);
        Session second = session("second", Duration.ZERO);
        send(Instant.now(), header(first), unit(first, 1), header(second), unit(second, 1));
        try (Inlet one = inlets.open(first)) {
            assertThat(TestRecords.received(one, 2)).containsExactly(0L, 1L);
            try (Inlet other = inlets.open(second)) {
                assertThat(TestRecords.received(other, 2)).containsExactly(0L, 1L);
                send(Instant.now(), unit(first, 2), unit(second, 2));

                assertThat(TestRecords.received(one, 1)).containsExactly(2L);
                assertThat(TestRecords.received(other, 1)).containsExactly(2L);
            }
            send(Instant.now(), unit(second, 3), unit(first, 3));
            assertThat(TestRecords.received(one, 1)).containsExactly(3L);
        }
    }

    @Test
    void skipsOldSoundButNotItsHeader() throws Exception {
        Session session = session("long", Duration.ofHours(1));
        send(Instant.now().minus(Duration.ofMinutes(50)), header(session), unit(session, 1), unit(session, 2));
        send(Instant.now(), unit(session, 3));

        try (Inlet inlet = inlets.open(session)) {
            assertThat(TestRecords.received(inlet, 2)).containsExactly(0L, 3L);
        }
    }

    @Test
    void failsOpenInletsWhenItCloses() {
        Inlet inlet = inlets.open(session("open", Duration.ZERO));

        inlets.close();

        assertThatThrownBy(() -> inlet.poll(LONGEST)).isInstanceOf(KafkaException.class);
        inlet.close();
    }

    private static Session session(String id, Duration age) {
        return OnAir.session(
                id, List.of(new SessionOutput.PageOutput()), Instant.now().minus(age));
    }

    private static AudioMessage header(Session session) {
        return new AudioHeader(session.id(), AudioCodec.OPUS, 48_000, 1, Bytes.EMPTY);
    }

    private static AudioMessage unit(Session session, long sequence) {
        return new AudioUnit(session.id(), sequence, new Pts(sequence * 20_000), 20_000, Bytes.EMPTY);
    }

    private void send(Instant time, AudioMessage... messages) throws ExecutionException, InterruptedException {
        try (Producer<byte[], byte[]> producer = cluster.producer(Map.of())) {
            for (AudioMessage message : messages) {
                ProducerRecord<byte[], byte[]> record = Topics.AUDIO.record(message);
                producer.send(new ProducerRecord<>(
                                record.topic(), 0, time.toEpochMilli(), record.key(), record.value()))
                        .get();
            }
        }
    }
}
