package dev.marotte.standalone.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import dev.marotte.runtime.Cluster;
import dev.marotte.schemas.Decoded;
import dev.marotte.schemas.FaceLandmarks;
import dev.marotte.schemas.LandmarksMessage;
import dev.marotte.schemas.Pts;
import dev.marotte.schemas.SessionId;
import dev.marotte.schemas.Topics;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.LongStream;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.common.TopicPartition;

/**
 * What readers of committed landmarks see of one frame.
 *
 * @param landmarks nothing where no face was found, and of the end
 */
record RecordedMotion(long index, Pts pts, long neutralIndex, Optional<FaceLandmarks> landmarks) {
    /** Of each session, in the order of the records. */
    static Map<SessionId, List<RecordedMotion>> of(Cluster cluster) {
        Map<SessionId, List<RecordedMotion>> recorded = new HashMap<>();
        try (Consumer<String, Decoded<LandmarksMessage>> consumer =
                cluster.consumer(Map.of(), Topics.LANDMARKS.keys().deserializer(), Topics.LANDMARKS.deserializer())) {
            List<TopicPartition> partitions = consumer.partitionsFor(Topics.LANDMARKS.name()).stream()
                    .map(info -> new TopicPartition(info.topic(), info.partition()))
                    .toList();
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
            while (ends.entrySet().stream().anyMatch(end -> consumer.position(end.getKey()) < end.getValue())) {
                consumer.poll(Duration.ofMillis(200)).forEach(record -> note(record.value(), recorded));
            }
        }
        return recorded;
    }

    /** Every index once and in order, with the very landmarks that it has in {@code expected}. */
    static void assertSame(Cluster cluster, SessionWave expected, List<SessionWave> waves) {
        Map<SessionId, List<RecordedMotion>> recorded = of(cluster);
        for (SessionWave wave : waves) {
            for (int number = 0; number < expected.sessions().size(); number++) {
                SessionId session = wave.sessions().get(number).id();
                List<RecordedMotion> motion = recorded.get(session);
                List<RecordedMotion> undisturbed =
                        recorded.get(expected.sessions().get(number).id());
                assertThat(motion)
                        .as(session.value())
                        .extracting(RecordedMotion::index)
                        .isEqualTo(
                                LongStream.range(0, undisturbed.size()).boxed().toList());
                assertThat(motion).as(session.value()).isEqualTo(undisturbed);
            }
        }
    }

    private static void note(Decoded<LandmarksMessage> decoded, Map<SessionId, List<RecordedMotion>> recorded) {
        switch (decoded) {
            case Decoded.Readable<LandmarksMessage>(LandmarksMessage message) ->
                recorded.computeIfAbsent(message.stamp().session(), _ -> new ArrayList<>())
                        .add(of(message));
            case Decoded.Unreadable<LandmarksMessage> unreadable -> throw new AssertionError(unreadable.reason());
        }
    }

    private static RecordedMotion of(LandmarksMessage message) {
        return switch (message) {
            case LandmarksMessage.Tracked tracked ->
                motion(message, tracked.neutralIndex(), Optional.of(tracked.landmarks()));
            case LandmarksMessage.Untracked _, LandmarksMessage.EndOfLandmarks _ ->
                motion(message, -1, Optional.empty());
        };
    }

    private static RecordedMotion motion(LandmarksMessage message, long neutral, Optional<FaceLandmarks> landmarks) {
        return new RecordedMotion(message.stamp().index(), message.stamp().pts(), neutral, landmarks);
    }
}
