package dev.marotte.standalone;

import static org.assertj.core.api.Assertions.assertThat;

import dev.marotte.schemas.AudioMessage;
import dev.marotte.schemas.Decoded;
import dev.marotte.schemas.LandmarksMessage;
import dev.marotte.schemas.Topic;
import dev.marotte.schemas.Topics;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.stream.LongStream;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Kills the whole command, broker and all, at random moments; the same command again finishes the session. */
final class KilledIT {
    private static final int KILLS = Integer.getInteger("marotte.kills", 6);
    /** Of a run that is not killed; when it passes the test fails. */
    private static final Duration LONGEST_RUN = Duration.ofMinutes(6);

    @TempDir
    private Path folder;

    @Test
    void aSessionThatIsKilledAgainAndAgainHasEveryIndexOnce() throws IOException, InterruptedException {
        DataFolder data = DataFolder.of(folder.resolve("data"), Map.of());
        Shipped shipped = Shipped.forDemo(data);
        Path out = folder.resolve("out.mp4");
        long seed = System.nanoTime();
        var random = new Random(seed);

        int killed = 0;
        while (killed < KILLS && !endsWithin(random.nextInt(500, 20_000), shipped, data, out)) {
            assertThat(out).as("seed %d", seed).doesNotExist();
            killed++;
        }
        if (killed == KILLS) {
            assertThat(endsWithin(LONGEST_RUN.toMillis(), shipped, data, out)).isTrue();
        }

        Frames driving = Frames.of(shipped.driving());
        Frames result = Frames.of(out);
        assertThat(result.times()).as("seed %d, %d kills", seed, killed).isEqualTo(driving.times());
        assertThat(result.soundMicros()).isCloseTo(driving.soundMicros(), org.assertj.core.data.Offset.offset(50_000L));
        assertRecordedOnce(data, driving.times().size());
    }

    /** Whether a run ends by itself within {@code millis}; if not it is killed. */
    private static boolean endsWithin(long millis, Shipped shipped, DataFolder data, Path out)
            throws IOException, InterruptedException {
        Path log = data.path().resolve("child.log");
        Process process = new ProcessBuilder(command(shipped, data, out))
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
        boolean ended = process.waitFor(millis, TimeUnit.MILLISECONDS);
        process.destroyForcibly().waitFor();
        if (ended) {
            assertThat(process.exitValue()).as("%s", Files.readString(log)).isZero();
        }
        return ended;
    }

    private static List<String> command(Shipped shipped, DataFolder data, Path out) {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(List.of(
                "-Xmx640m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "--enable-native-access=ALL-UNNAMED"));
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), Marotte.class.getName(), "animate"));
        command.addAll(List.of(
                "--portrait",
                shipped.portrait().toString(),
                "--driving",
                shipped.driving().toString()));
        command.addAll(List.of("--out", out.toString(), "--data", data.path().toString()));
        return command;
    }

    private static void assertRecordedOnce(DataFolder data, long frames) {
        try (Backbone backbone = Backbone.open(data)) {
            List<Long> landmarks = committed(backbone, Topics.LANDMARKS).stream()
                    .map(LandmarksMessage::stamp)
                    .map(stamp -> stamp.index())
                    .toList();
            List<Long> sound = committed(backbone, Topics.AUDIO).stream()
                    .map(AudioMessage::sequence)
                    .toList();

            assertThat(landmarks)
                    .isEqualTo(LongStream.rangeClosed(0, frames).boxed().toList());
            assertThat(sound)
                    .isEqualTo(LongStream.range(0, sound.size()).boxed().toList());
        }
    }

    private static <V> List<V> committed(Backbone backbone, Topic<V> topic) {
        Map<String, Object> settings = new HashMap<>(backbone.client());
        settings.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
        var partition = new TopicPartition(topic.name(), 0);
        List<V> messages = new ArrayList<>();
        try (var consumer = new KafkaConsumer<>(settings, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
            consumer.assign(List.of(partition));
            consumer.seekToBeginning(List.of(partition));
            long end = consumer.endOffsets(List.of(partition)).getOrDefault(partition, 0L);
            while (consumer.position(partition) < end) {
                consumer.poll(Duration.ofSeconds(1)).forEach(record -> {
                    if (topic.decode(record.value()) instanceof Decoded.Readable<V>(V message)) {
                        messages.add(message);
                    }
                });
            }
        }
        return messages;
    }
}
