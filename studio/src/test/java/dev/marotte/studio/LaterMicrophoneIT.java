package dev.marotte.studio;

import static org.assertj.core.api.Assertions.assertThat;

import dev.marotte.broker.testing.BrokerWithTopics;
import dev.marotte.runtime.Cluster;
import dev.marotte.runtime.sessions.SessionStore;
import dev.marotte.schemas.AudioMessage;
import dev.marotte.schemas.AudioMessage.AudioHeader;
import dev.marotte.schemas.AudioMessage.AudioUnit;
import dev.marotte.schemas.Decoded.Readable;
import dev.marotte.schemas.FrameMessage;
import dev.marotte.schemas.Session;
import dev.marotte.schemas.Topics;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** What was driven without a microphone first is heard when somebody comes who has one. */
@Timeout(300)
final class LaterMicrophoneIT {
    @TempDir
    private Path folder;

    @RegisterExtension
    private final BrokerWithTopics broker = BrokerWithTopics.start(3);

    /** Stands until it is moved: what is sent one after the other is captured at one moment, however long it takes to send it. */
    private volatile Instant now = Instant.now();

    private final InstantSource clock = () -> now;
    private final Session session = PushedSessions.open("live-1", "somebody", now);
    private final List<AudioMessage> sounds = new ArrayList<>();
    private final List<FrameMessage> frames = new ArrayList<>();

    @Test
    void aLaterDriverIsHeardBesideThePicturesThatWereCapturedWithTheSound() throws Exception {
        Cluster cluster = Cluster.at(broker.bootstrapServers());
        try (SessionStore store = SessionStore.open(cluster, clock)) {
            store.open(session);
        }
        try (RunningStudio studio = RunningStudio.start(folder, cluster, clock);
                Consumer<byte[], byte[]> consumer = cluster.consumer(Map.of())) {
            Awaitility.await()
                    .atMost(Duration.ofSeconds(60))
                    .until(() -> studio.session("live-1").contains("\"open\""));
            readFromStart(consumer);
            CameraPage first = CameraPage.drive(studio, "live-1", "none", clock);
            first.sendPicture();
            await(consumer, () -> frames.size() == 1);
            first.leave();
            now = now.plusSeconds(1);
            CameraPage second = CameraPage.drive(studio, "live-1", "opus", clock);
            second.sendPicture();
            second.sendSound();
            await(consumer, () -> frames.size() == 2 && sounds.size() == 2);
        }

        assertThat(sounds.getFirst()).isInstanceOf(AudioHeader.class);
        long picture = frames.getLast().stamp().pts().micros();
        assertThat(sounds.getLast())
                .isInstanceOfSatisfying(
                        AudioUnit.class,
                        unit -> assertThat(unit.pts().micros()).isBetween(picture, picture + 1_000_000));
    }

    private static void readFromStart(Consumer<byte[], byte[]> consumer) {
        List<TopicPartition> partitions = Stream.of(Topics.AUDIO, Topics.FRAMES)
                .flatMap(topic -> consumer.partitionsFor(topic.name()).stream())
                .map(info -> new TopicPartition(info.topic(), info.partition()))
                .toList();
        consumer.assign(partitions);
        consumer.seekToBeginning(partitions);
    }

    private void await(Consumer<byte[], byte[]> consumer, BooleanSupplier holds) {
        Awaitility.await().atMost(Duration.ofSeconds(60)).until(() -> {
            consumer.poll(Duration.ofMillis(100)).forEach(this::note);
            return holds.getAsBoolean();
        });
    }

    private void note(ConsumerRecord<byte[], byte[]> record) {
        if (record.topic().equals(Topics.AUDIO.name())
                && Topics.AUDIO.decode(record.value()) instanceof Readable<AudioMessage>(AudioMessage sound)) {
            sounds.add(sound);
        }
        if (record.topic().equals(Topics.FRAMES.name())
                && Topics.FRAMES.decode(record.value()) instanceof Readable<FrameMessage>(FrameMessage frame)) {
            frames.add(frame);
        }
    }
}
