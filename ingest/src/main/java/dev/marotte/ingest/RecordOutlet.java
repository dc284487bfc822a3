package dev.marotte.ingest;

import dev.marotte.schemas.AudioMessage;
import dev.marotte.schemas.FrameMessage;
import dev.marotte.schemas.LandmarksMessage;
import dev.marotte.schemas.Neutral;
import dev.marotte.schemas.Topics;
import org.apache.kafka.clients.producer.ProducerRecord;

/** An outlet directly into Kafka: each message becomes a record of its topic. Implementations differ in when a record becomes visible downstream. */
interface RecordOutlet extends Outlet {
    /** Sends a record, or throws the failure of an earlier one. */
    void send(ProducerRecord<byte[], byte[]> record);

    @Override
    default void send(FrameMessage message) {
        send(Topics.FRAMES.record(message));
    }

    @Override
    default void send(AudioMessage message) {
        send(Topics.AUDIO.record(message));
    }

    @Override
    default void send(LandmarksMessage message) {
        send(StampedRecord.of(message));
    }

    @Override
    default void send(Neutral message) {
        send(Topics.NEUTRALS.record(message));
    }
}
