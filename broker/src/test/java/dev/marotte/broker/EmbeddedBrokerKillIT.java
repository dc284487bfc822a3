package dev.marotte.broker;

import static org.assertj.core.api.Assertions.assertThat;

import dev.marotte.schemas.AudioMessage;
import dev.marotte.schemas.Decoded;
import dev.marotte.schemas.Topics;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.stream.LongStream;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(600)
class EmbeddedBrokerKillIT {
    private static final TopicPartition AUDIO = new TopicPartition(Topics.AUDIO.name(), 0);

    @TempDir
    private Path folder;

    /** Three lives, each killed after a random number of commits; what was committed is there once, what was not is not. */
    @Test
    void everyCommittedRecordOutlivesSigkillExactlyOnce() throws Exception {
        Random random = new Random(20_261_122);
        long committed = 0;
        for (int life = 0; life < 3; life++) {
            committed = killAfterCommits(committed, 5 + random.nextInt(60));
            List<Long> kept = committedSequences();
            assertThat((long) kept.size()).isGreaterThanOrEqualTo(committed);
            assertThat(kept.size() % CommittingProcess.BATCH).isZero();
            assertThat(kept).isEqualTo(LongStream.range(0, kept.size()).boxed().toList());
            committed = kept.size();
        }
    }

    /** Returns how many records the process said were committed. */
    private long killAfterCommits(long first, int commits) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(
                        ProcessHandle.current().info().command().orElseThrow(),
                        "-Xmx512m",
                        "-cp",
                        System.getProperty("java.class.path"),
                        CommittingProcess.class.getName(),
                        folder.toString(),
                        Long.toString(first))
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        try (BufferedReader output = process.inputReader()) {
            String last = output.lines()
                    .filter(line -> line.matches("\\d+"))
                    .limit(commits)
                    .reduce((_, next) -> next)
                    .orElseThrow();
            process.destroyForcibly();
            assertThat(process.waitFor(120, TimeUnit.SECONDS)).isTrue();
            return Long.parseLong(last);
        }
    }

    private List<Long> committedSequences() {
        try (EmbeddedBroker broker = EmbeddedBroker.start(folder)) {
            endOpenTransaction(broker);
            return sequences(broker);
        }
    }

    private static void endOpenTransaction(EmbeddedBroker broker) {
        try (Producer<byte[], byte[]> producer = CommittingProcess.producer(broker)) {
            producer.initTransactions();
        }
    }

    private static List<Long> sequences(EmbeddedBroker broker) {
        Map<String, Object> settings =
                Map.of("bootstrap.servers", broker.bootstrapServers(), "isolation.level", "read_committed");
        List<Long> sequences = new ArrayList<>();
        try (Consumer<String, Decoded<AudioMessage>> consumer =
                new KafkaConsumer<>(settings, new StringDeserializer(), Topics.AUDIO.deserializer())) {
            consumer.assign(List.of(AUDIO));
            consumer.seekToBeginning(List.of(AUDIO));
            long end = consumer.endOffsets(List.of(AUDIO)).getOrDefault(AUDIO, 0L);
            while (consumer.position(AUDIO) < end) {
                consumer.poll(Duration.ofSeconds(1)).forEach(record -> sequences.add(sequence(record)));
            }
        }
        return sequences;
    }

    private static long sequence(ConsumerRecord<String, Decoded<AudioMessage>> record) {
        return switch (record.value()) {
            case Decoded.Readable<AudioMessage>(AudioMessage message) -> message.sequence();
            case Decoded.Unreadable<AudioMessage> unreadable -> throw new AssertionError(unreadable);
        };
    }
}
