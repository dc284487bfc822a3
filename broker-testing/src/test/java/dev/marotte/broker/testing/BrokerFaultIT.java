package dev.marotte.broker.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.marotte.schemas.TopicSetup;
import dev.marotte.schemas.Topics;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.LongStream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.TopicPartitionInfo;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Each fault does to a broker what it says, while records are written all the time: every one that was acknowledged is there afterwards, once. */
@Timeout(1800)
final class BrokerFaultIT {
    private static final Duration LONGEST = Duration.ofMinutes(2);
    /** Longer than the others wait for a broker. */
    private static final Duration LASTS = Duration.ofSeconds(6);

    private static final Duration PAUSE = Duration.ofMillis(10);
    private static final TopicPartition PARTITION = new TopicPartition(Topics.AUDIO.name(), 0);

    @TempDir
    private Path folder;

    private long written;

    @Test
    void whatWasAcknowledgedIsThereOnceAfterEveryFaultOfALeader() throws Exception {
        try (var brokers = BrokerCluster.start(folder, 3, Map.of());
                Admin admin = Admin.create(client(brokers));
                Producer<byte[], byte[]> producer = producer(brokers)) {
            brokers.awaitAll(admin, LONGEST);
            new TopicSetup(admin, 1, 3, LONGEST, InstantSource.system()).create(List.of(Topics.AUDIO));
            for (BrokerFault fault : brokers.node(0).faults()) {
                writeDuring(fault, brokers.node(leaderOfAll(admin) - 1), producer);
            }
            assertThat(read(brokers))
                    .containsExactlyElementsOf(
                            LongStream.range(0, written).boxed().toList());
        }
    }

    @Test
    void aFullDiskEndsABrokerThatStartsAgainWhereThereIsRoom() throws Exception {
        try (var brokers = BrokerCluster.start(folder, 3, Map.of());
                Admin admin = Admin.create(client(brokers))) {
            BrokerNode broker = brokers.node(1);
            assumeTrue(broker.faults().contains(BrokerFault.DISK_FULL), "takes -Dkafka.backend=container");
            brokers.awaitAll(admin, LONGEST);

            broker.begin(BrokerFault.DISK_FULL);
            await().atMost(LONGEST).until(() -> !broker.isAlive());
            broker.end(BrokerFault.DISK_FULL);

            brokers.awaitAll(admin, LONGEST);
        }
    }

    private static Map<String, Object> client(BrokerCluster brokers) {
        return Map.of("bootstrap.servers", brokers.bootstrapServers());
    }

    private static Producer<byte[], byte[]> producer(BrokerCluster brokers) {
        return new KafkaProducer<>(client(brokers), new ByteArraySerializer(), new ByteArraySerializer());
    }

    /** Who leads, as soon as all follow. */
    private static int leaderOfAll(Admin admin) {
        return await().atMost(LONGEST)
                .ignoreExceptionsInstanceOf(ExecutionException.class)
                .until(() -> partition(admin), partition -> partition.isr().size() == 3 && partition.leader() != null)
                .leader()
                .id();
    }

    private static TopicPartitionInfo partition(Admin admin) throws Exception {
        return admin.describeTopics(List.of(PARTITION.topic()))
                .allTopicNames()
                .get()
                .values()
                .iterator()
                .next()
                .partitions()
                .getFirst();
    }

    private void writeDuring(BrokerFault fault, BrokerNode broker, Producer<byte[], byte[]> producer) throws Exception {
        List<Future<RecordMetadata>> sent = new ArrayList<>();
        broker.begin(fault);
        long end = System.nanoTime() + LASTS.toNanos();
        while (System.nanoTime() < end) {
            byte[] number = ByteBuffer.allocate(Long.BYTES).putLong(written++).array();
            sent.add(producer.send(new ProducerRecord<>(PARTITION.topic(), PARTITION.partition(), number, number)));
            LockSupport.parkNanos(PAUSE.toNanos());
        }
        broker.end(fault);
        for (Future<RecordMetadata> answer : sent) {
            assertThat(answer.get(LONGEST.toSeconds(), TimeUnit.SECONDS).hasOffset())
                    .as(fault.name())
                    .isTrue();
        }
    }

    private List<Long> read(BrokerCluster brokers) {
        List<Long> numbers = new ArrayList<>();
        try (var consumer =
                new KafkaConsumer<>(client(brokers), new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
            consumer.assign(List.of(PARTITION));
            consumer.seekToBeginning(List.of(PARTITION));
            long end = consumer.endOffsets(List.of(PARTITION)).getOrDefault(PARTITION, 0L);
            while (consumer.position(PARTITION) < end) {
                consumer.poll(Duration.ofSeconds(1))
                        .forEach(record ->
                                numbers.add(ByteBuffer.wrap(record.value()).getLong()));
            }
        }
        return numbers;
    }
}
