package dev.marotte.broker;

import dev.marotte.schemas.AudioMessage;
import dev.marotte.schemas.SessionId;
import dev.marotte.schemas.TopicSetup;
import dev.marotte.schemas.Topics;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** A process with a broker that commits ten records at a time, says each commit on its output, and goes on until it is killed. */
final class CommittingProcess {
    static final int BATCH = 10;
    static final String TRANSACTIONAL_ID = "committing-process";

    private CommittingProcess() {}

    public static void main(String[] arguments) {
        EmbeddedBroker broker = EmbeddedBroker.start(Path.of(arguments[0]));
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", broker.bootstrapServers()))) {
            new TopicSetup(admin, 1, 1, Duration.ofSeconds(30), InstantSource.system()).create(List.of(Topics.AUDIO));
        }
        try (Producer<byte[], byte[]> producer = producer(broker)) {
            producer.initTransactions();
            for (long first = Long.parseLong(arguments[1]); true; first += BATCH) {
                commit(producer, first);
                System.out.println(first + BATCH);
            }
        }
    }

    static Producer<byte[], byte[]> producer(EmbeddedBroker broker) {
        Map<String, Object> settings =
                Map.of("bootstrap.servers", broker.bootstrapServers(), "transactional.id", TRANSACTIONAL_ID);
        return new KafkaProducer<>(settings, new ByteArraySerializer(), new ByteArraySerializer());
    }

    private static void commit(Producer<byte[], byte[]> producer, long first) {
        producer.beginTransaction();
        for (long sequence = first; sequence < first + BATCH; sequence++) {
            producer.send(Topics.AUDIO.record(new AudioMessage.EndOfAudio(new SessionId("killed"), sequence)));
        }
        producer.commitTransaction();
    }
}
