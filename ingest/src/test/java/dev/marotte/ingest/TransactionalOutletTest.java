package dev.marotte.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.marotte.schemas.AudioMessage.EndOfAudio;
import dev.marotte.schemas.SessionId;
import net.jqwik.api.Example;
import org.apache.kafka.clients.producer.MockProducer;
import org.apache.kafka.clients.producer.RoundRobinPartitioner;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.serialization.ByteArraySerializer;

final class TransactionalOutletTest {
    private static final SessionId SESSION = new SessionId("test");

    @Example
    void closesWithoutAnAbortAfterACommitThatWasNotAnswered() {
        var producer = new SilentProducer();
        producer.initTransactions();
        var outlet = new TransactionalOutlet(producer, () -> Position.START);
        outlet.send(new EndOfAudio(SESSION, 0));

        assertThatThrownBy(outlet::settle).isInstanceOf(TimeoutException.class);
        outlet.close();

        assertThat(producer.closed()).isTrue();
    }

    @Example
    void withdrawsWhatItDidNotSettle() {
        var producer = new SilentProducer();
        producer.initTransactions();
        var outlet = new TransactionalOutlet(producer, () -> Position.START);
        outlet.send(new EndOfAudio(SESSION, 0));
        outlet.close();

        assertThat(producer.transactionAborted()).isTrue();
    }

    /** No commit is answered in time, and then it allows what Kafka's own allows: another commit, or to be closed. */
    private static final class SilentProducer extends MockProducer<byte[], byte[]> {
        private boolean committing;

        SilentProducer() {
            super(true, new RoundRobinPartitioner(), new ByteArraySerializer(), new ByteArraySerializer());
        }

        @Override
        public void commitTransaction() {
            committing = true;
            throw new TimeoutException("not answered in time");
        }

        @Override
        public void abortTransaction() {
            if (committing) {
                throw new IllegalStateException("a commit that timed out must be retried");
            }
            super.abortTransaction();
        }
    }
}
