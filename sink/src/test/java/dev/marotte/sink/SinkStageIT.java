package dev.marotte.sink;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.marotte.broker.testing.KafkaBackend;
import dev.marotte.runtime.Cluster;
import dev.marotte.runtime.Health;
import dev.marotte.runtime.StageSupervisor;
import dev.marotte.runtime.sessions.GroupMembership;
import dev.marotte.runtime.sessions.SessionStore;
import dev.marotte.schemas.AudioMessage.EndOfAudio;
import dev.marotte.schemas.Bytes;
import dev.marotte.schemas.FrameStamp;
import dev.marotte.schemas.OutcomeCounts;
import dev.marotte.schemas.Picture;
import dev.marotte.schemas.PictureCodec;
import dev.marotte.schemas.Pts;
import dev.marotte.schemas.RenderedMessage;
import dev.marotte.schemas.RenderedMessage.Alpha;
import dev.marotte.schemas.RenderedMessage.EndOfRendered;
import dev.marotte.schemas.RenderedMessage.Held;
import dev.marotte.schemas.RenderedMessage.Rendered;
import dev.marotte.schemas.RenderedMessage.StageTimes;
import dev.marotte.schemas.Session;
import dev.marotte.schemas.SessionId;
import dev.marotte.schemas.SessionOutput.FileOutput;
import dev.marotte.schemas.SessionOutput.PictureOutput;
import dev.marotte.schemas.SessionState.EndReason;
import dev.marotte.schemas.SessionState.Ended;
import dev.marotte.schemas.StageName;
import dev.marotte.schemas.StageReport;
import dev.marotte.schemas.Topics;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.common.TopicPartition;
import org.awaitility.core.ThrowingRunnable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The stage against a broker; the stages before it are played by a producer. */
@Timeout(180)
final class SinkStageIT {
    private static final InstantSource CLOCK = InstantSource.system();

    @TempDir
    private Path folder;

    private KafkaBackend broker;
    private Cluster cluster;
    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();

    @BeforeEach
    void start() {
        broker = KafkaBackend.start();
        cluster = Cluster.at(broker.bootstrapServers());
        TestSessions.createTopics(cluster, 3);
    }

    @AfterEach
    void stop() {
        broker.close();
    }

    @Test
    void everySessionGetsAllItsOutputsAndTheRestAWord() throws IOException {
        Session both = TestSessions.open(
                "both", new FileOutput(folder + "/both.mp4", false), new PictureOutput(folder + "/both/", false));
        Session nowhere = TestSessions.open("nowhere", new FileOutput(folder + "/none/a.mp4", false));
        Session stopped = TestSessions.open("stopped", new FileOutput(folder + "/stopped.mkv", false));
        SinkStage stage = stage("one");
        try (var store = SessionStore.open(cluster, CLOCK);
                var supervisor = new StageSupervisor(Duration.ofSeconds(15))) {
            supervisor.start(stage);
            List.of(both, nowhere, stopped).forEach(store::open);
            send(both.id(), 50, true);
            send(stopped.id(), 60, false);

            assertEnds(store, nowhere, EndReason.REFUSED, "a file in an output is a file where the sink stage runs");
            assertEnds(store, both, EndReason.COMPLETED, "of 50 frames of the clip: 1 without a face to follow (held)");
            assertThat(folder.resolve("both.mp4")).isRegularFile();
            assertThat(names(folder.resolve("both"))).hasSize(50);
            assertThat(report(store, both)).hasValueSatisfying(report -> {
                assertThat(report.frames()).isEqualTo(50);
                assertThat(report.counts()).isEqualTo(new OutcomeCounts(49, 0, 1, 0, 0, 0, 0, 0, 1));
            });

            await().until(() -> report(store, stopped)
                    .filter(report -> report.frames() == 60)
                    .isPresent());
            store.end(stopped.id(), EndReason.STOPPED, "enough");
            eventually(() -> assertThat(folder.resolve("stopped.mkv")).isRegularFile());
            assertThat(stage.health()).isInstanceOf(Health.Ready.class);
            eventually(() -> assertThat(
                            meters.get("marotte.sessions.active").gauge().value())
                    .isZero());
            eventually(() -> assertThat(names(folder)).containsExactly("both", "both.mp4", "stopped.mkv"));
            store.refresh();
            assertThat(store.require(stopped.id()).state())
                    .isInstanceOfSatisfying(
                            Ended.class, ended -> assertThat(ended.sentence()).isEqualTo("enough"));
        }
    }

    @Test
    void whatAnEarlierLifeOfTheSessionFinishedIsNotWrittenAgain() throws IOException {
        Session session = TestSessions.open("again", new FileOutput(folder + "/again.mp4", false));
        Output output = Output.of(session.outputs().getFirst());
        try (OutputClaim claim = OutputClaim.take(output, session.id()).orElseThrow()) {
            claim.publish(Files.writeString(claim.part("clip"), "written before the process was killed"));
        }
        SinkStage stage = stage("one");
        try (var store = SessionStore.open(cluster, CLOCK);
                var supervisor = new StageSupervisor(Duration.ofSeconds(15))) {
            store.open(session);
            send(session.id(), 50, true);
            supervisor.start(stage);

            assertEnds(store, session, EndReason.COMPLETED, "of 50 frames of the clip: 1 without a face");
            assertThat(output.path()).hasContent("written before the process was killed");
            eventually(() -> assertThat(names(folder)).containsExactly("again.mp4"));
        }
    }

    @Test
    void anotherProcessBeginsAgainWhatOneCouldNotFinish() throws IOException {
        Session session = TestSessions.open("handed", new FileOutput(folder + "/handed.mp4", false));
        try (var store = SessionStore.open(cluster, CLOCK)) {
            store.open(session);
            send(session.id(), 60, false);
            try (var supervisor = new StageSupervisor(Duration.ofSeconds(15))) {
                supervisor.start(stage("one"));
                await().atMost(Duration.ofSeconds(60))
                        .until(() -> report(store, session)
                                .filter(report -> report.frames() == 60)
                                .isPresent());
                assertThat(names(folder)).containsExactly(".handed.mp4.part");
            }
            assertThat(names(folder)).isEmpty();

            send(session.id(), 80, true);
            try (var supervisor = new StageSupervisor(Duration.ofSeconds(15))) {
                meters.clear();
                supervisor.start(stage("two"));
                assertEnds(store, session, EndReason.COMPLETED, "of 80 frames of the clip: 1 without a face");
            }
            assertThat(names(folder)).containsExactly("handed.mp4");
            assertThat(report(store, session))
                    .hasValueSatisfying(report ->
                            assertThat(report.counts()).isEqualTo(new OutcomeCounts(79, 0, 1, 0, 0, 0, 0, 60, 1)));
        }
    }

    @Test
    void theFilmOfALiveSessionStandsThereWhenItIsStopped() throws IOException {
        Session show = TestSessions.live(TestSessions.open(
                "show", new FileOutput(folder + "/show.mp4", false), new PictureOutput(folder + "/show/", false)));
        try (var store = SessionStore.open(cluster, CLOCK);
                var supervisor = new StageSupervisor(Duration.ofSeconds(15))) {
            supervisor.start(stage("one"));
            store.open(show);
            send(show.id(), 50, false);
            await().atMost(Duration.ofSeconds(60))
                    .until(() -> report(store, show)
                            .filter(report -> report.upTo().micros() > 0)
                            .isPresent());
            assertThat(names(folder)).containsExactly(".show.mp4.part", ".show.part");

            store.end(show.id(), EndReason.STOPPED, "enough");

            eventually(() -> assertThat(names(folder)).containsExactly("show", "show.mp4"));
            assertThat(names(folder.resolve("show"))).isNotEmpty();
        }
    }

    @Test
    void whatAKilledProcessLeftOfAStoppedSessionIsFinished() throws IOException {
        Session session = TestSessions.open("left", new FileOutput(folder + "/left.mp4", false));
        Path part = Files.createDirectory(folder.resolve(".left.mp4.part"));
        new SessionNote(session.id(), SessionNote.Stand.GROWING).write(part);
        Session elsewhere = TestSessions.open("elsewhere", new FileOutput(folder + "/elsewhere.mp4", false));
        SinkStage stage = stage("one");
        try (var store = SessionStore.open(cluster, CLOCK);
                var supervisor = new StageSupervisor(Duration.ofSeconds(15))) {
            for (Session each : List.of(session, elsewhere)) {
                store.open(each);
                send(each.id(), 50, true);
                store.end(each.id(), EndReason.STOPPED, "");
            }
            supervisor.start(stage);

            eventually(() -> assertThat(names(folder)).containsExactly("left.mp4"));
        }
    }

    @Test
    void aRecordingGoesWhenItsTimeIsOver() throws IOException {
        Session kept = TestSessions.open("kept", new FileOutput(folder + "/kept.mp4", false));
        Session brief = TestSessions.keeping(
                Duration.ZERO, TestSessions.open("brief", new FileOutput(folder + "/brief.mp4", false)));
        SinkStage stage = stage("one");
        try (var store = SessionStore.open(cluster, CLOCK);
                var supervisor = new StageSupervisor(Duration.ofSeconds(15))) {
            List.of(kept, brief).forEach(store::open);
            send(kept.id(), 50, true);
            send(brief.id(), 50, true);
            supervisor.start(stage);

            eventually(() -> {
                store.refresh();
                assertThat(store.find(brief.id())).isEmpty();
            });
            assertEnds(store, kept, EndReason.COMPLETED, "");
            assertThat(names(folder)).contains("brief.mp4", "kept.mp4");
            eventually(() -> assertThat(renderedRecords()).isZero());
        }
    }

    private SinkStage stage(String instance) {
        SinkConfig config = new SinkConfig(
                Duration.ofMinutes(2), Duration.ofSeconds(1), Duration.ofSeconds(1), Duration.ofSeconds(2));
        return new SinkStage(cluster, config, new GroupMembership(instance, Duration.ofSeconds(6)), CLOCK, meters);
    }

    private static void assertEnds(SessionStore store, Session session, EndReason reason, String sentence) {
        eventually(() -> {
            store.refresh();
            assertThat(store.require(session.id()).state()).isInstanceOfSatisfying(Ended.class, ended -> {
                assertThat(ended.sentence()).contains(sentence);
                assertThat(ended.reason()).isEqualTo(reason);
            });
        });
    }

    private static Optional<StageReport> report(SessionStore store, Session session) {
        store.refresh();
        return store.reports(session.id()).stream()
                .filter(report -> report.stage() == StageName.SINK)
                .findFirst();
    }

    /** The tenth frame has no face. */
    private void send(SessionId session, int frames, boolean complete) {
        try (Producer<byte[], byte[]> producer = cluster.producer(Map.of())) {
            producer.send(Topics.AUDIO.record(new EndOfAudio(session, 0)));
            for (int index = 0; index < frames; index++) {
                producer.send(Topics.RENDERED.record(frame(session, index)));
            }
            if (complete) {
                producer.send(Topics.RENDERED.record(new EndOfRendered(stamp(session, frames))));
            }
        }
    }

    private static RenderedMessage frame(SessionId session, int index) {
        Picture picture = new Picture(PictureCodec.RAW_BGR, 64, 48, Bytes.of(new byte[64 * 48 * 3]));
        return index == 10
                ? new Held(stamp(session, index), TestSessions.TIMING)
                : new Rendered(
                        stamp(session, index),
                        TestSessions.TIMING,
                        picture,
                        new Alpha.None(),
                        new StageTimes(0, 0, 0, 1));
    }

    private static FrameStamp stamp(SessionId session, int index) {
        return new FrameStamp(session, index, new Pts(index * 40_000L));
    }

    private static List<String> names(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString()).sorted().toList();
        }
    }

    /** How many pictures the topic still holds. */
    private long renderedRecords() {
        try (Consumer<byte[], byte[]> consumer = cluster.consumer(Map.of())) {
            List<TopicPartition> partitions = IntStream.range(0, 3)
                    .mapToObj(number -> new TopicPartition(Topics.RENDERED.name(), number))
                    .toList();
            Map<TopicPartition, Long> beginnings = consumer.beginningOffsets(partitions);
            return consumer.endOffsets(partitions).entrySet().stream()
                    .mapToLong(end -> end.getValue() - beginnings.getOrDefault(end.getKey(), 0L))
                    .sum();
        }
    }

    private static void eventually(ThrowingRunnable assertion) {
        await().atMost(Duration.ofSeconds(60)).untilAsserted(assertion);
    }
}
