package dev.marotte.sink;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.awaitility.Awaitility.await;

import dev.marotte.broker.testing.BrokerWithTopics;
import dev.marotte.ingest.DrivingSource;
import dev.marotte.ingest.Headroom;
import dev.marotte.ingest.IngestLoop;
import dev.marotte.ingest.IngestReport;
import dev.marotte.ingest.SourceSettings;
import dev.marotte.ingest.TransactionalOutlet;
import dev.marotte.ingest.WatchedSource;
import dev.marotte.ingest.ffmpeg.FfmpegSources;
import dev.marotte.runtime.Cluster;
import dev.marotte.schemas.AudioMessage.AudioCodec;
import dev.marotte.schemas.AudioMessage.AudioHeader;
import dev.marotte.schemas.AudioMessage.AudioUnit;
import dev.marotte.schemas.AudioMessage.EndOfAudio;
import dev.marotte.schemas.Bytes;
import dev.marotte.schemas.Decoded;
import dev.marotte.schemas.FrameMessage;
import dev.marotte.schemas.FrameMessage.BrokenFrame;
import dev.marotte.schemas.FrameMessage.DrivingFrame;
import dev.marotte.schemas.FrameMessage.EndOfFrames;
import dev.marotte.schemas.FrameRate;
import dev.marotte.schemas.FrameStamp;
import dev.marotte.schemas.FrameTiming;
import dev.marotte.schemas.Picture;
import dev.marotte.schemas.PictureCodec;
import dev.marotte.schemas.Pts;
import dev.marotte.schemas.RateChoice;
import dev.marotte.schemas.RenderedMessage;
import dev.marotte.schemas.RenderedMessage.Alpha;
import dev.marotte.schemas.RenderedMessage.EndOfRendered;
import dev.marotte.schemas.RenderedMessage.Held;
import dev.marotte.schemas.RenderedMessage.Rendered;
import dev.marotte.schemas.RenderedMessage.StageTimes;
import dev.marotte.schemas.Session;
import dev.marotte.schemas.SessionId;
import dev.marotte.schemas.Topic;
import dev.marotte.schemas.Topics;
import dev.marotte.sink.ffmpeg.FfmpegWriters;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.LongStream;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** A clip goes through ingest, a broker and the sink; the stages between are played by a renderer that paints every frame grey. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class SessionRoundTripIT {
    private static final int PARTITIONS = 3;
    private static final FrameRate RATE = FrameRate.of(25);
    private static final long UNIT_MICROS = 1024 * 1_000_000L / 48_000;
    private static final InstantSource CLOCK = InstantSource.system();

    @TempDir
    Path folder;

    @RegisterExtension
    private final BrokerWithTopics broker = BrokerWithTopics.start(PARTITIONS);

    private final Cluster cluster = Cluster.at(broker.bootstrapServers());

    @Test
    void aClipComesOutAsItWentIn() throws IOException, InterruptedException {
        Session session = TestSessions.open("round-trip");
        Path driving = writeClip("driving.mp4", 100, 240_000);
        ingest(session, driving, Integer.MAX_VALUE);
        render(session);

        SinkReport report = sink(session, folder.resolve("out.mp4"));

        assertThat(report.frames()).isEqualTo(100);
        assertThat(report.counts().rendered()).isEqualTo(90);
        assertThat(report.counts().holes() + report.counts().duplicates()).isZero();
        WrittenClip read = WrittenClip.of(folder.resolve("out.mp4"));
        assertThat(read.ptsMicros())
                .containsExactlyElementsOf(
                        LongStream.range(0, 100).map(i -> i * 40_000).boxed().toList());
        assertThat(read.firstSound().seconds()).isCloseTo(0.24, within(0.001));
        assertThat(read.end().seconds()).isCloseTo(4.0, within(0.001));
    }

    @Test
    void aKilledIngestIsResumedWithEveryMessageOnce() throws IOException, InterruptedException {
        Session session = TestSessions.open("killed");
        Path driving = writeClip("killed.mp4", 60, 0);
        for (int frames : List.of(1, 7, 30, 31, 59)) {
            ingest(session, driving, frames);
        }

        IngestReport report = ingest(session, driving, Integer.MAX_VALUE).orElseThrow();

        assertThat(report.frames()).isEqualTo(60);
        assertThat(frames(session))
                .extracting(message -> message.stamp().index())
                .containsExactlyElementsOf(LongStream.rangeClosed(0, 60).boxed().toList());
        assertThat(sounds(session))
                .containsExactlyElementsOf(
                        LongStream.range(0, sounds(session).size()).boxed().toList());
        assertThat(ingest(session, driving, Integer.MAX_VALUE).orElseThrow().frames())
                .isEqualTo(60);
        assertThat(frames(session)).hasSize(61);
    }

    @Test
    void recordsWithoutAValueAreNobodys() throws IOException, InterruptedException {
        Session session = TestSessions.open("without-values");
        Path driving = writeClip("without-values.mp4", 30, 0);
        ingest(session, driving, 15);
        sendWithoutValues(session);

        assertThat(ingest(session, driving, Integer.MAX_VALUE)).isPresent();
        render(session);
        SinkReport report = sink(session, folder.resolve("without-values-out.mp4"));

        assertThat(report.frames()).isEqualTo(30);
        assertThat(report.counts().holes() + report.counts().duplicates()).isZero();
    }

    private void sendWithoutValues(Session session) {
        byte[] key = Bytes.ofUtf8(session.id().value()).unsafeArray();
        try (Producer<byte[], byte[]> producer = cluster.producer(Map.of())) {
            for (Topic<?> topic : List.of(Topics.FRAMES, Topics.AUDIO, Topics.RENDERED)) {
                producer.send(new ProducerRecord<>(topic.name(), key, null));
            }
        }
    }

    /** Ends like a killed process after so many frames: the transaction stays open and the connection is not closed in order. */
    private Optional<IngestReport> ingest(Session session, Path driving, int frames)
            throws IOException, InterruptedException {
        TransactionalOutlet outlet = TransactionalOutlet.connect(session, cluster, CLOCK);
        DrivingSource clip = FfmpegSources.open(driving, SourceSettings.DEFAULT);
        try (DrivingSource source = new WatchedSource(clip, new FailingReader(frames))) {
            IngestReport report = new IngestLoop(session, source, outlet, Headroom.UNLIMITED, CLOCK).run();
            outlet.close();
            return Optional.of(report);
        } catch (FailingReader.Killed killed) {
            return Optional.empty();
        }
    }

    private void render(Session session) {
        try (Producer<byte[], byte[]> producer = cluster.producer(Map.of())) {
            frames(session).forEach(message -> producer.send(Topics.RENDERED.record(grey(message))));
        }
    }

    /** Each tenth frame has no face. */
    private static RenderedMessage grey(FrameMessage message) {
        byte[] pixels = new byte[64 * 48 * 3];
        Arrays.fill(pixels, (byte) 128);
        return switch (message) {
            case DrivingFrame frame when frame.stamp().index() % 10 == 9 -> new Held(frame.stamp(), frame.timing());
            case DrivingFrame frame ->
                new Rendered(
                        frame.stamp(),
                        frame.timing(),
                        new Picture(PictureCodec.RAW_BGR, 64, 48, Bytes.of(pixels)),
                        new Alpha.None(),
                        new StageTimes(0, 0, 0, 1));
            case BrokenFrame frame -> new Held(frame.stamp(), frame.timing());
            case EndOfFrames end -> new EndOfRendered(end.stamp());
        };
    }

    private SinkReport sink(Session session, Path file) throws IOException, InterruptedException {
        Output output = Output.named(file.toString(), false);
        try (KafkaInlet inlet = KafkaInlet.connect(session, cluster)) {
            var recording = new SinkLoop.Recording(
                    new FfmpegWriters(output), new RateChoice.RateAsDriven(), ChronoUnit.FOREVER.getDuration());
            var waiting = new SinkLoop.Waiting(
                    new StallLimit(Duration.ofSeconds(30), Optional::empty),
                    new SessionEnding(Duration.ofSeconds(1)),
                    CLOCK);
            return new SinkLoop(inlet, recording, _ -> {}, waiting).run().orElseThrow();
        }
    }

    private List<FrameMessage> frames(Session session) {
        return read(
                Topics.FRAMES,
                message -> message.stamp().session().equals(session.id()),
                message -> message instanceof EndOfFrames);
    }

    private List<Long> sounds(Session session) {
        return read(
                        Topics.AUDIO,
                        message -> message.session().equals(session.id()),
                        message -> message instanceof EndOfAudio)
                .stream()
                .map(message -> message.sequence())
                .toList();
    }

    /** All of a session that has an end: readers see what was committed last a moment after the broker has answered the commit. */
    private <V> List<V> read(Topic<V> topic, Predicate<V> ours, Predicate<V> isEnd) {
        List<V> messages = new ArrayList<>();
        try (Consumer<byte[], byte[]> consumer = cluster.consumer(Map.of())) {
            List<TopicPartition> all = LongStream.range(0, PARTITIONS)
                    .mapToObj(i -> new TopicPartition(topic.name(), (int) i))
                    .toList();
            consumer.assign(all);
            consumer.seekToBeginning(all);
            await().pollInSameThread().atMost(Duration.ofSeconds(60)).until(() -> {
                for (ConsumerRecord<byte[], byte[]> record : consumer.poll(Duration.ofMillis(100))) {
                    if (record.value() != null) {
                        messages.add(((Decoded.Readable<V>) topic.decode(record.value())).message());
                    }
                }
                return messages.stream().anyMatch(ours.and(isEnd)) && isAtEnd(consumer, all);
            });
        }
        return messages.stream().filter(ours).toList();
    }

    private static boolean isAtEnd(Consumer<?, ?> consumer, List<TopicPartition> all) {
        return consumer.endOffsets(all).entrySet().stream()
                .allMatch(end -> consumer.position(end.getKey()) >= end.getValue());
    }

    /** AAC-LC at 48 kHz, silent, from {@code soundFromMicros} on. */
    private Path writeClip(String name, int frames, long soundFromMicros) throws IOException {
        SessionId session = new SessionId("maker");
        AudioHeader header =
                new AudioHeader(session, AudioCodec.AAC, 48_000, 1, Bytes.of(new byte[] {0x11, (byte) 0x88}));
        Output output = Output.named(folder.resolve(name).toString(), true);
        Rendered picture = (Rendered) grey(new DrivingFrame(
                new FrameStamp(session, 0, Pts.ZERO),
                FrameTiming.unhurried(Instant.EPOCH),
                0,
                new Picture(PictureCodec.RAW_BGR, 1, 1, Bytes.EMPTY)));
        try (ClipWriter writer = new FfmpegWriters(output).open(RATE, new Sound.Coded(header), picture)) {
            writer.show(picture);
            long sound = soundFromMicros;
            for (int i = 0; i < frames; i++) {
                writer.frame();
                for (; sound < RATE.timeOf(i + 1).micros(); sound += UNIT_MICROS) {
                    writer.sound(new AudioUnit(
                            session, 1, new Pts(sound), UNIT_MICROS, Bytes.of(new byte[] {0x01, 0x18, 0x20, 0x07})));
                }
            }
            writer.finish();
        }
        return output.path();
    }
}
