package dev.marotte.ingest;

import dev.marotte.schemas.SessionId;
import dev.marotte.schemas.SessionPartitioner;
import dev.marotte.schemas.Topic;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListConsumerGroupOffsetsSpec;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.GroupIdNotFoundException;
import org.apache.kafka.common.errors.RetriableException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The committed offset of a consumer group in a session's partition, as the brokers know it. One thread. */
final class GroupOffset implements CommittedOffset {
    private static final Logger LOG = LoggerFactory.getLogger(GroupOffset.class);

    private final Admin admin;
    private final String group;
    private final SessionId session;
    private final Topic<?> topic;
    private int partitions;
    private long last;

    /** @param admin stays the caller's */
    GroupOffset(Admin admin, String group, Topic<?> topic, SessionId session) {
        this.admin = admin;
        this.group = group;
        this.topic = topic;
        this.session = session;
    }

    /** If the brokers cannot answer, the last answer counts: they are asked again soon. */
    @Override
    public long ask() throws InterruptedException {
        try {
            last = Math.max(last, committed(partition()));
        } catch (ExecutionException e) {
            if (!(e.getCause() instanceof RetriableException) && !(e.getCause() instanceof GroupIdNotFoundException)) {
                throw new KafkaException("how far " + group + " is could not be asked", e.getCause());
            }
            LOG.atDebug().addKeyValue("group", group).setCause(e).log("Offset is not known for now");
        }
        return last;
    }

    private TopicPartition partition() throws ExecutionException, InterruptedException {
        if (partitions == 0) {
            partitions = PartitionCount.of(topic, admin);
        }
        return new TopicPartition(topic.name(), SessionPartitioner.partitionOf(session, partitions));
    }

    private long committed(TopicPartition partition) throws ExecutionException, InterruptedException {
        var only = new ListConsumerGroupOffsetsSpec().topicPartitions(List.of(partition));
        @Nullable
        OffsetAndMetadata committed = await(
                        admin.listConsumerGroupOffsets(Map.of(group, only)).partitionsToOffsetAndMetadata(group))
                .get(partition);
        return committed == null ? 0 : committed.offset();
    }

    private static <T> T await(KafkaFuture<T> future) throws ExecutionException, InterruptedException {
        return future.get();
    }
}
