package dev.marotte.runtime.sessions;

import dev.marotte.runtime.Cluster;
import dev.marotte.schemas.Session;
import dev.marotte.schemas.SessionPartitioner;
import dev.marotte.schemas.Topics;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.apache.kafka.clients.consumer.CommitFailedException;
import org.apache.kafka.clients.consumer.ConsumerGroupMetadata;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.FencedInstanceIdException;
import org.apache.kafka.common.errors.TimeoutException;

/**
 * Writes the ends of sessions, and only for a member of the consumer group that still is one: a process that slept and was thought dead must
 * not end what another one has gone on with. The broker compares the member's generation, so no clock decides.
 *
 * <p>{@link #joined} on the thread that polls, {@link #write} on those of the sessions.
 */
final class SessionEndWriter {
    /** For the group to take this member in again; when it passes, the end is not written and the session's work fails. */
    private static final Duration REJOINING = Duration.ofMinutes(1);

    private static final Duration CLOSING = Duration.ofSeconds(5);

    private final Cluster cluster;
    private final String name;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private ConsumerGroupMetadata member;

    /**
     * @param name of the writer, its own at any time: a later one of the same name shuts it out
     * @param member as it is before the group was joined
     */
    SessionEndWriter(Cluster cluster, String name, ConsumerGroupMetadata member) {
        this.cluster = cluster;
        this.name = name;
        this.member = member;
    }

    /** Notes as whom the group knows this process now. */
    void joined(ConsumerGroupMetadata now) {
        lock.lock();
        try {
            if (now.generationId() != member.generationId() || !now.memberId().equals(member.memberId())) {
                member = now;
                changed.signalAll();
            }
        } finally {
            lock.unlock();
        }
    }

    /**
     * Returns when the broker has the record, which readers see a moment later. One session at a time; where the group is being shared out anew, waits for that.
     *
     * @throws InterruptedException if the session was taken away meanwhile
     * @throws TimeoutException if the group did not take this process in again
     */
    void write(Session session) throws InterruptedException {
        lock.lockInterruptibly();
        try {
            long left = REJOINING.toNanos();
            while (!isWritten(session)) {
                left = changed.awaitNanos(left);
                if (left <= 0) {
                    throw new TimeoutException(
                            "the end of a session could not be written: this process is no longer in "
                                    + member.groupId());
                }
            }
        } finally {
            lock.unlock();
        }
    }

    /** The offset says nothing, since sessions are read from the start; it has the broker look who asks, before the record is sent. */
    private boolean isWritten(Session session) {
        Map<String, Object> transactional = Map.of(ProducerConfig.TRANSACTIONAL_ID_CONFIG, name);
        Producer<byte[], byte[]> producer = cluster.producer(transactional);
        try {
            producer.initTransactions();
            producer.beginTransaction();
            producer.sendOffsetsToTransaction(Map.of(partition(session, producer), new OffsetAndMetadata(0)), member);
            producer.send(Topics.SESSIONS.record(session));
            producer.commitTransaction();
            return true;
        } catch (CommitFailedException | FencedInstanceIdException e) {
            return false;
        } finally {
            producer.close(CLOSING);
        }
    }

    private static TopicPartition partition(Session session, Producer<?, ?> producer) {
        String topic = Topics.SESSIONS.name();
        int partitions = producer.partitionsFor(topic).size();
        return new TopicPartition(topic, SessionPartitioner.partitionOf(session.id(), partitions));
    }
}
