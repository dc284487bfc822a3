package dev.marotte.render;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Future;
import java.util.function.Supplier;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.AuthorizationException;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.InvalidProducerEpochException;
import org.apache.kafka.common.errors.InvalidTxnStateException;
import org.apache.kafka.common.errors.ProducerFencedException;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.errors.UnsupportedVersionException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes output and input offsets in one transaction: consumers that read committed records see every outcome exactly once, whenever this process dies. A
 * transaction begins after rendering, so that a slow batch cannot time it out.
 */
final class ExactlyOnce implements Delivery {
    private static final Logger LOG = LoggerFactory.getLogger(ExactlyOnce.class);
    /** A broker that refuses this many times in a row will not accept another attempt. */
    private static final int ATTEMPTS = 5;
    /** Each waits for the producer's {@code max.block.ms}. After the last one the process ends, and learns after its restart what became of the transaction. */
    private static final int COMMITS = 3;
    /** Time limit for closing; when it passes, the broker aborts the open transaction after its own timeout. */
    private static final Duration CLOSING = Duration.ofSeconds(5);

    private final Consumer<?, ?> consumer;
    private final Supplier<Producer<byte[], byte[]>> producers;
    private Producer<byte[], byte[]> producer;
    private int failures;

    /**
     * @param producers each with a transactional id that an instance keeps across restarts, so that a new one ends the transaction that the old one left
     *     open
     */
    ExactlyOnce(Consumer<?, ?> consumer, Supplier<Producer<byte[], byte[]>> producers) {
        this.consumer = consumer;
        this.producers = producers;
        producer = begun();
    }

    private Producer<byte[], byte[]> begun() {
        Producer<byte[], byte[]> made = producers.get();
        made.initTransactions();
        return made;
    }

    @Override
    public boolean deliver(ConsumedOffsets input, List<ProducerRecord<byte[], byte[]>> output) {
        try {
            begin(input, output);
            commit();
            failures = 0;
            return true;
        } catch (ProducerFencedException
                | InvalidProducerEpochException
                | AuthorizationException
                | UnsupportedVersionException
                | InterruptException
                | UnansweredCommitException e) {
            throw e;
        } catch (KafkaException e) {
            retryLater(input, e);
            return false;
        }
    }

    private void begin(ConsumedOffsets input, List<ProducerRecord<byte[], byte[]>> output) {
        producer.beginTransaction();
        for (ProducerRecord<byte[], byte[]> record : output) {
            // The commit throws the error of a failed send.
            Future<RecordMetadata> _ = producer.send(record);
        }
        producer.sendOffsetsToTransaction(input.next(), consumer.groupMetadata());
    }

    /** A commit that was not answered may have succeeded: Kafka allows a retry or a close, but not an abort. */
    private void commit() {
        for (int attempt = 1; !isCommitted(attempt); attempt++) {
            LOG.atWarn().addKeyValue("attempt", attempt).log("Commit not answered in time, asked again");
        }
    }

    private boolean isCommitted(int attempt) {
        try {
            producer.commitTransaction();
            return true;
        } catch (TimeoutException e) {
            if (attempt == COMMITS) {
                throw new UnansweredCommitException(e);
            }
            return false;
        }
    }

    private void retryLater(ConsumedOffsets input, KafkaException cause) {
        failures++;
        if (failures == ATTEMPTS) {
            throw cause;
        }
        LOG.atWarn()
                .setCause(cause)
                .addKeyValue("attempt", failures)
                .log("Transaction aborted, batch is rendered again");
        if (cause instanceof InvalidTxnStateException) {
            beginAnew(input);
        } else {
            producer.abortTransaction();
            rewind(input);
        }
    }

    /** The broker aborted a transaction that took too long, as on an overloaded machine, and this producer may no longer write. */
    private void beginAnew(ConsumedOffsets input) {
        producer.close(CLOSING);
        producer = begun();
        Map<TopicPartition, OffsetAndMetadata> committed =
                consumer.committed(input.first().keySet());
        input.first().forEach((partition, offset) -> {
            if (consumer.assignment().contains(partition)) {
                @Nullable OffsetAndMetadata last = committed.get(partition);
                consumer.seek(partition, last == null ? offset : last.offset());
            }
        });
    }

    /** Partitions that were assigned to another instance in the meantime are rendered there. */
    private void rewind(ConsumedOffsets input) {
        input.first().forEach((partition, offset) -> {
            if (consumer.assignment().contains(partition)) {
                consumer.seek(partition, offset);
            }
        });
    }

    @Override
    public void close() {
        producer.close(CLOSING);
    }

    /** Whether the batch was committed is not known here; the next producer with this transactional id learns it from the broker. */
    private static final class UnansweredCommitException extends KafkaException {
        private static final long serialVersionUID = 1;

        UnansweredCommitException(TimeoutException cause) {
            super("the broker does not answer a commit", cause);
        }
    }
}
