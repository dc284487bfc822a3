package dev.marotte.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import dev.marotte.schemas.FrameMessage.BrokenFrame;
import dev.marotte.schemas.FrameStamp;
import dev.marotte.schemas.FrameTiming;
import dev.marotte.schemas.Pts;
import dev.marotte.schemas.SessionId;
import dev.marotte.schemas.Topics;
import java.time.Duration;
import java.time.Instant;
import java.util.Iterator;
import java.util.List;
import org.apache.kafka.clients.producer.MockProducer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.AuthorizationException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.Test;

class PromptOutletTest {
    private static final BrokenFrame FRAME = new BrokenFrame(
            new FrameStamp(new SessionId("live"), 0, Pts.ZERO), FrameTiming.unhurried(Instant.EPOCH), 0);

    @Test
    void sendsAtOnce() {
        var producer = producer(true);
        try (var outlet = new PromptOutlet(new LiveProducer(() -> producer), () -> Position.START)) {
            outlet.send(FRAME);

            assertThat(producer.history())
                    .singleElement()
                    .satisfies(record -> assertThat(record.topic()).isEqualTo(Topics.FRAMES.name()));
        }
    }

    @Test
    void saysThatARecordWasNotTaken() {
        var producer = producer(false);
        try (var outlet = new PromptOutlet(new LiveProducer(() -> producer), () -> Position.START)) {
            outlet.send(FRAME);
            producer.errorNext(new IllegalStateException("the disk is full"));

            assertThatThrownBy(outlet::settle).isInstanceOf(KafkaException.class);
        }
    }

    @Test
    void waitsForItsOwnRecordsAlone() {
        var producer = producer(false);
        var shared = new LiveProducer(() -> producer);
        try (var outlet = new PromptOutlet(shared, () -> Position.START);
                var other = new PromptOutlet(shared, () -> Position.START)) {
            outlet.send(FRAME);
            other.send(FRAME);
            producer.completeNext();

            assertTimeoutPreemptively(Duration.ofMinutes(1), outlet::settle);
            producer.completeNext();
        }
    }

    @Test
    void leavesTheSharedProducerOpen() {
        var producer = producer(true);
        var shared = new LiveProducer(() -> producer);
        try (var outlet = new PromptOutlet(shared, () -> Position.START)) {
            outlet.send(FRAME);
        }
        assertThat(producer.closed()).isFalse();

        shared.close();

        assertThat(producer.closed()).isTrue();
        assertThatThrownBy(() -> new PromptOutlet(shared, () -> Position.START).send(FRAME))
                .isInstanceOf(KafkaException.class);
    }

    @Test
    void replacesAProducerThatRefusesRecordsForGood() {
        var broken = producer(true);
        broken.sendException = new AuthorizationException("not allowed");
        var sound = producer(true);
        Iterator<MockProducer<byte[], byte[]>> producers =
                List.of(broken, sound).iterator();
        try (var shared = new LiveProducer(producers::next);
                var outlet = new PromptOutlet(shared, () -> Position.START)) {
            assertThatThrownBy(() -> outlet.send(FRAME)).isInstanceOf(AuthorizationException.class);
            assertThat(broken.closed()).isTrue();

            outlet.send(FRAME);

            assertThat(sound.history()).hasSize(1);
        }
    }

    private static MockProducer<byte[], byte[]> producer(boolean completesAtOnce) {
        return new MockProducer<>(completesAtOnce, null, new ByteArraySerializer(), new ByteArraySerializer());
    }
}
