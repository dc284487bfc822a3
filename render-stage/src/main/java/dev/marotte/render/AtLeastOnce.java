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
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Output first, then the offsets: after a crash some frames come twice, which the sink knows by their index, and none is missing. */
final class AtLeastOnce implements Delivery {
    /** Limit of closing; when it passes, what is not yet sent is lost here and rendered again by whoever goes on. */
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
        try {
            consumer.commitSync(input.next());
        } catch (CommitFailedException | RebalanceInProgressException e) {
            LOG.atInfo().setCause(e).log("Offsets not committed, another instance may render these frames again");
        }
        return true;
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
