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
 * Output and input offsets in one transaction: readers of committed records see every outcome exactly once, whenever this process dies. A
 * transaction begins after rendering, so that a slow batch cannot time it out.
 */
final class ExactlyOnce implements Delivery {
    private static final Logger LOG = LoggerFactory.getLogger(ExactlyOnce.class);
    /** A broker that refuses so often in a row will not be persuaded. */
    private static final int ATTEMPTS = 5;
    /** Each waits for the producer's {@code max.block.ms}. After the last the process ends, and its next life learns what became of it. */
    private static final int COMMITS = 3;
    /** Limit of closing; when it passes, what is open is aborted by the broker in its own time. */
    private static final Duration CLOSING = Duration.ofSeconds(5);

    private final Consumer<?, ?> consumer;
    private final Supplier<Producer<byte[], byte[]>> producers;
    private Producer<byte[], byte[]> producer;
    private int failures;

    /** @param producers each with a transactional id that an instance keeps over restarts, so that a new one ends what the old one left open */
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
            // The commit throws what a send failed of.
            Future<RecordMetadata> _ = producer.send(record);
        }
        producer.sendOffsetsToTransaction(input.next(), consumer.groupMetadata());
    }

    /** A commit without an answer may be done already: Kafka allows to ask for it again or to close, and forbids to abort. */
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

    /** The broker gave up a transaction that took too long, as on a machine without a processor to spare, and this producer may not write any more. */
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

    /** Partitions that went to another instance meanwhile are that one's to render. */
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

    /** Whether the batch is out is not known here; the broker will say to the next producer of this transactional id. */
    private static final class UnansweredCommitException extends KafkaException {
        private static final long serialVersionUID = 1;

        UnansweredCommitException(TimeoutException cause) {
            super("the broker does not answer a commit", cause);
        }
    }
}
