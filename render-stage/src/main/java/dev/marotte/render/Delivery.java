package dev.marotte.render;

import java.util.List;
import org.apache.kafka.clients.producer.ProducerRecord;

/** Sends a batch's output to the broker and commits its input. One thread. */
interface Delivery extends AutoCloseable {
    /**
     * Returns true when the output is safe and the input committed; false when neither is and the consumer was set back to the input, so that it
     * is polled again.
     *
     * @throws org.apache.kafka.common.KafkaException if a retry cannot help
     */
    boolean deliver(ConsumedOffsets input, List<ProducerRecord<byte[], byte[]>> output);

    @Override
    void close();
}
