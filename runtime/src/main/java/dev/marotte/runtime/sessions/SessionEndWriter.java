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
 * Writes the ends of sessions, but only for a process that is still a member of the consumer group: a process that hung and was considered
 * dead must not end a session that another one has taken over. The broker compares the member's generation, so no clock decides.
 *
 * <p>{@link #joined} on the thread that polls, {@link #write} on those of the sessions.
 */
final class SessionEndWriter {
    /** Time for the group to admit this member again; when it passes, the end is not written and the session's work fails. */
    private static final Duration REJOINING = Duration.ofMinutes(1);

    private static final Duration CLOSING = Duration.ofSeconds(5);

    private final Cluster cluster;
    private final String name;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private ConsumerGroupMetadata member;

    /**
     * @param name of the writer, unique at any time: a later writer of the same name fences it
     * @param member metadata from before the group was joined
     */
    SessionEndWriter(Cluster cluster, String name, ConsumerGroupMetadata member) {
        this.cluster = cluster;
        this.name = name;
        this.member = member;
    }

    /** Notes this process's current membership of the group. */
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
     * Returns when the broker has the record, which readers see a moment later. Writes one session at a time; during a rebalance, waits for its end.
     *
     * @throws InterruptedException if the session was taken away meanwhile
     * @throws TimeoutException if the group did not admit this process again
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

    /** The offset has no meaning, since sessions are read from the start. Sending it makes the broker check the member before the record is sent. */
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
