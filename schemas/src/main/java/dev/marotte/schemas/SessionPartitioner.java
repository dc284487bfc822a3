package dev.marotte.schemas;

import java.util.Arrays;
import java.util.Map;
import org.apache.kafka.clients.producer.Partitioner;
import org.apache.kafka.common.Cluster;
import org.apache.kafka.common.utils.Utils;
import org.jspecify.annotations.Nullable;

/**
 * Chooses a record's partition by the session in its key, {@code session} or {@code session/index}: all records of a session go to one
 * partition of every topic, although each has a key of its own by which it can be deleted. Set as {@code partitioner.class} of every
 * producer. For a key without a slash, it chooses the same partition as Kafka's own partitioner.
 */
public final class SessionPartitioner implements Partitioner {
    private static final byte SLASH = '/';

    @Override
    public int partition(
            String topic,
            @Nullable Object key,
            byte @Nullable [] keyBytes,
            @Nullable Object value,
            byte @Nullable [] valueBytes,
            Cluster cluster) {
        return keyBytes == null
                ? 0
                : partitionOf(keyBytes, cluster.partitionsForTopic(topic).size());
    }

    /** The partition of a session's records in a topic with {@code partitions} partitions. */
    public static int partitionOf(SessionId session, int partitions) {
        return partitionOf(Bytes.ofUtf8(session.value()).unsafeArray(), partitions);
    }

    private static int partitionOf(byte[] key, int partitions) {
        return Utils.toPositive(Utils.murmur2(sessionIn(key))) % partitions;
    }

    private static byte[] sessionIn(byte[] key) {
        for (int end = 0; end < key.length; end++) {
            if (key[end] == SLASH) {
                return Arrays.copyOf(key, end);
            }
        }
        return key;
    }

    @Override
    public void close() {}

    @Override
    public void configure(Map<String, ?> settings) {}
}
