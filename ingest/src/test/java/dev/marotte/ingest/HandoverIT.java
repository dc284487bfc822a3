package dev.marotte.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.marotte.broker.testing.BrokerWithTopics;
import dev.marotte.ingest.ffmpeg.SampleClip;
import dev.marotte.runtime.Cluster;
import dev.marotte.runtime.StageSupervisor;
import dev.marotte.runtime.sessions.GroupMembership;
import dev.marotte.runtime.sessions.PartitionEnds;
import dev.marotte.runtime.sessions.SessionStore;
import dev.marotte.schemas.AudioMessage;
import dev.marotte.schemas.AudioMessage.EndOfAudio;
import dev.marotte.schemas.FrameMessage;
import dev.marotte.schemas.FrameMessage.EndOfFrames;
import dev.marotte.schemas.Profile;
import dev.marotte.schemas.Session;
import dev.marotte.schemas.SessionPartitioner;
import dev.marotte.schemas.SessionSource.FileSource;
import dev.marotte.schemas.SessionState.EndReason;
import dev.marotte.schemas.StageName;
import dev.marotte.schemas.Topics;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.awaitility.core.ThrowingRunnable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

@Timeout(300)
final class HandoverIT {
    private static final int HEADROOM = 50;
    /** More than a minute: however long this machine takes for the handover, the show goes on behind it. */
    private static final int SHOW_FRAMES = 2_000;

    @TempDir
    private Path folder;

    @RegisterExtension
    private final BrokerWithTopics broker = BrokerWithTopics.start(TestSessions.PARTITIONS);

    private final Cluster cluster = Cluster.at(broker.bootstrapServers());

    @Test
    void sessionsGoOnInAnotherProcessWithoutALossOrARepetition() throws IOException {
        Session film = session("film", Profile.LOSSLESS, 200);
        Session show = session("show", Profile.LIVE, SHOW_FRAMES);
        try (var store = SessionStore.open(cluster, InstantSource.system())) {
            try (var supervisor = new StageSupervisor(Duration.ofSeconds(10))) {
                supervisor.start(stage("one"));
                store.open(film);
                store.open(show);
                eventually(() -> {
                    assertThat(frames(film)).hasSizeGreaterThan(HEADROOM / 2);
                    assertThat(frames(show)).hasSizeGreaterThan(20);
                });
            }
            try (var supervisor = new StageSupervisor(Duration.ofSeconds(10))) {
                supervisor.start(stage("two"));
                eventually(() -> {
                    assertGoesOn(film);
                    assertGoesOn(show);
                });
                store.end(show.id(), EndReason.STOPPED, "");
                eventually(() -> {
                    commitAllFrames(film);
                    assertThat(frames(film)).last().isInstanceOf(EndOfFrames.class);
                    assertThat(frames(show)).last().isInstanceOf(EndOfFrames.class);
                });
            }
        }
        assertWhole(film, 200);
        assertWhole(show, frames(show).size() - 1);
        assertThat(frames(show)).hasSizeLessThan(SHOW_FRAMES);
    }

    private void assertGoesOn(Session session) {
        assertThat(frames(session))
                .last()
                .satisfies(frame -> assertThat(frame.epoch()).isEqualTo(1));
    }

    private void assertWhole(Session session, long count) {
        assertThat(frames(session))
                .extracting(message -> message.stamp().index())
                .containsExactlyElementsOf(
                        LongStream.rangeClosed(0, count).boxed().toList());
        assertThat(frames(session)).extracting(FrameMessage::epoch).isSorted().contains(0L, 1L);
        eventually(() -> assertThat(sounds(session)).last().isInstanceOf(EndOfAudio.class));
        List<AudioMessage> sounds = sounds(session);
        assertThat(sounds)
                .extracting(AudioMessage::sequence)
                .containsExactlyElementsOf(
                        LongStream.range(0, sounds.size()).boxed().toList());
    }

    /** Pictures stay, so that they can be looked at. */
    private IngestStage stage(String instance) {
        return new IngestStage(
                cluster,
                new IngestConfig(HEADROOM, 85, Duration.ofHours(1)),
                new GroupMembership(instance, Duration.ofSeconds(6)),
                InstantSource.system(),
                new SimpleMeterRegistry());
    }

    private Session session(String id, Profile profile, int frames) throws IOException {
        Path clip = SampleClip.write(folder.resolve(id + ".mkv"), frames);
        return TestSessions.open(id, profile, new FileSource(clip.toString()));
    }

    private List<FrameMessage> frames(Session session) {
        return SessionLog.of(session, Topics.FRAMES, cluster);
    }

    private List<AudioMessage> sounds(Session session) {
        return SessionLog.of(session, Topics.AUDIO, cluster);
    }

    private static void eventually(ThrowingRunnable assertion) {
        await().atMost(Duration.ofSeconds(60)).untilAsserted(assertion);
    }

    /** As the landmark stage would that has looked at what there is. */
    private void commitAllFrames(Session session) throws Exception {
        int partition = SessionPartitioner.partitionOf(session.id(), TestSessions.PARTITIONS);
        var frames = new TopicPartition(Topics.FRAMES.name(), partition);
        try (Admin admin = cluster.admin();
                var ends = new PartitionEnds(cluster)) {
            var all = new OffsetAndMetadata(ends.next(frames));
            admin.alterConsumerGroupOffsets(StageName.LANDMARK.group(Profile.LOSSLESS), Map.of(frames, all))
                    .all()
                    .get();
        }
    }
}
