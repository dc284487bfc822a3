package dev.marotte.sink.live;

import dev.marotte.runtime.Cluster;
import dev.marotte.runtime.sessions.SoundHeaderSearch;
import dev.marotte.schemas.AudioMessage.AudioHeader;
import dev.marotte.schemas.Session;
import dev.marotte.schemas.SessionPartitioner;
import dev.marotte.schemas.Topic;
import dev.marotte.schemas.Topics;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.InterruptException;

/** Looks up where the records of a live session begin for a sink that starts now. Any thread. */
final class LiveStarts implements AutoCloseable {
    /** Pictures that are older are of no use. */
    private static final Duration RECENTLY = Duration.ofSeconds(5);
    /** The sound of a session that was opened less than this ago is read from its start. */
    private static final Duration YOUNG = Duration.ofSeconds(30);
    /** Greatest difference between the writers' clocks. */
    private static final Duration CLOCK_SKEW = Duration.ofMinutes(1);
    /** Time to look for the header of a session's sound; when it passes, the output stays silent. */
    private static final Duration LOOKING = Duration.ofSeconds(5);

    private final Cluster cluster;
    private final InstantSource clock;
    private final Admin admin;

    LiveStarts(Cluster cluster, InstantSource clock) {
        this.cluster = cluster;
        this.clock = clock;
        admin = cluster.admin();
    }

    /** Begins to connect, and returns at once. */
    void connectAhead() {
        var _ = admin.describeTopics(List.of(Topics.RENDERED.name(), Topics.AUDIO.name()));
    }

    /** The offsets of the session's partitions to begin at. */
    Map<TopicPartition, Long> of(Session session) {
        Instant recently = clock.instant().minus(RECENTLY);
        Instant sound = isYoung(session) ? session.opening().at().minus(CLOCK_SKEW) : recently;
        return offsets(Map.of(
                partition(Topics.RENDERED, session), recently,
                partition(Topics.AUDIO, session), sound));
    }

    private boolean isYoung(Session session) {
        return session.opening().at().isAfter(clock.instant().minus(YOUNG));
    }

    /** The header of its sound, if that is before where the session begins to be read. */
    Optional<AudioHeader> header(Session session) {
        return isYoung(session) ? Optional.empty() : new SoundHeaderSearch(session, cluster).now(LOOKING, clock);
    }

    private TopicPartition partition(Topic<?> topic, Session session) {
        int partitions = await(admin.describeTopics(List.of(topic.name())).allTopicNames())
                .values()
                .iterator()
                .next()
                .partitions()
                .size();
        return new TopicPartition(topic.name(), SessionPartitioner.partitionOf(session.id(), partitions));
    }

    /**
     * If there is no offset for the time, reads the partition from its start, not from its end: the broker looks for a time in only one
     * segment of its log. That segment may hold nothing but deleted records and stay for minutes, and the broker then reports that there is
     * nothing since.
     */
    private Map<TopicPartition, Long> offsets(Map<TopicPartition, Instant> since) {
        Map<TopicPartition, OffsetSpec> wanted = new HashMap<>();
        since.forEach((partition, time) -> wanted.put(partition, OffsetSpec.forTimestamp(time.toEpochMilli())));
        Map<TopicPartition, Long> found = list(wanted);
        found.values().removeIf(offset -> offset < 0);
        wanted.keySet().removeAll(found.keySet());
        wanted.replaceAll((partition, time) -> OffsetSpec.earliest());
        found.putAll(list(wanted));
        return found;
    }

    private Map<TopicPartition, Long> list(Map<TopicPartition, OffsetSpec> wanted) {
        Map<TopicPartition, Long> offsets = new HashMap<>();
        if (!wanted.isEmpty()) {
            await(admin.listOffsets(wanted).all())
                    .forEach((partition, result) -> offsets.put(partition, result.offset()));
        }
        return offsets;
    }

    private static <T> T await(KafkaFuture<T> answer) {
        try {
            return answer.get();
        } catch (ExecutionException e) {
            throw new KafkaException("where the session's records are could not be asked for", e.getCause());
        } catch (InterruptedException e) {
            throw new InterruptException(e);
        }
    }

    @Override
    public void close() {
        admin.close(Duration.ofSeconds(2));
    }
}
