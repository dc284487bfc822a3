package dev.marotte.render;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Iterator;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.MockConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.MockProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RoundRobinPartitioner;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.InvalidTxnStateException;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ExactlyOnceTest {
    private static final TopicPartition PARTITION = new TopicPartition("in", 0);
    private static final ConsumedOffsets INPUT =
            new ConsumedOffsets(Map.of(PARTITION, 7L), Map.of(PARTITION, new OffsetAndMetadata(8)));

    private static final List<ProducerRecord<byte[], byte[]>> OUTPUT =
            List.of(new ProducerRecord<>("out", new byte[] {1}));

    private final MockConsumer<byte[], byte[]> consumer = new MockConsumer<>("earliest");

    @BeforeEach
    void standBehindTheBatch() {
        consumer.assign(List.of(PARTITION));
        consumer.seek(PARTITION, 8);
    }

    @Test
    void asksAgainForACommitThatIsNotAnswered() {
        var producer = new SlowProducer(2);

        assertThat(deliver(producer)).isTrue();
        assertThat(producer.history()).hasSize(1);
        assertThat(consumer.position(PARTITION)).isEqualTo(8);
    }

    @Test
    void endsWithoutAnAbortIfACommitIsNeverAnswered() {
        var producer = new SlowProducer(Integer.MAX_VALUE);

        assertThatThrownBy(() -> deliver(producer))
                .isInstanceOf(KafkaException.class)
                .hasMessageContaining("does not answer");
        assertThat(producer.commits).isEqualTo(3);
    }

    @Test
    void abortsWhatTheBrokerRefusesAndGoesBack() {
        var producer = new SlowProducer(0);
        producer.commitTransactionException = new KafkaException("a send failed");

        assertThat(deliver(producer)).isFalse();
        assertThat(producer.transactionAborted()).isTrue();
        assertThat(consumer.position(PARTITION)).isEqualTo(7);
    }

    @Test
    void goesOnAnewWhereTheBrokerGaveUpATransactionThatTookTooLong() {
        var lost = new SlowProducer(0);
        lost.commitTransactionException = new InvalidTxnStateException("given up");
        var next = new SlowProducer(0);
        Iterator<Producer<byte[], byte[]>> producers =
                List.<Producer<byte[], byte[]>>of(lost, next).iterator();
        var delivery = new ExactlyOnce(consumer, producers::next);
        consumer.commitSync(Map.of(PARTITION, new OffsetAndMetadata(6)));

        assertThat(delivery.deliver(INPUT, OUTPUT)).isFalse();
        assertThat(lost.closed()).isTrue();
        assertThat(consumer.position(PARTITION)).isEqualTo(6);

        assertThat(delivery.deliver(INPUT, OUTPUT)).isTrue();
        assertThat(next.history()).hasSize(1);
    }

    private boolean deliver(SlowProducer producer) {
        return new ExactlyOnce(consumer, () -> producer).deliver(INPUT, OUTPUT);
    }

    /** Its first commits time out, and then it allows what Kafka's own allows: a commit, or to be closed. */
    private static final class SlowProducer extends MockProducer<byte[], byte[]> {
        private final int timeouts;
        private int commits;

        SlowProducer(int timeouts) {
            super(true, new RoundRobinPartitioner(), new ByteArraySerializer(), new ByteArraySerializer());
            this.timeouts = timeouts;
        }

        @Override
        public void commitTransaction() {
            commits++;
            if (commits <= timeouts) {
                throw new TimeoutException("not answered in time");
            }
            super.commitTransaction();
        }

        @Override
        public void abortTransaction() {
            if (commits <= timeouts) {
                throw new IllegalStateException("a commit that timed out must be retried");
            }
            super.abortTransaction();
        }
    }
}
