package dev.marotte.runtime.sessions;

import dev.marotte.runtime.Cluster;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.InterruptException;

/**
 * First and last offsets of partitions, including records that are not committed yet: a committed record may come after the open
 * transaction of another session, where a consumer of committed records does not see it until that transaction ends. Any thread.
 */
public final class PartitionEnds implements AutoCloseable {
    private final Admin admin;

    /** Connects to the cluster; the caller closes this. */
    public PartitionEnds(Cluster cluster) {
        admin = cluster.admin();
    }

    /** The offset of the first record that is not deleted. */
    public long first(TopicPartition partition) {
        return offset(partition, OffsetSpec.earliest());
    }

    /** The offset that the next record will have. */
    public long next(TopicPartition partition) {
        return offset(partition, OffsetSpec.latest());
    }

    private long offset(TopicPartition partition, OffsetSpec spec) {
        try {
            return admin.listOffsets(Map.of(partition, spec))
                    .partitionResult(partition)
                    .get()
                    .offset();
        } catch (ExecutionException e) {
            throw new KafkaException("the ends of " + partition + " could not be asked for", e.getCause());
        } catch (InterruptedException e) {
            throw new InterruptException(e);
        }
    }

    @Override
    public void close() {
        admin.close(Duration.ofSeconds(2));
    }
}
