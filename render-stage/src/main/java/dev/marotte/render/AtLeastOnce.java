package dev.marotte.render;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import org.apache.kafka.clients.consumer.CommitFailedException;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.RebalanceInProgressException;
import org.apache.kafka.common.errors.RetriableException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sends the output first and commits the offsets afterwards: after a crash some frames arrive twice, which the sink detects by their index, and none is
 * missing. The next frame does not wait until the broker acknowledges the offsets.
 */
final class AtLeastOnce implements Delivery {
    /** Time limit for closing; when it passes, unsent output is lost here and rendered again by the next owner of the partition. */
    private static final Duration CLOSING = Duration.ofSeconds(5);

    private static final Logger LOG = LoggerFactory.getLogger(AtLeastOnce.class);

    private final Consumer<?, ?> consumer;
    private final Producer<byte[], byte[]> producer;

    AtLeastOnce(Consumer<?, ?> consumer, Producer<byte[], byte[]> producer) {
        this.consumer = consumer;
        this.producer = producer;
    }

    @Override
    public boolean deliver(ConsumedOffsets input, List<ProducerRecord<byte[], byte[]>> output) {
        List<Future<RecordMetadata>> sent = output.stream().map(producer::send).toList();
        producer.flush();
        sent.forEach(AtLeastOnce::requireArrived);
        consumer.commitAsync(input.next(), (_, problem) -> committed(problem));
        return true;
    }

    /** Called by a later poll, or when the consumer is closed, which awaits it. */
    private static void committed(@Nullable Exception problem) {
        switch (problem) {
            case null -> {}
            case CommitFailedException _, RebalanceInProgressException _, RetriableException _ ->
                LOG.atInfo().setCause(problem).log("Offsets not committed; these frames may be rendered again");
            default -> throw new KafkaException("offsets of rendered frames cannot be committed", problem);
        }
    }

    private static void requireArrived(Future<RecordMetadata> sent) {
        try {
            sent.get();
        } catch (ExecutionException e) {
            throw new KafkaException("a rendered frame did not reach the broker", e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptException(e);
        }
    }

    @Override
    public void close() {
        producer.close(CLOSING);
    }
}
