package dev.marotte.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.marotte.schemas.FrameMessage.BrokenFrame;
import dev.marotte.schemas.FrameStamp;
import dev.marotte.schemas.FrameTiming;
import dev.marotte.schemas.Pts;
import dev.marotte.schemas.SessionId;
import dev.marotte.schemas.Topics;
import java.time.Instant;
import org.apache.kafka.clients.producer.MockProducer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.Test;

class PromptOutletTest {
    private static final BrokenFrame FRAME = new BrokenFrame(
            new FrameStamp(new SessionId("live"), 0, Pts.ZERO), FrameTiming.unhurried(Instant.EPOCH), 0);

    @Test
    void sendsAtOnce() {
        var producer = producer(true);
        try (var outlet = new PromptOutlet(producer, () -> Position.START)) {
            outlet.send(FRAME);

            assertThat(producer.history())
                    .singleElement()
                    .satisfies(record -> assertThat(record.topic()).isEqualTo(Topics.FRAMES.name()));
        }
    }

    @Test
    void saysThatARecordWasNotTaken() {
        var producer = producer(false);
        try (var outlet = new PromptOutlet(producer, () -> Position.START)) {
            outlet.send(FRAME);
            producer.errorNext(new IllegalStateException("the disk is full"));

            assertThatThrownBy(outlet::settle).isInstanceOf(KafkaException.class);
        }
    }

    private static MockProducer<byte[], byte[]> producer(boolean completesAtOnce) {
        return new MockProducer<>(completesAtOnce, null, new ByteArraySerializer(), new ByteArraySerializer());
    }
}
